import { describe, expect, it } from 'vitest';
import type { LearnerCurves } from '../../../src/model/problem/learnerCurves.ts';
import { activitiesFigure, activityRange } from '../../../src/page/figures/activitiesFigure.ts';
import { seedStatistics, thinned, withPlayhead } from '../../../src/page/figures/curves.ts';
import type { Figure } from '../../../src/page/figures/figure.ts';
import { logarithmicTicks, niceTicks } from '../../../src/page/figures/ticks.ts';
import { layerEnergyFigure } from '../../../src/page/laboratories/landscapes/rightColumn/inference/inferenceFigures.ts';
import {
  type DrawnTraining,
  standardLoss,
  trainingFigure,
} from '../../../src/page/laboratories/landscapes/timeline/trainingFigure.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into plotly's loosely typed traces
const trace = (figure: Figure, name: string): any => figure.data.find((each) => 'name' in each && each.name === name);

const curves = (...loss: number[]): LearnerCurves => ({
  loss: Float64Array.from(loss),
  energy: Float64Array.from(loss),
  theoryEnergy: null,
  tests: null,
  layerNorms: null,
  gradientNorm: Float64Array.from(loss),
  divergedAt: -1,
  finished: false,
});

const drawn = (change: Partial<DrawnTraining> = {}): DrawnTraining => ({
  bp: [curves(2, 1)],
  pc: [curves(2, 0.5)],
  otherBp: null,
  restarts: [],
  lossUnit: standardLoss,
  metric: 'loss',
  logarithmic: false,
  playhead: 1,
  iterations: 15,
  theory: null,
  theme: 'light',
  ...change,
});

describe('trainingFigure', () => {
  it('draws both learners’ curves and the playhead', () => {
    const figure = trainingFigure(drawn());
    expect(trace(figure, 'BP').y).toEqual([2, 1]);
    expect(trace(figure, 'PC').y).toEqual([2, 0.5]);
    expect(figure.layout.shapes?.[0]).toMatchObject({ x0: 1, x1: 1 });
    expect(figure.layout.xaxis?.range).toEqual([0, 15]);
  });

  it('has a band of one standard deviation about the mean of several seeds, and none for one', () => {
    const figure = trainingFigure(drawn({ bp: [curves(1, 4), curves(3, 4)] }));
    expect(trace(figure, 'BP').y).toEqual([2, 4]);
    expect(trace(figure, 'BP sd').y[0]).toBeCloseTo(2 + Math.SQRT2, 12);
    expect(trace(figure, 'PC sd').y).toEqual([]);
  });

  it('names a logarithmic axis of iterations, and keeps its playhead on it', () => {
    const { layout } = trainingFigure(drawn({ logarithmicIterations: true, iterations: 14000, playhead: 0 }));
    expect(layout.xaxis?.type).toBe('log');
    expect(layout.xaxis?.title).toMatchObject({ text: 'iteration, logarithmic from 1 on' });
    expect(layout.xaxis?.range).toEqual([0, Math.log10(14000)]);
    expect(layout.shapes?.[0]).toMatchObject({ x0: 1, x1: 1 });
    expect(withPlayhead({ data: [], layout }, 0).layout.shapes?.[0]).toMatchObject({ x0: 1 });
    expect(withPlayhead({ data: [], layout }, 30).layout.shapes?.[0]).toMatchObject({ x0: 30 });
  });

  it('draws every early iteration on a logarithmic axis, and no more points than on a linear one', () => {
    const drawnAt = thinned(14000, true);
    expect(drawnAt.slice(0, 100)).toEqual(Array.from({ length: 100 }, (_, i) => i));
    expect(drawnAt.at(-1)).toBe(13999);
    expect(drawnAt.length).toBeLessThan(1600);
    expect(thinned(14000).slice(0, 2)).toEqual([0, 10]);
  });

  it('keeps zeros off a logarithmic axis', () => {
    const { layout } = trainingFigure(drawn({ logarithmic: true, bp: [curves(1, 0)] }));
    expect(layout.yaxis?.type).toBe('log');
    expect(layout.yaxis?.range?.[0]).toBeCloseTo(Math.log10(0.3), 12);
  });

  it('draws kept runs thin, dashed and first, within the same axes', () => {
    const figure = trainingFigure(
      drawn({ kept: [{ name: 'a < b', style: 1, bp: [curves(8, 6, 4, 2)], pc: [curves(8, 1)] }], iterations: 1 }),
    );
    expect(figure.data[0]).toMatchObject({
      name: 'a &lt; b: BP',
      y: [8, 6, 4, 2],
      line: { dash: '2px,3px', width: 1.25, color: '#D55E00' },
    });
    expect(figure.data[1]).toMatchObject({
      name: 'a &lt; b: PC',
      hovertemplate: 'iteration %{x}<br>PC %{y:.4g}<br>a &lt; b<extra></extra>',
    });
    expect(figure.layout.xaxis?.range).toEqual([0, 3]);
    expect(figure.layout.yaxis?.range?.[1]).toBeGreaterThanOrEqual(8);
  });

  it('dashes theory', () => {
    expect(trace(trainingFigure(drawn({ theory: [2, 0.4] })), 'theory')).toMatchObject({
      y: [2, 0.4],
      line: { dash: 'dash', color: '#000000' },
    });
  });
});

