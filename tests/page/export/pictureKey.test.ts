/** The key of an exported figure: both learners, and the lines beside theirs that are drawn. */
import { describe, expect, it } from 'vitest';
import { keyOf, withoutKey } from '../../../src/page/export/pictureKey.ts';
import { keyLine } from '../../../src/page/figures/axes.ts';
import type { Figure } from '../../../src/page/figures/figure.ts';
import { learnerColour } from '../../../src/page/figures/palette.ts';
import { standardLoss, trainingFigure } from '../../../src/page/laboratories/landscapes/timeline/trainingFigure.ts';
import { learnerCurves } from '../../learnerCurves.ts';

const raced = (change: Partial<Parameters<typeof trainingFigure>[0]> = {}): Figure =>
  trainingFigure({
    bp: [learnerCurves([2, 1])],
    pc: [learnerCurves([2, 0.5])],
    otherBp: null,
    restarts: [],
    lossUnit: standardLoss,
    metric: 'loss',
    logarithmic: false,
    playhead: 0,
    iterations: 2,
    theory: null,
    theme: 'light',
    ...change,
  });

describe('the key of a picture', () => {
  it('has both learners in their colours', () =>
    expect(keyOf(raced(), 'light')).toEqual([
      { label: 'BP', colour: learnerColour.bp, dashes: null },
      { label: 'PC', colour: learnerColour.pc, dashes: null },
    ]));
  it('has the dashed and dotted lines that are drawn, each once', () => {
    const figure = raced({
      theory: [2, 1],
      otherBp: [learnerCurves([2, 1.5])],
      restarts: [
        { from: 0, curves: learnerCurves([1]) },
        { from: 1, curves: learnerCurves([1]) },
      ],
    });
    const lines = keyOf(figure, 'light').map(({ label, dashes }) => [label, dashes]);
    expect(lines).toEqual([
      ['BP', null],
      ['PC', null],
      ['F* in theory', '5 3'],
      ['BP, other convention', '5 3'],
      ['PC from BP’s plateaus', '2 2'],
    ]);
  });
  it('is empty where the learners are not both drawn', () => expect(keyOf({ data: [], layout: {} }, 'light')).toEqual([]));
});

it('a figure without its key keeps its other notes', () => {
  const note = { text: 'note' };
  const figure = { data: [], layout: { showlegend: true, annotations: [keyLine('BP PC', 'light'), note] } };
  expect(withoutKey(figure).layout).toEqual({ showlegend: false, annotations: [note] });
});
