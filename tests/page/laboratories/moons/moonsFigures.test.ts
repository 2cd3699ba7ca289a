import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../src/page/figures/figure.ts';
import { activityRatesFigure } from '../../../../src/page/laboratories/moons/figures/activityRatesFigure.ts';
import { decisionCurvesFigure } from '../../../../src/page/laboratories/moons/figures/decisionCurvesFigure.ts';
import { decisionFigure, nearestPoint } from '../../../../src/page/laboratories/moons/figures/decisionFigure.ts';
import { rateMapFigure } from '../../../../src/page/laboratories/moons/figures/rateMapFigure.ts';
import { varianceRatioFigure } from '../../../../src/page/laboratories/moons/figures/varianceRatioFigure.ts';
import { accuracyText, divergedText, ratioDigits, sweepText } from '../../../../src/page/laboratories/moons/moonsWords.ts';
import { bestCell, cellOf, ratioCell } from '../../../../src/page/laboratories/moons/presets/activityStatistics.ts';
import { bestRates, decisionAccuracy, ratioFall } from '../../../../src/page/laboratories/moons/presets/moonsClaims.ts';
import { nothingMeasured } from '../../presets/nothingMeasured.ts';
import { activityRatesFrame, activityRun, decisionFrame } from '../../store/scriptedWorker.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into plotly's loosely typed traces
const trace = (figure: Figure, name: string): any => figure.data.find((each) => 'name' in each && each.name === name);

const diverged = { divergedAt: 4, accuracy: Number.NaN };
const runs = [
  activityRun({ rate: null, accuracy: 0.91 }),
  activityRun({ rate: 0.03, seed: 0, accuracy: 0.9 }),
  activityRun({ rate: 0.03, seed: 1, accuracy: 0.94 }),
  activityRun({ rate: 0.1, seed: 0, accuracy: 0.99 }),
  activityRun({ rate: 0.1, seed: 1, ...diverged }),
  activityRun({ width: 32, rate: null, accuracy: 0.95, varianceRatio: Float64Array.of(2, 2) }),
  activityRun({ width: 32, rate: 0.03, accuracy: 0.96, varianceRatio: Float64Array.of(1e-3, 3e-3) }),
  activityRun({ width: 32, rate: 0.1, ...diverged, varianceRatio: new Float64Array() }),
];
const [widths, rates] = [
  [16, 32],
  [0.03, 0.1],
];

describe('runs by width and rate', () => {
  it('have a mean and a sample sd, without those that diverged', () => {
    const cell = cellOf(runs, 16, 0.03);
    expect(cell.mean).toBeCloseTo(0.92, 12);
    expect(cell.deviation).toBeCloseTo(Math.sqrt(2) * 0.02, 12);
    expect(cellOf(runs, 16, 0.1)).toMatchObject({ runs: 2, diverged: 1, mean: 0.99, deviation: 0 });
    expect(cellOf(runs, 32, 0.1)).toMatchObject({ runs: 1, diverged: 1, mean: Number.NaN });
  });
  it('have a best rate at which nothing diverged', () => {
    expect(bestCell(runs, 16)?.rate).toBe(0.03);
    expect(bestCell([], 16)).toBeNull();
    expect(bestCell([activityRun(diverged)], 16)).toBeNull();
  });
  it('have variance ratios over all steps: a mean, a median that one unstable step does not move, and a curve', () => {
    const unstable = [runs[1], activityRun({ seed: 1, varianceRatio: Float64Array.of(0.02, 0.02, 50) })];
    const cell = ratioCell(unstable, 16, 0.03);
    expect(cell.mean).toBeCloseTo((0.01 + 0.03 + 0.02 + 0.02 + 50) / 5, 12);
    expect(cell.median).toBe(0.02);
    expect(cell.curve[0]).toBeCloseTo(Math.sqrt(0.01 * 0.02), 12);
    expect(cell.curve[2]).toBeCloseTo(50, 10);
    expect(ratioCell(runs, 32, 0.1)).toMatchObject({ runs: 0, mean: Number.NaN, median: Number.NaN });
  });
});