describe('trainingFigure of more than two curves', () => {
  it('lays the other convention’s BP over the same run, dashed in BP’s colour', () => {
    const figure = trainingFigure(drawn({ otherBp: [curves(2, 2), curves(2, 1)] }));
    const other = trace(figure, 'BP, other convention');
    expect(other).toMatchObject({ x: [0, 1], y: [2, 1.5], line: { dash: 'dash', color: trace(figure, 'BP').line.color } });
  });

  it('draws a restart from the iteration where BP rested', () => {
    const figure = trainingFigure(drawn({ restarts: [{ from: 40, curves: curves(1, 0.2) }] }));
    expect(trace(figure, 'PC restarted')).toMatchObject({ x: [40, 41], y: [1, 0.2] });
  });

  it('keeps as many traces whether they have points or not', () => {
    const full = drawn({ otherBp: [curves(1)], restarts: [{ from: 4, curves: curves(1) }], theory: [1] });
    expect(trainingFigure(full).data.length).toBe(trainingFigure(drawn()).data.length);
  });

  it('shows the loss in the unit asked for, and nothing else', () => {
    const lossUnit = { title: 'mean squared error', factor: 0.2 };
    expect(trace(trainingFigure(drawn({ lossUnit })), 'BP').y).toEqual([0.4, 0.2]);
    expect(trace(trainingFigure(drawn({ lossUnit, metric: 'energy' })), 'BP').y).toEqual([2, 1]);
  });

  it('thins a long run, its first and last iterations among those that are drawn', () => {
    const long = curves(...Array.from({ length: 100_001 }, (_, t) => 1 / (1 + t)));
    const { x, y } = trace(trainingFigure(drawn({ bp: [long] })), 'BP');
    expect(x.length).toBeLessThanOrEqual(1501);
    expect([x[0], x.at(-1), y.at(-1)]).toEqual([0, 100_000, 1 / 100_001]);
  });
});

describe('seedStatistics', () => {
  it('counts a run only as far as it went', () => {
    const { mean, deviation } = seedStatistics([[1, 2, 3], [3]]);
    expect([...mean]).toEqual([2, 2, 3]);
    expect(deviation[0]).toBeCloseTo(Math.SQRT2, 12);
    expect(deviation[1]).toBe(0);
  });
});

describe('ticks', () => {
  it('are round', () => {
    expect(niceTicks(-1, 1, 5)).toEqual([-1, -0.5, 0, 0.5, 1]);
    expect(niceTicks(0.16, 2.04, 5)).toEqual([0.5, 1, 1.5, 2]);
  });

  it('are powers of ten on a logarithmic axis, thinned over many decades', () => {
    expect(logarithmicTicks(1e-3, 10).ticktext).toEqual(['10<sup>−3</sup>', '0.01', '0.1', '1', '10']);
    expect(logarithmicTicks(1e-11, 10).tickvals).toHaveLength(5);
  });

  it('include 2 and 5 within two decades', () => {
    expect(logarithmicTicks(0.08, 1).tickvals).toEqual([0.1, 0.2, 0.5, 1]);
  });
});

describe('layerEnergyFigure', () => {
  it('stacks layers 1 to L, with F* dashed across and the time shown', () => {
    const figure = layerEnergyFigure({
      layerEnergies: [
        [0, 0.2],
        [0.05, 0.1],
      ],
      equilibratedEnergy: 0.14,
      equilibriumIsTheory: true,
      time: 1,
      theme: 'light',
    });
    expect(trace(figure, 'layer 1')).toMatchObject({ y: [0, 0.05], fill: 'tozeroy' });
    expect(trace(figure, 'layer 2')).toMatchObject({ y: [0.2, expect.closeTo(0.15)], customdata: [0.2, 0.1], fill: 'tonexty' });
    expect(figure.layout.yaxis?.range).toEqual([0, expect.closeTo(0.2)]);
    expect(trace(figure, 'F* (Theorem 1)')).toMatchObject({ y: [0.14, 0.14], line: { dash: 'dash' } });
    expect(figure.layout.shapes?.[0]).toMatchObject({ x0: 1, x1: 1 });
  });
});

describe('activitiesFigure', () => {
  const chain = activitiesFigure({
    widths: [1, 1, 1],
    activities: [1, 0.4, -1],
    predictions: [1, 0.1, 0.2],
    range: [-1, 1],
    theme: 'light',
  });

  it('puts each activity on the rod of its layer', () => {
    expect(trace(chain, 'activities')).toMatchObject({ x: [0, 1, 2], y: [1, 0.4, -1] });
  });

  it('stretches a spring from prediction to activity, but not for the given input', () => {
    const { x, y } = trace(chain, 'errors');
    expect([x[0], y[0]]).toEqual([1, 0.1]);
    expect([x[8], y[8]]).toEqual([1, 0.4]);
    expect(x.filter(Number.isNaN)).toHaveLength(2);
  });

  it('shows layers too wide for rods as dots', () => {
    const wide = activitiesFigure({
      widths: [9],
      activities: Array(9).fill(0),
      predictions: Array(9).fill(0),
      range: [-1, 1],
      theme: 'light',
    });
    expect(trace(wide, 'rods').x).toEqual([]);
    expect(trace(wide, 'activities').x).toHaveLength(9);
  });

  it('has one round range for all steps, which holds every number with some room, and 0', () => {
    expect(activityRange([0, 1], [-1, Number.NaN])).toEqual([-1.5, 1.5]);
    expect(activityRange([0.2, 0.9])).toEqual([0, 1]);
    expect(activityRange([Number.NaN])).toEqual([-1, 1]);
  });
});
