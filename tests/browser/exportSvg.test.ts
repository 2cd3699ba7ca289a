/** A figure on a sheet as SVG: well-formed, with its titles, its key and its curves as lines; a scene as areas and lines. */
import { expect, it } from 'vitest';
import type { ExportedFigure } from '../../src/page/export/exportable.ts';
import type { PictureSettings } from '../../src/page/export/exportSettings.ts';
import { sheetOfOne, sheetSvg } from '../../src/page/export/sheet.ts';
import type { Figure } from '../../src/page/figures/figure.ts';
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
  theory: [2, 1.2, 0.6],
  theme: 'light',
});
const settings: PictureSettings = {
  width: 500,
  unit: 'px',
  scale: 1,
  background: 'white',
  parts: { title: true, legend: true, caption: true },
  typeface: 'page',
};
const address = 'https://example.org/?seed=3&at=1';

async function drawn(
  change: Partial<PictureSettings> = {},
  part: ExportedFigure = { title: 'Training < 3', figure },
): Promise<{ svg: Document; done: number[] }> {
  const chosen = { ...settings, ...change };
  const sheet = { ...sheetOfOne(part, 0.5, chosen), caption: 'seed 3 · iteration 1', address };
  const done: number[] = [];
  const watch = { signal: new AbortController().signal, onProgress: (part: number) => void done.push(part) };
  const { text } = await sheetSvg(sheet, chosen, { isVector: true, embedsFonts: false, watch });
  return { svg: new DOMParser().parseFromString(text, 'image/svg+xml'), done };
}

const textsOf = (svg: Document) => [...svg.querySelectorAll('text')].map((each) => each.textContent);

it('is well-formed and has title, key, the axes’ titles, all curves, the caption and the address', async () => {
  const { svg, done } = await drawn();
  expect(svg.querySelector('parsererror')).toBeNull();
  expect(svg.documentElement.getAttribute('width')).toBe('500');
  const expected = ['Training < 3', 'BP', 'PC', 'F* in theory', 'iteration', 'training loss', '0', '2', 'seed 3 · iteration 1'];
  expect(textsOf(svg)).toEqual(expect.arrayContaining(expected));
  expect(svg.querySelector('desc')!.textContent).toBe(address);
  const strokes = [...svg.querySelectorAll<SVGPathElement>('.scatterlayer .js-line')].map((path) => path.style.stroke);
  expect(strokes).toEqual(expect.arrayContaining(['rgb(213, 94, 0)', 'rgb(0, 114, 178)']));
  const dots = [...svg.querySelectorAll('circle')].map((dot) => dot.getAttribute('fill'));
  expect(dots).toEqual(expect.arrayContaining(['#D55E00', '#0072B2']));
  expect(done).toEqual([0.5]);
});

it('holds a scene as areas, lines and words, without a bitmap: what is behind the surface is dashed', async () => {
  const paths = [{ learner: 'bp' as const, a: [-0.5, 0.5], b: [0, 0], height: [0.1, 1.5], residual: [0, 0], iteration: [0, 1] }];
  const { svg } = await drawn({}, { title: 'Loss landscape', figure: landscapeFigure(chainLoss({ paths })) });
  expect(svg.querySelector('parsererror')).toBeNull();
  expect(svg.querySelector('image')).toBeNull();
  expect(textsOf(svg)).toEqual(expect.arrayContaining(['Loss landscape', 'w₁', 'w₂', 'loss', '0.5', '−1']));
  expect(svg.querySelectorAll('path[d$="Z"]').length).toBeGreaterThan(400); // the cells of 21 x 21 points
  const strokes = [...svg.querySelectorAll('path[fill="none"]')].map((path) => path.getAttribute('stroke'));
  expect(strokes).toContain('rgb(213, 94, 0)');
  expect([...svg.querySelectorAll('path[stroke-dasharray]')].map((path) => path.getAttribute('stroke'))).toContain(
    'rgb(234, 175, 128)',
  );
});

it('holds the colours of a heat map, and smooth ones, as areas, without a bitmap; too many colours stay a bitmap', async () => {
  const chequered = (side: number, change: object = {}): Figure => ({
    data: [
      {
        type: 'heatmap',
        z: Array.from({ length: side }, (_, i) => Array.from({ length: side }, (_, j) => (i + j) % 2)),
        colorscale: [
          [0, '#ff0000'],
          [1, '#0000ff'],
        ],
        showscale: false,
        ...change,
      } as unknown as Figure['data'][number],
    ],
    layout: {},
  });
  for (const figure of [chequered(20), chequered(20, { zsmooth: 'fast' })]) {
    const { svg } = await drawn({}, { title: 'Hessian', figure });
    expect(svg.querySelector('image')).toBeNull();
    const areas = [...svg.querySelectorAll('path[fill^="rgb"]')].map((path) => path.getAttribute('d')!.match(/M/g)!.length);
    expect(areas).toEqual([200, 200]);
  }
  const smooth = { type: 'contour', contours: { coloring: 'heatmap' } };
  expect((await drawn({}, { title: 'Loss', figure: chequered(20, smooth) })).svg.querySelector('image')).toBeNull();
  expect((await drawn({}, { title: 'Images', figure: chequered(200) })).svg.querySelector('image')).not.toBeNull();
});

it('leaves out what is not wanted, and is lower for it', async () => {
  const whole = (await drawn()).svg.documentElement;
  const { svg } = await drawn({ parts: { title: false, legend: false, caption: false } });
  expect(textsOf(svg)).not.toEqual(expect.arrayContaining(['Training < 3']));
  for (const absent of ['BP', 'PC', 'seed 3 · iteration 1']) expect(textsOf(svg)).not.toContain(absent);
  expect(Number(svg.documentElement.getAttribute('height'))).toBeLessThan(Number(whole.getAttribute('height')));
});

it('is as wide on paper as was asked for, with text of the page’s size', async () => {
  const { svg } = await drawn({ width: 12, unit: 'cm' });
  expect(svg.documentElement.getAttribute('width')).toBe('12cm');
  expect(Number(svg.documentElement.getAttribute('viewBox')!.split(' ')[2])).toBeCloseTo((12 * 96) / 2.54, 6);
});

it('is written in Computer Modern where that is chosen, axes included', async () => {
  const { svg } = await drawn({ typeface: 'serif' });
  expect(svg.documentElement.getAttribute('font-family')).toMatch(/^"CMU Serif"/);
  const tick = svg.querySelector<SVGTextElement>('.xtick text')!;
  expect(tick.style.fontFamily).toMatch(/CMU Serif/);
});

it('ends where it is cancelled', async () => {
  const cancelled = new AbortController();
  cancelled.abort();
  const sheet = { ...sheetOfOne({ title: '', figure }, 0.5, settings), caption: '', address };
  const watch = { signal: cancelled.signal, onProgress: () => {} };
  await expect(sheetSvg(sheet, settings, { isVector: true, embedsFonts: false, watch })).rejects.toThrow('aborted');
});