describe('the figures of the sweep', () => {
  it('draw a curve a width in per cent, its best ringed, and BP left of all rates', () => {
    const figure = activityRatesFigure({ runs, widths, rates, theme: 'light' });
    expect(trace(figure, 'h = 16')).toMatchObject({ x: [0.03, 0.1] });
    expect(trace(figure, 'h = 16').y[0]).toBeCloseTo(92, 10);
    expect(trace(figure, 'h = 32').x).toEqual([0.03]);
    expect(trace(figure, 'best').x).toEqual([0.03, 0.03]);
    expect(trace(figure, 'BP').y).toEqual([91, 95]);
    for (const x of trace(figure, 'BP').x) expect(x).toBeLessThan(rates[0]);
    expect(figure.layout.xaxis?.type).toBe('log');
  });
  it('map widths against rates, and say what diverged', () => {
    const published = [{ width: 32, rate: 0.1 }];
    const figure = rateMapFigure({ runs, widths, rates, published, ramp: 'viridis', theme: 'dark' });
    expect(trace(figure, 'accuracy').text).toEqual([
      ['92.0', '99.0×'],
      ['96.0', '×'],
    ]);
    expect(trace(figure, 'best')).toMatchObject({ x: [0, 0], y: [0, 1] });
    expect(trace(figure, 'published best').x).toEqual([1]);
  });
  it('draw variance ratios on a logarithmic axis, with published means at the end', () => {
    const published = [{ width: 32, ratio: 1.5e-3 }];
    const figure = varianceRatioFigure({ runs, rate: 0.03, widths, published, iterations: 2, theme: 'light' });
    expect(trace(figure, 'h = 32').x).toEqual([0, 1]);
    expect(trace(figure, 'h = 32').y[1]).toBeCloseTo(3e-3, 12);
    expect(trace(figure, 'mean as published')).toMatchObject({ x: [2], y: [1.5e-3] });
    expect(figure.layout.yaxis?.type).toBe('log');
  });
});

describe('the figures of one network', () => {
  const frame = decisionFrame(2);
  const drawn = { ...frame, learner: 'pc', probability: frame.pc.probability[2], theme: 'light' } as const;
  it('lay probabilities, the boundary at one half, and the points over each other', () => {
    const figure = decisionFigure(drawn);
    expect(trace(figure, 'probability').z).toEqual([[0.75, 0.25]]);
    expect(trace(figure, 'boundary').contours).toMatchObject({ start: 0.5, end: 0.5 });
    expect(trace(figure, 'inner')).toMatchObject({ x: [1], y: [0.5] });
    expect(trace(figure, 'chosen point')).toMatchObject({ x: [1], y: [0.5] });
  });
  it('say that a learner had diverged where it says nothing', () => {
    const [note] = decisionFigure({ ...drawn, probability: [] }).layout.annotations!;
    expect(note.text).toBe('PC diverged before this step.');
  });
  it('know the point nearest to a place', () => {
    expect(nearestPoint(frame.points, 0.9, 0.9)).toBe(1);
    expect(nearestPoint(frame.points, -1, 0)).toBe(0);
  });
  it('draw accuracies from before the first step on, and losses', () => {
    const figure = decisionCurvesFigure({ ...frame, playhead: 1, iterations: 2, theme: 'light' });
    expect(trace(figure, 'PC test accuracy').x).toEqual([0, 1, 2]);
    expect(trace(figure, 'BP training loss').x).toEqual([0, 1]);
  });
});

describe('two moons in words', () => {
  const frame = activityRatesFrame(runs, { total: 20, workers: 2, progress: 0.4 });
  it('say how far the sweep is', () => {
    expect(sweepText(frame, true, 61_000)).toBe('8 of 20 runs done, 2 at a time, about 61 s left');
    expect(sweepText(frame, false, null)).toBe('8 of 20 runs done, stopped');
    expect(sweepText(activityRatesFrame(runs), false, null)).toBe('8 of 8 runs done');
  });
  it('give a spread where there is one', () => {
    expect(accuracyText(cellOf(runs, 16, 0.03))).toBe('92.0 ± 2.8');
    expect(accuracyText(cellOf(runs, 16, 0.1))).toBe('99.0');
    expect(accuracyText(cellOf(runs, 32, 0.1))).toBe('diverged');
    expect([3.84, 1.73e-3, 9.5e8, Number.NaN].map(ratioDigits)).toEqual(['3.8', '1.7e−3', '9.5e+8', '']);
  });
  it('count what diverged, and from which rate on', () => {
    expect(divergedText(runs)).toBe('2 runs diverged (×), none of them at a rate below 0.10: they count in no mean.');
    expect(divergedText([activityRun()])).toBeNull();
  });
  it('are the claims’ numbers', () => {
    expect(bestRates({ ...nothingMeasured, activityRates: frame })).toBe(
      'best rate 0.03 at h = 16, 0.03 at h = 32; within 2 points of it up to 0.1 and 0.03; BP 91.0 to 95.0 %',
    );
    expect(ratioFall({ ...nothingMeasured, activityRates: frame })).toBe(
      'PC’s median 3.0e-2 at h = 16, 3.0e-3 at h = 32: 10 times less; BP’s 0.030 and 2.0',
    );
    expect(decisionAccuracy({ ...nothingMeasured, decision: decisionFrame(2) })).toBe(
      'after 2 steps BP 52.0 %, PC 52.0 % of the test points',
    );
    expect(decisionAccuracy({ ...nothingMeasured, decision: decisionFrame(0) })).toBeNull();
  });
});
