/** A flat figure as SVG: well-formed, with its titles and curves as lines; a scene is refused. */
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

it('refuses a scene', async () => {
  const scene = landscapeFigure(chainLoss());
  await expect(exportSvg({ title: 'Loss landscape', figure: scene, state: '' }, settings)).rejects.toThrow(
    'Loss landscape is drawn in three dimensions, which SVG cannot hold (export a PNG)',
  );
});
