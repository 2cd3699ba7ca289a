import { describe, expect, it } from 'vitest';
import { latentCurveFigure } from '../../../../src/page/laboratories/unsupervised/figures/latentCurveFigure.ts';
import { latentFigure, styleOf } from '../../../../src/page/laboratories/unsupervised/figures/latentFigure.ts';
import { picturesFigure } from '../../../../src/page/laboratories/unsupervised/figures/picturesFigure.ts';
import { digitsFound } from '../../../../src/page/laboratories/unsupervised/presets/unsupervisedPresets.ts';
import { nothingMeasured as nothing } from '../../presets/nothingMeasured.ts';
import { evaluation, testImages, unsupervisedFrame } from '../../store/scriptedWorker.ts';

interface Trace {
  name: string;
  x: number[];
  y: (number | null)[];
  z: Float64Array[];
  customdata: number[];
}
const traces = (data: unknown[]) => data as Trace[];

describe('pictures', () => {
  const drawn = { images: testImages, evaluation: evaluation(), place: 1, from: 0, to: 1, theme: 'light' } as const;
  /** Numbers that are drawn, row by row from the top. */
  const pixels = (figure: ReturnType<typeof picturesFigure>) =>
    traces(figure.data)[0]
      .z.map((row) => [...row].filter((value) => !Number.isNaN(value)))
      .filter(({ length }) => length > 0);
  const texts = (figure: ReturnType<typeof picturesFigure>) => figure.layout.annotations!.map(({ text }) => text).filter(Boolean);

  it('are test digits over what the network makes of them at the chosen step', () => {
    const figure = picturesFigure({ ...drawn, pictures: 'reconstructions' });
    expect(pixels(figure)).toEqual([
      [1, 2, 3, 4],
      [10, 20, 30, 40],
    ]);
    expect(texts(figure)).toEqual(['a', 'b', 't = 5', 't = 5']);
  });
  it('are samples, without a text', () => {
    const figure = picturesFigure({ ...drawn, pictures: 'samples' });
    expect([pixels(figure), texts(figure)]).toEqual([[[7, 8, 9, 9]], []]);
  });
  it('are the way between two digits, in either direction', () => {
    const there = picturesFigure({ ...drawn, pictures: 'interpolation' });
    const back = picturesFigure({ ...drawn, pictures: 'interpolation', from: 1, to: 0 });
    const firsts = (figure: typeof there) =>
      pixels(figure)
        .flat()
        .filter((_, k) => k % 2 === 0);
    expect(firsts(there)).toEqual([1, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 3]); // each digit's own image at its end
    expect(firsts(back)).toEqual([3, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 1]);
    expect(texts(there)).toEqual(['a', '0 %', '11 %', '22 %', '33 %', '44 %', '56 %', '67 %', '78 %', '89 %', '100 %', 'b']);
  });
  it('show white as white and black as black, whatever is drawn', () => {
    expect(picturesFigure({ ...drawn, pictures: 'samples' }).data[0]).toMatchObject({ zmin: 0, zmax: 255 });
  });
});

describe('latents', () => {
  const figure = latentFigure({ images: testImages, components: evaluation().components, theme: 'dark' });
  it('are one trace a class, each point with the number of its image', () => {
    expect(traces(figure.data).map(({ name, x, y, customdata }) => [name, x, y, customdata])).toEqual([
      ['a', [-1, -3], [0, -1], [0, 2]],
      ['b', [2], [1], [1]],
    ]);
  });
  it('have the class written among them', () => {
    expect(figure.layout.annotations!.map(({ text, x }) => [text, x])).toEqual([
      ['<b>a</b>', -1],
      ['<b>b</b>', 2],
    ]);
  });
  it('no two of ten classes look alike', () => {
    const styles = Array.from({ length: 10 }, (_, k) => JSON.stringify(styleOf(k, 'light')));
    expect(new Set(styles).size).toBe(10);
  });
  it('name what the axes explain', () => {
    const titles = [figure.layout.xaxis, figure.layout.yaxis].map((axis) => (axis!.title as { text: string }).text);
    expect(titles).toEqual(['first component, 50 % of the variance', 'second component, 25 %']);
  });
});

describe('the learning curve', () => {
  const { curves } = unsupervisedFrame();
  const drawn = { curves, iteration: 5, iterations: 40, theme: 'light' } as const;
  it('is the energy of every batch, and of every layer at the looks', () => {
    const { data, layout } = latentCurveFigure({ ...drawn, what: 'energy' });
    expect(traces(data).map(({ name, x, y }) => [name, x, y])).toEqual([
      ['batches', [0, 1, 2, 3, 4], [9, 7, 5, 4, 3]],
      ['layer 1', [1, 4], [1, 0.5]],
      ['layer 2', [1, 4], [6, 4]],
    ]);
    expect([layout.xaxis!.range, layout.yaxis!.type]).toEqual([[0, 40], 'log']);
  });
  it('is what probe and k-NN find, with a gap where k-NN has too few latents', () => {
    const { data } = latentCurveFigure({ ...drawn, what: 'accuracy' });
    expect(traces(data).map(({ name, x, y }) => [name, x, y])).toEqual([
      ['linear probe', [1, 4], [0.5, 0.75]],
      ['k-NN', [1, 4], [null, 0.625]],
    ]);
  });
  it('says where other settings began', () => {
    const settings = [...curves.settings, { from: 3, dt: 0.1, steps: 20, learningRate: 0.001, sparsity: 0 }];
    const { layout } = latentCurveFigure({ ...drawn, curves: { ...curves, settings }, what: 'energy' });
    expect(layout.annotations!.slice(1)).toMatchObject([{ x: 3, text: 'T = 20, dt = 0.1' }]);
  });
});

it('the number beside the claim is the latest evaluation’s, and k-NN’s best', () => {
  expect(digitsFound({ ...nothing, unsupervised: unsupervisedFrame() })).toBe(
    'after 4 weight steps the probe finds 75.0 %, k-NN 62.5 % (at best 62.5 %) of 3 test images',
  );
});
