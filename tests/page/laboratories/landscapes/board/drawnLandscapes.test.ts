import { describe, expect, it } from 'vitest';
import type { LearnerPath } from '../../../../../src/model/landscapes/trainingFrames.ts';
import { restText } from '../../../../../src/page/laboratories/landscapes/board/captions.ts';
import {
  drawnLandscapes,
  pathOnSurface,
  pointsUpTo,
} from '../../../../../src/page/laboratories/landscapes/board/drawnLandscapes.ts';
import { heightScales } from '../../../../../src/page/laboratories/landscapes/board/heightScales.ts';
import { landscapeFrame } from '../../../store/scriptedWorker.ts';

const path: LearnerPath = {
  iteration: Int32Array.of(0, 2, 4),
  a: Float64Array.of(0.1, 0.2, 0.3),
  b: Float64Array.of(-0.1, -0.2, -0.3),
  residual: new Float64Array(3),
  loss: Float64Array.of(3, 2, 1),
  equilibratedEnergy: Float64Array.of(1.5, 1, 0.5),
  energyAtStep: [Float64Array.of(3, 2, 1), Float64Array.of(2, 1.5, 0.7)],
  weights: null,
};

describe('pathOnSurface', () => {
  it('ends at the playhead, also between kept iterations', () => {
    const drawn = pathOnSurface('bp', path, { of: 'loss' }, 3);
    expect([...(drawn.iteration as Int32Array)]).toEqual([0, 2]);
    expect([...(drawn.height as Float64Array)]).toEqual([3, 2]);
  });

  it('stands at the heights of the landscape shown', () => {
    expect([...(pathOnSurface('pc', path, { of: 'equilibratedEnergy' }, 9).height as Float64Array)]).toEqual([1.5, 1, 0.5]);
    expect([...(pathOnSurface('pc', path, { of: 'energyAtStep', recordIndex: 1 }, 9).height as Float64Array)]).toEqual([
      2, 1.5, 0.7,
    ]);
  });
});

describe('pointsUpTo', () => {
  it('counts the iterations not beyond the playhead', () => {
    expect([-1, 0, 1, 4, 100].map((playhead) => pointsUpTo([0, 2, 4], playhead))).toEqual([0, 1, 1, 3, 3]);
  });
});

describe('F* that was not found at rest', () => {
  const landscape = landscapeFrame({ residual: Float64Array.of(0, 1e-12, 3e-5, 0), divergedAt: Int32Array.of(-1, -1, -1, 7) });
  const hatchedAt = (time: 'equilibrium' | number) => {
    const shown = {
      landscape,
      training: null,
      time,
      playhead: 0,
      ramp: 'viridis',
      camera: { x: 1, y: 1, z: 1 },
      theme: 'light',
    } as const;
    return drawnLandscapes(shown as never, heightScales(landscape, 'auto')).energy.divergedAt;
  };

  it('is hatched under the equilibrium alone, beside what diverged', () => {
    expect(Array.from(hatchedAt('equilibrium')!)).toEqual([-1, -1, 0, 7]);
    expect(hatchedAt('equilibrium')).toBe(hatchedAt('equilibrium'));
    expect(Array.from(hatchedAt(0)!)).toEqual([-1, -1, -1, 7]);
  });

  it('is told in the caption, with the slope that is left', () => {
    expect(restText(landscape)).toBe('F* not at rest at 1 of 4 points: a slope of up to 3·10⁻⁵ of its start is left');
    expect(restText(landscapeFrame())).toBeNull();
  });
});
