/** The oracle is the sweep, which takes the same steps and looks at nothing in between. */
import { beforeAll, describe, expect, it } from 'vitest';
import { twoMoons } from '../../../../src/compute/datasets/twoMoons.ts';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { activityRates } from '../../../../src/compute/experiments/moons/activityRates.ts';
import { decision } from '../../../../src/compute/experiments/moons/decision.ts';
import type { DecisionRequest } from '../../../../src/model/moons/experiments.ts';
import type { DecisionFrame } from '../../../../src/model/moons/moonsFrames.ts';
import { networkRequest, sweepRequest } from './moonsRequests.ts';

const untilDone = new AbortController().signal;
let frame: DecisionFrame;

beforeAll(async () => {
  frame = await lastFrame(networkRequest());
});

describe('one network on two moons', () => {
  it('ends with the accuracies of the sweep’s runs', async () => {
    const accuracies: number[] = [];
    for await (const { runs } of activityRates(sweepRequest({ rates: [0.03] }), new Engine(), untilDone))
      accuracies.splice(0, 2, ...runs.map(({ accuracy }) => accuracy));
    expect([frame.bp, frame.pc].map(({ accuracy }) => accuracy.at(-1))).toEqual(accuracies);
    expect([frame.iteration, frame.bp.loss.length, frame.pc.accuracy.length]).toEqual([32, 32, 33]);
  });

  it('starts with one network for both learners, and parts them', () => {
    expect(frame.bp.probability[0]).toEqual(frame.pc.probability[0]);
    expect(frame.bp.probability[32]).not.toEqual(frame.pc.probability[32]);
  });

  it('divides the plane as it classifies: the training points’ places have their class’s colour as often as accuracy says', () => {
    const { points, across, up, pc } = frame;
    const nearest = (axis: Float64Array, at: number) =>
      axis.reduce((best, value, i) => (Math.abs(value - at) < Math.abs(axis[best] - at) ? i : best), 0);
    const right = Array.from(points.labels).filter((label, i) => {
      const place = nearest(up, points.x[2 * i + 1]) * across.length + nearest(across, points.x[2 * i]);
      return pc.probability[32][place] > 0.5 === (label === 1);
    });
    expect(right.length / points.labels.length).toBeGreaterThan(pc.accuracy[32] - 0.1);
  });

  it('shows the chosen point’s units: x as given, y as its class, and what BP predicts of it feedforward', () => {
    const { train } = twoMoons();
    const [x, y] = [train.x, train.y].map((values) => Float32Array.from(values.subarray(10, 12)));
    for (const { activities } of [frame.bp, frame.pc]) {
      expect(activities[32].slice(0, 2)).toEqual(x);
      expect(activities[32].slice(-2)).toEqual(y);
      expect(activities[32]).toHaveLength(2 + 3 * 8 + 2);
    }
    const hidden = (units: Float32Array) => units.slice(2, -2);
    expect(hidden(frame.bp.activities[32])).toEqual(hidden(frame.bp.predictions[32]));
    expect(hidden(frame.pc.activities[32])).not.toEqual(hidden(frame.pc.predictions[32]));
    const outputs = frame.pc.predictions[32].slice(-2);
    expect(outputs[0] + outputs[1]).toBeCloseTo(1, 6);
  });

  it('stops looking where a learner diverges, and goes on with the other', async () => {
    const { bp, pc } = await lastFrame(networkRequest({ inference: { dt: 1000, steps: 8 }, iterations: 3 }));
    expect([bp.divergedAt, pc.divergedAt]).toEqual([-1, 0]);
    expect([bp.probability.length, pc.probability.length]).toEqual([4, 1]);
  });

  it('refuses a point that there is not, and data without a plane', async () => {
    await expect(lastFrame(networkRequest({ point: 512 }))).rejects.toThrow('invalid point: 512 (expected 0 to 511)');
    const { problem } = networkRequest();
    await expect(lastFrame(networkRequest({ problem: { ...problem, data: 'negation' } }))).rejects.toThrow('invalid data');
  });
});

async function lastFrame(request: DecisionRequest): Promise<DecisionFrame> {
  let last: DecisionFrame | null = null;
  for await (const frame of decision(request, new Engine(), untilDone)) last = frame;
  return last!;
}
