/** A learner has one colour, in figures and in the rest of the page. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { colourOfLearner } from '../../../src/page/figures/palette.ts';

const styles = readFileSync('src/page/panels/styles/tokens.css', 'utf8');
const [light, dark] = styles.split(':root[data-theme="dark"]');

it.each([
  ['bp', 'light', light],
  ['pc', 'light', light],
  ['bp', 'dark', dark],
  ['pc', 'dark', dark],
] as const)('%s is drawn in the colour that the %s page names', (learner, theme, sheet) => {
  const named = new RegExp(`--${learner}: (#[0-9a-f]{6});`).exec(sheet)![1];
  expect(colourOfLearner(learner, theme).toLowerCase()).toBe(named);
});
