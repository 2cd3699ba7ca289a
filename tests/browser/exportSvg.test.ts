/** A figure as SVG: well-formed, with its titles and curves as lines; a scene as areas and lines. */
import { expect, it } from 'vitest';
import { exportSvg } from '../../src/page/export/exportSvg.ts';
import { landscapeFigure } from '../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import { standardLoss, trainingFigure } from '../../src/page/laboratories/landscapes/timeline/trainingFigure.ts';
import { learnerCurves } from '../learnerCurves.ts';
import { chainLoss } from './chainLoss.ts';

const curves = (...loss: number[]) => learnerCurves(loss);

const figure = trainingFigure({
  bp: [curves(2, 1.5, 1)],
  pc: [curves(2, 1, 0.5)],
  otherBp: null,
  restarts: [],
  lossUnit: standardLoss,
  metric: 'loss',
  logarithmic: false,
  playhead: 1,
  iterations: 2,
  theory: null,
  theme: 'light',
});
const settings = { width: 500, heightPerWidth: 0.5, background: 'white' } as const;

it('is well-formed and has the title, the axes’ titles, both curves and the address', async () => {
  const state = 'https://example.org/?seed=3&at=1';
  const text = await exportSvg({ title: 'Training < 3', figure, state }, settings);
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(svg.querySelector('parsererror')).toBeNull();
  expect(svg.documentElement.getAttribute('viewBox')).toBe('0 0 560 312');
  expect(svg.documentElement.getAttribute('width')).toBe('500');
  const texts = [...svg.querySelectorAll('text')].map((each) => each.textContent);
  expect(texts).toEqual(expect.arrayContaining(['Training < 3', 'iteration', 'training loss', '0', '2']));
  expect(svg.querySelector('desc')!.textContent).toBe(state);
  const strokes = [...svg.querySelectorAll<SVGPathElement>('.scatterlayer .js-line')].map((path) => path.style.stroke);
  expect(strokes).toEqual(expect.arrayContaining(['rgb(213, 94, 0)', 'rgb(0, 114, 178)']));
});

it('holds a scene as areas, lines and words, without a bitmap: what is behind the surface is dashed', async () => {
  const paths = [{ learner: 'bp' as const, a: [-0.5, 0.5], b: [0, 0], height: [0.1, 1.5], residual: [0, 0], iteration: [0, 1] }];
  const text = await exportSvg({ title: 'Loss landscape', figure: landscapeFigure(chainLoss({ paths })), state: '' }, settings);
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml');
  expect(svg.querySelector('parsererror')).toBeNull();
  expect(svg.querySelector('image')).toBeNull();
  const words = [...svg.querySelectorAll('text')].map((each) => each.textContent);
  expect(words).toEqual(expect.arrayContaining(['Loss landscape', 'w₁', 'w₂', 'loss', '0.5', '−1']));
  expect(svg.querySelectorAll('path[d$="Z"]').length).toBeGreaterThan(400); // the cells of 21 x 21 points
  const strokes = [...svg.querySelectorAll('path[fill="none"]')].map((path) => path.getAttribute('stroke'));
  expect(strokes).toContain('rgb(213, 94, 0)');
  expect([...svg.querySelectorAll('path[stroke-dasharray]')].map((path) => path.getAttribute('stroke'))).toContain(
    'rgb(234, 175, 128)',
  );
});
