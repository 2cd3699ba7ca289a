import { describe, expect, it } from 'vitest';
import type { Figure } from '../../../../../../src/page/figures/figure.ts';
import { newtonStep } from '../../../../../../src/page/laboratories/landscapes/presets/claims.ts';
import {
  inferenceDirectionsFigure,
  trainingDirectionsFigure,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/directions/directionsFigure.ts';
import { nothingMeasured as nothing } from '../../../../presets/nothingMeasured.ts';
import { directionsFrame } from '../../../../store/scriptedWorker.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into plotly's loosely typed traces
const trace = (figure: Figure, name: string): any => figure.data.find((each) => 'name' in each && each.name === name);

const frame = directionsFrame();

describe('along inference', () => {
  const figure = inferenceDirectionsFigure({ ...frame, time: 5, theme: 'light' });
  it('draws the angle after t steps and dashes the Newton step’s', () => {
    expect(trace(figure, 'PC after t steps')).toMatchObject({ x: [0, 20], y: [40, 2] });
    expect(trace(figure, 'one Newton step')).toMatchObject({ y: [1, 1], line: { dash: 'dash', color: '#000000' } });
    expect(figure.layout.shapes?.[0]).toMatchObject({ x0: 5 });
  });
  it('has no level where an angle is not defined', () => {
    const here = { ...frame.here, angleAtEquilibrium: Float64Array.of(Number.NaN) };
    expect(trace(inferenceDirectionsFigure({ ...frame, here, time: null, theme: 'dark' }), 'at equilibrium').x).toEqual([]);
  });
});

describe('along training', () => {
  const drawn = { training: frame.training!, playhead: 3, iterations: 40, theme: 'light' } as const;
  it('draws angles with the Newton step’s dashed', () => {
    const figure = trainingDirectionsFigure({ ...drawn, shown: 'angle' });
    expect(trace(figure, 'BP’s path').y).toEqual([40, 2]);
    expect(trace(figure, 'BP’s path, one Newton step').line.dash).toBe('dash');
  });
  it('draws errors on a logarithmic axis', () => {
    const figure = trainingDirectionsFigure({ ...drawn, shown: 'error' });
    expect(figure.layout.yaxis?.type).toBe('log');
    expect(trace(figure, 'BP’s path').y).toEqual([1]);
  });
});

describe('the claim’s number', () => {
  it('is the Newton step’s error and both angles', () =>
    expect(newtonStep({ ...nothing, directions: frame })).toBe(
      '|dz − dz*| / |dz*| = 1.0e+0; PC’s gradient is 1.00° from BP’s, the Newton step’s 1.00°',
    ));
});
