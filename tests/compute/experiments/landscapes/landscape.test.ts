import { describe, expect, it, vi } from 'vitest';
import { Engine } from '../../../../src/compute/engine/engine.ts';
import { KnownEquilibria } from '../../../../src/compute/experiments/landscapes/knownEquilibria.ts';
import { landscape } from '../../../../src/compute/experiments/landscapes/landscape.ts';
import type { LandscapeRequest } from '../../../../src/model/landscapes/experiments.ts';
import type { LandscapeFrame } from '../../../../src/model/landscapes/frames.ts';
import type { Network } from '../../../../src/model/problem/problem.ts';

describe('landscape', () => {
  it('of the chain with one hidden unit is F* + (L - F*) rho^(2t) at every step, on the whole grid', async () => {
    const [frame] = await frames(around([1, 1, 1]));
    expect(frame.agreement!.difference).toBeLessThan(1e-12);
    const { axis, loss, record, energyAtStep } = frame;
    const point = 3 * axis.length + 11; // row 3, column 11
    const w2 = axis[3];
    const rho = 1 - 0.1 * (1 + w2 * w2);
    const equilibrium = loss[point] / (1 + w2 * w2);
    record.forEach((t, r) => {
      expect(energyAtStep[r][point]).toBeCloseTo(equilibrium + (loss[point] - equilibrium) * rho ** (2 * t), 12);
    });
  });

  it('refines from coarse to fine without changing a point', async () => {
    const all = await frames({ ...around([3, 8, 8, 3]), resolution: 81, inference: { dt: 0.1, steps: 10 }, record: [0, 10] });
    expect(all.map(({ axis }) => axis.length)).toEqual([6, 11, 21, 41, 81]);
    const [coarse, finest] = [all[2], all[4]];
    expect(coarse.loss[21 + 1]).toBe(finest.loss[4 * 81 + 4]);
    expect(finest.progress).toBe(1);
  });

  it('agrees with Theorem 1 in wider linear nets', async () => {
    const [frame] = await frames({ ...around([3, 4, 4, 3]), resolution: 15 });
    expect(frame.agreement!.difference).toBeLessThan(1e-12);
  });

  it('marks the step at which inference diverges, where dt is above the stability limit and nowhere else', async () => {
    const [frame] = await frames({
      ...around([1, 1, 1]),
      plane,
      domain: 4,
      inference: { dt: 0.5, steps: 200 },
      record: [0, 200],
    });
    expect(frame.stableDt).toBeCloseTo(2 / 17, 9);
    const { axis, divergedAt, energyAtStep } = frame;
    axis.forEach((w2, row) => {
      axis.forEach((_, column) => {
        const point = row * axis.length + column;
        const diverges = 0.5 * (1 + w2 * w2) > 2.1;
        if (diverges && frame.loss[point] > 0) expect(divergedAt[point]).toBeGreaterThan(0);
        if (0.5 * (1 + w2 * w2) < 2) expect(divergedAt[point]).toBe(-1);
        if (divergedAt[point] > 0) expect(energyAtStep[1][point]).toBeNaN();
      });
    });
  });

  it('asks for no equilibrium again where only inference is another, and has the same as anew', async () => {
    const engine = new Engine();
    const asked = vi.spyOn(engine, 'landscape');
    const equilibria = new KnownEquilibria();
    const ask = async (request: LandscapeRequest) => {
      asked.mockClear();
      const [frame] = await frames(request, engine, equilibria);
      const grid = asked.mock.calls.find(([{ settings }]) => settings.count > 1)!;
      return { frame, withEquilibrium: grid[0].withEquilibrium };
    };
    const first = { ...around([2, 3, 2], 'tanh'), resolution: 9 };
    const other = { ...first, inference: { dt: 0.05, steps: 10 }, record: [0, 10] };
    expect((await ask(first)).withEquilibrium).toBe(true);
    const { frame, withEquilibrium } = await ask(other);
    expect(withEquilibrium).toBe(false);
    expect(frame).toMatchObject({ ...(await frames(other))[0], milliseconds: expect.any(Number) });
    const elsewhere = { ...other, problem: { ...other.problem, seed: 1 } };
    expect((await ask(elsewhere)).withEquilibrium).toBe(true);
  });

  it('can be cancelled between two pieces of work', async () => {
    const controller = new AbortController();
    const request = { ...around([8, 64, 64, 8]), problem: { ...around([8, 64, 64, 8]).problem, batchSize: 64 }, resolution: 101 };
    const running = landscape(request, new Engine(), controller.signal).next();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const cancelled = performance.now();
    controller.abort(new Error('enough'));
    await expect(running).rejects.toThrow('enough');
    expect(performance.now() - cancelled).toBeLessThan(2000); // a machine may be busy; the engine's own stretch is 12 ms
  });
});

const plane: LandscapeRequest['plane'] = { kind: 'coordinates', centre: 'origin', first: 0, second: 1, held: 0 };

function around(widths: number[], activation: Network['activation'] = 'linear'): LandscapeRequest {
  return {
    kind: 'landscape',
    problem: {
      network: { widths, activation },
      data: 'negation',
      initial: 'normal',
      scale: 0.05,
      saddle: { kind: 'origin' },
      seed: 0,
      batchSize: 64,
    },
    plane,
    domain: 1,
    start: null,
    inference: { dt: 0.1, steps: 20 },
    backend: 'reference',
    resolution: 31,
    record: [0, 1, 5, 20],
  };
}

async function frames(request: LandscapeRequest, engine = new Engine(), equilibria?: KnownEquilibria): Promise<LandscapeFrame[]> {
  const all: LandscapeFrame[] = [];
  for await (const frame of landscape(request, engine, new AbortController().signal, equilibria)) all.push(frame);
  return all;
}
