import { describe, expect, test } from 'vitest';
import type { ExperimentFrame, ExperimentRequest } from '../../../../src/model/experiments.ts';
import { withMemory } from '../../../../src/page/store/conversation/rememberedAnswers.ts';

/** Answers every request with a coarse and a last frame of so many numbers. */
function worker(numbers = 4) {
  const asked: ExperimentRequest[] = [];
  const stopped: string[] = [];
  const run = async (request: ExperimentRequest, onFrame: (frame: ExperimentFrame) => void) => {
    asked.push(request);
    for (const progress of [0.5, 1])
      onFrame({ kind: request.kind, progress, loss: new Float64Array(numbers) } as ExperimentFrame);
  };
  return { asked, stopped, run, stop: (kind: string) => void stopped.push(kind) };
}

const surface = (dt: number) => ({ kind: 'landscape', inference: { dt, steps: 5 } }) as ExperimentRequest;

async function progressOf(run: ReturnType<typeof withMemory>, request: ExperimentRequest): Promise<number[]> {
  const seen: number[] = [];
  await run(request, (frame) => void seen.push(frame.progress));
  return seen;
}

describe('answers that are remembered', () => {
  test('come at once, whole and without the worker, which stops what it did instead', async () => {
    const { asked, stopped, run, stop } = worker();
    const remembering = withMemory(run, stop);
    expect(await progressOf(remembering, surface(0.1))).toEqual([0.5, 1]);
    await progressOf(remembering, surface(0.2));
    expect(await progressOf(remembering, surface(0.1))).toEqual([1]);
    expect(asked.length).toBe(2);
    expect(stopped).toEqual(['landscape']);
  });

  test('go when there are too many, the longest unused first', async () => {
    const { asked, run, stop } = worker(100);
    const remembering = withMemory(run, stop, 2000); // two of 800 bytes
    for (const dt of [0.1, 0.2, 0.1, 0.3, 0.1]) await progressOf(remembering, surface(dt));
    expect(asked.length).toBe(3);
    await progressOf(remembering, surface(0.2));
    expect(asked.length).toBe(4);
  });

  test('are none of what a run’s weights decide, or what goes on from an answer', async () => {
    const { asked, run, stop } = worker();
    const remembering = withMemory(run, stop);
    const looking = { kind: 'inference', weights: Float64Array.of(1), sample: 0 } as ExperimentRequest;
    const training = { kind: 'training' } as ExperimentRequest;
    for (const request of [looking, looking, training, training]) await progressOf(remembering, request);
    expect(asked.length).toBe(4);
  });

  test('are none of what was broken off', async () => {
    const asked: ExperimentRequest[] = [];
    const remembering = withMemory(
      async (request, onFrame) => {
        asked.push(request);
        onFrame({ kind: request.kind, progress: 0.5 } as ExperimentFrame);
        throw new Error('replaced');
      },
      () => {},
    );
    for (let k = 0; k < 2; k++) await expect(remembering(surface(0.1), () => {})).rejects.toThrow('replaced');
    expect(asked.length).toBe(2);
  });
});
