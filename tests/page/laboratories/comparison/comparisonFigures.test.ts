import { describe, expect, it } from 'vitest';
import { comparedNames } from '../../../../src/model/comparison/comparedModels.ts';
import type { Figure } from '../../../../src/page/figures/figure.ts';
import { colourOfLearner } from '../../../../src/page/figures/palette.ts';
import { comparedBarsFigure } from '../../../../src/page/laboratories/comparison/figures/comparedBarsFigure.ts';
import { comparedCurvesFigure, movingMean } from '../../../../src/page/laboratories/comparison/figures/comparedCurvesFigure.ts';
import { comparedStyle } from '../../../../src/page/laboratories/comparison/figures/comparedStyle.ts';
import { lossSurfacesFigure, surfacesRange } from '../../../../src/page/laboratories/comparison/figures/lossSurfacesFigure.ts';
import { testAt, weightHistogramsFigure } from '../../../../src/page/laboratories/comparison/figures/weightHistogramsFigure.ts';
import { comparisonFrame, surfacesFrame } from '../../store/scriptedWorker.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into plotly's loosely typed traces
const traces = (figure: Figure, name: string): any[] => figure.data.filter((each) => 'name' in each && each.name === name);

const { runs } = comparisonFrame();
const theme = 'light';

describe('the compared models’ styles', () => {
  it('are those of BP and PC everywhere, and different for every other', () => {
    expect(comparedStyle('bp', theme).colour).toBe(colourOfLearner('bp', theme));
    expect(comparedStyle('pc', theme).colour).toBe(colourOfLearner('pc', theme));
    for (const each of ['light', 'dark'] as const)
      expect(new Set(comparedNames.map((model) => comparedStyle(model, each).colour)).size).toBe(comparedNames.length);
  });
});

describe('comparedCurvesFigure', () => {
  const drawn = { runs, logarithmic: false, iterations: 10, shown: 1e9, theme } as const;
  it('draws the mean of the latest batches, of no later ones', () => {
    expect([...movingMean([4, 2, 6, 0], 2)]).toEqual([4, 3, 4, 3]);
    const [bp] = traces(comparedCurvesFigure({ ...drawn, curve: 'loss' }), 'bp');
    expect([bp.x, bp.y]).toEqual([
      [0, 1],
      [0.5, 0.375],
    ]);
  });
  it('draws tests where they were made', () => {
    const [pc] = traces(comparedCurvesFigure({ ...drawn, curve: 'accuracy' }), 'pc');
    expect([pc.x, pc.y]).toEqual([
      [0, 2],
      [0.1, 0.8],
    ]);
  });
  it('keeps its line of the iteration looked at within the run', () =>
    expect(comparedCurvesFigure({ ...drawn, curve: 'loss' }).layout.shapes![0].x0).toBe(10));
});

describe('weightHistogramsFigure', () => {
  const figureAt = (at: number) => weightHistogramsFigure({ runs, layers: [1], at, theme });
  it('shows the weights of the last test up to an iteration', () => {
    expect([0, 1, 2, 99].map((at) => testAt([0, 2, 4], at))).toEqual([0, 0, 1, 2]);
    expect(traces(figureAt(1), 'bp')[0].y).toEqual([0, 1, 0]);
    expect(traces(figureAt(2), 'bp')[0].y).toEqual([0, 0.5, 0]);
    expect(traces(figureAt(2), 'bp')[0].x[2]).toBeCloseTo(4 / 3, 12);
  });
  it('keeps its axes while the iteration is scrubbed', () => expect(figureAt(0).layout).toEqual(figureAt(2).layout));
});

describe('lossSurfacesFigure', () => {
  const [bowl] = surfacesFrame().surfaces;
  const steep = { ...bowl, model: 'rc2' as const, loss: bowl.loss.map((value) => 1 + 9 * value) };
  const figure = lossSurfacesFigure({ surfaces: [bowl, steep], colours: 'auto', ramp: 'viridis', theme });
  it('colours all models by one range, with one bar', () => {
    const [bp, rc2] = [traces(figure, 'bp')[0], traces(figure, 'rc2')[0]];
    expect([bp.zmin, bp.zmax]).toEqual([0, 19]);
    expect([rc2.zmin, rc2.zmax, rc2.contours]).toEqual([bp.zmin, bp.zmax, bp.contours]);
    expect([bp.showscale, rc2.showscale]).toEqual([true, false]);
    expect(rc2.z).toEqual([
      [19, 10, 19],
      [10, 1, 10],
      [19, 10, 19],
    ]);
  });
  it('gives each its own square', () => {
    expect([traces(figure, 'bp')[0].xaxis, traces(figure, 'rc2')[0].xaxis]).toEqual(['x', 'x2']);
    // biome-ignore lint/suspicious/noExplicitAny: axes are named by number
    const layout = figure.layout as any;
    expect(layout.xaxis.domain[1]).toBeLessThan(layout.xaxis2.domain[0]);
    expect(layout.yaxis2.domain).toEqual(layout.yaxis.domain);
  });
  it('spaces colours by the logarithm over more than four decades', () => {
    const tall = { ...bowl, loss: Float64Array.of(1e6, 1, 1e3, 10, 0.1, 10, 1e3, 1, 1e6) };
    expect(surfacesRange([bowl, tall], 'auto').logarithmic).toBe(true);
    const [bp] = traces(lossSurfacesFigure({ surfaces: [tall], colours: 'auto', ramp: 'viridis', theme }), 'bp');
    expect(bp.zmax).toBe(6);
    expect(bp.customdata[0][0]).toBe(1e6);
  });
  it('and where that is asked for, from the least height above zero, and says so', () =>
    expect(surfacesRange([steep], 'log')).toEqual({ range: [1, 19], logarithmic: true, note: 'colours logarithmic' }));
});

describe('comparedBarsFigure', () => {
  it('draws accuracy and seconds in rows, and none of what is not known', () => {
    const figure = comparedBarsFigure({
      rows: [
        { model: 'bp', time: { accuracy: 0.8, iteration: 2, milliseconds: 3000 } },
        { model: 'pc', time: null },
      ],
      theme,
    });
    expect(traces(figure, 'bp').map(({ x, y }) => [x, y])).toEqual([
      [
        [0, 0.8],
        [0, 0],
      ],
      [
        [0, 3],
        [0, 0],
      ],
    ]);
    expect(traces(figure, 'pc')[0].x).toEqual([0, Number.NaN]);
    expect(figure.layout.yaxis!.ticktext).toEqual(['bp', 'pc']);
  });
});
