import { expect, test } from 'vitest';
import type { LearnerCurves } from '../../../../../src/model/problem/learnerCurves.ts';
import { layerNormFigure } from '../../../../../src/page/laboratories/landscapes/timeline/layerNormFigure.ts';
import { learnerCurves } from '../../../../learnerCurves.ts';

const withNorms = (...gradient: number[][]): LearnerCurves => ({
  ...learnerCurves(gradient[0]),
  layerNorms: {
    gradient: gradient.map((norms) => Float64Array.from(norms)),
    parameter: gradient.map((norms) => Float64Array.from(norms, (norm) => 10 * norm)),
  },
});
const drawn = { metric: 'layerGradients', logarithmic: false, playhead: 1, iterations: 1, theme: 'light' } as const;
const text = (figure: ReturnType<typeof layerNormFigure>) => figure.layout.annotations?.[0].text;

test('each layer of each learner has a line, named and told apart by its lightness', () => {
  const { data } = layerNormFigure({
    ...drawn,
    bp: [withNorms([1, 2], [3, 4], [0, 0])],
    pc: [withNorms([5, 6], [7, 8], [1, 1])],
  });
  expect(data.map((trace) => 'name' in trace && trace.name)).toEqual(['BP W1', 'BP W2', 'BP W3', 'PC W1', 'PC W2', 'PC W3']);
  expect(data[1]).toMatchObject({ y: [3, 4], line: { color: 'rgb(213, 94, 0)' } });
  expect(data[0]).toMatchObject({ line: { color: 'rgb(228, 150, 89)' } }); // 35 % of the way to white
  expect(new Set(data.map((trace) => JSON.stringify('line' in trace && trace.line))).size).toBe(6);
});

test('the key names all layers in their lines’ colours', () => {
  const key = text(layerNormFigure({ ...drawn, bp: [withNorms([1], [1])], pc: [withNorms([1], [1])] }));
  expect(key?.replaceAll(/<[^>]*>/g, '').replaceAll('&nbsp;', ' ')).toBe('BP W1 W2   PC W1 W2');
});

test('several seeds are drawn as their mean, weights as weights', () => {
  const bp = [withNorms([1, 2]), withNorms([3, 4])];
  const { data } = layerNormFigure({ ...drawn, metric: 'layerWeights', bp, pc: bp });
  expect(data[0]).toMatchObject({ y: [20, 30] });
});

test('the axis holds every layer', () => {
  const { layout } = layerNormFigure({ ...drawn, bp: [withNorms([1], [90])], pc: [withNorms([2], [0.5])] });
  expect(layout.yaxis?.range?.[1]).toBeGreaterThanOrEqual(90);
});

test('a run without norms by layer says why', () => {
  const none = [learnerCurves([1, 2])];
  expect(text(layerNormFigure({ ...drawn, bp: none, pc: none }))).toContain('more than 100,000');
  const fresh = [learnerCurves([])];
  expect(text(layerNormFigure({ ...drawn, bp: fresh, pc: fresh }))).toContain('press Run');
});
