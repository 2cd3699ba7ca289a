import { describe, expect, it, vi } from 'vitest';
import type { CalibrationRecord } from '../../../src/model/calibration.ts';
import type { ExperimentFrame, ExperimentRequest } from '../../../src/model/experiments.ts';
import type { EvaluateRequest } from '../../../src/model/scripts.ts';
import type { ComputeService } from '../../../src/model/service.ts';
import { createComputeClient } from '../../../src/page/computeClient/computeClient.ts';
import { type MortalWorker, mortalWorker } from './mortalWorker.ts';

/** A client whose n-th worker offers the n-th service (the last one again and again). */
function clientOf(...services: Partial<ComputeService>[]) {
  return watchedClientOf({ pingEvery: 10, silentTicks: 3, loadingTicks: 15 }, ...services);
}

function watchedClientOf(watch: Parameters<typeof createComputeClient>[1], ...services: Partial<ComputeService>[]) {
  const workers: MortalWorker[] = [];
  const restarts: string[] = [];
  const start = () => {
    workers.push(mortalWorker(services[Math.min(workers.length, services.length - 1)]));
    return workers.at(-1)!;
  };
  const client = createComputeClient(start, watch);
  client.onRestart((reason) => restarts.push(reason));
  return { client, workers, restarts };
}

const never = () => new Promise<never>(() => {});
const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const nothingMeasured: CalibrationRecord = { machine: 'here', calibrations: [] };
const status = async () =>
  ({ backend: 'reference', adapter: null, reason: null, simdReason: null, calibration: nothingMeasured }) as const;
const request = { kind: 'landscape' } as ExperimentRequest;

describe('the line to the worker', () => {
  it('says that the graphics device was lost', async () => {
    const lost = { listener: () => {} };
    const { client } = clientOf({ status, onDeviceLost: (listener) => Object.assign(lost, { listener }) });
    const told = new Promise<void>((resolve) => client.onDeviceLost(resolve));
    await client.status();
    lost.listener();
    await told;
  });
  it('starts no worker before it is asked something', () => {
    expect(clientOf({ status }).workers).toHaveLength(0);
  });
  it('brings frames, one after another', async () => {
    const run: ComputeService['run'] = async (_request, onFrame) => {
      for (const progress of [0.5, 1])
        await onFrame({ kind: 'landscape', progress, loss: Float64Array.of(progress) } as ExperimentFrame);
    };
    const { client } = clientOf({ run });
    const frames: ExperimentFrame[] = [];
    await client.run(request, (frame) => void frames.push(frame));
    expect(frames).toMatchObject([{ progress: 0.5 }, { progress: 1, loss: Float64Array.of(1) }]);
  });
  it('keeps an error’s name, message and stack', async () => {
    const evaluate = async () => {
      throw Object.assign(new Error('device lost: destroyed'), {
        name: 'DeviceLost',
        stack: 'DeviceLost: there\n    at kernel.ts:1',
      });
    };
    const failure = await clientOf({ evaluate })
      .client.evaluate({} as EvaluateRequest)
      .catch((error: Error) => error);
    expect(failure).toMatchObject({
      name: 'DeviceLost',
      message: 'device lost: destroyed',
      stack: expect.stringContaining('kernel.ts'),
    });
  });
  it('stays with a worker that answers pings', async () => {
    const { client, workers, restarts } = clientOf({ status });
    await client.status();
    await later(120);
    expect(workers).toHaveLength(1);
    expect(restarts).toEqual([]);
  });
});

describe('a worker that dies', () => {
  it('is followed by one that is given the own data again', async () => {
    const given: number[] = [];
    const taking = (worker: number): Partial<ComputeService> => ({
      status,
      takeFiles: async () => ({ inputs: given.push(worker), channels: 0, outputs: 1, fingerprint: 1, remarks: [] }),
    });
    const { client, workers } = clientOf(taking(1), taking(2));
    await client.takeFiles([], { inputs: [0], targets: [1], oneHot: false, standardise: false });
    workers[0].dieLoudly('crashed');
    await client.status();
    expect(given).toEqual([1, 2]);
  });
  it('is followed by one that is told again what was measured', async () => {
    const told: unknown[] = [];
    const listening: Partial<ComputeService> = { status, recallCalibration: (record) => void told.push(record) };
    const { client, workers } = clientOf(listening);
    await client.status();
    client.rememberCalibration(nothingMeasured);
    workers[0].dieLoudly('crashed');
    await client.status();
    expect(told).toEqual([nothingMeasured]);
  });
  it('silently is noticed, replaced, and its runs rejected so that they can be asked again', async () => {
    const { client, workers, restarts } = clientOf({ run: never, status });
    const run = client.run(request, () => {});
    await later(30);
    workers[0].dieSilently();
    await expect(run).rejects.toMatchObject({ name: 'WorkerLost', message: 'the compute worker stopped: it stopped answering' });
    expect(restarts).toEqual(['it stopped answering']);
    await client.status();
    expect(workers).toHaveLength(2);
  });
  it('before the first tick is noticed as soon: it is pinged from the start', async () => {
    const { client, workers, restarts } = watchedClientOf({ pingEvery: 50, silentTicks: 2, loadingTicks: 1000 }, { run: never });
    client.run(request, () => {}).catch(() => {});
    await later(20);
    workers[0].dieSilently();
    await expect.poll(() => restarts, { timeout: 2000 }).toEqual(['it stopped answering']);
  });
  it('with an error is replaced at once', async () => {
    const { client, workers, restarts } = clientOf({ run: never });
    const run = client.run(request, () => {});
    workers[0].dieLoudly('out of memory');
    await expect(run).rejects.toMatchObject({ name: 'WorkerLost' });
    expect(restarts).toEqual(['out of memory']);
  });
  it('is forgiven once by a script’s call, which is sent again', async () => {
    const { client, workers } = clientOf({ evaluate: never }, { evaluate: async () => ({ loss: 1 }) as never });
    const answer = client.evaluate({} as EvaluateRequest);
    workers[0].dieLoudly('crashed');
    await expect(answer).resolves.toEqual({ loss: 1 });
  });
  it('over a file is told by the file, which is never sent again', async () => {
    let sent = 0;
    const readFiles = () => {
      sent++;
      return never();
    };
    const { client, workers } = clientOf({ status, readFiles });
    const file = { name: 'a.npz', size: 9, lastModified: 5 } as File;
    const answer = client.readFiles([file], () => {});
    await expect.poll(() => sent).toBe(1);
    workers[0].dieLoudly('out of memory');
    const refusal = {
      name: 'BadFile',
      message: expect.stringMatching(
        /^a\.npz: the compute worker stopped: out of memory while it was read, so it is not read again/,
      ),
    };
    await expect(answer).rejects.toMatchObject(refusal);
    const choice = { inputs: [0], targets: [1], oneHot: false, standardise: false };
    for (const again of [client.readFiles([file], () => {}), client.takeFiles([file], choice), client.readArchive(file)])
      await expect(again).rejects.toMatchObject(refusal);
    await client.status(); // by the next worker
    expect([sent, workers.length]).toEqual([1, 2]);
  });
  it('over the own data is followed by one that is not given them again', async () => {
    const given: number[] = [];
    const taking = (worker: number): Partial<ComputeService> => ({
      status,
      takeFiles: () => {
        given.push(worker);
        return worker === 1 ? Promise.resolve({ inputs: 1, channels: 0, outputs: 1, fingerprint: 1, remarks: [] }) : never();
      },
    });
    const { client, workers } = clientOf(taking(1), taking(2), taking(3));
    await client.takeFiles([], { inputs: [0], targets: [1], oneHot: false, standardise: false });
    workers[0].dieLoudly('crashed');
    await client.status();
    expect(given).toEqual([1, 2]);
    workers[1].dieLoudly('out of memory');
    await client.status();
    expect([given, workers.length]).toEqual([[1, 2], 3]);
  });
  it('tells how much of a file is read', async () => {
    const readFiles: ComputeService['readFiles'] = async (_files, onProgress) => {
      for (const share of [0.25, 0.5]) await onProgress(share);
      return { samples: 0, trainingCount: null, remarks: [], fields: [], suggested: {} as never };
    };
    const shares: number[] = [];
    await clientOf({ readFiles }).client.readFiles([], (share) => shares.push(share));
    expect(shares).toEqual([0.25, 0.5]);
  });
  it('is not forgiven twice', async () => {
    const { client, workers } = clientOf({ evaluate: never });
    const answer = client.evaluate({} as EvaluateRequest);
    workers[0].dieLoudly('crashed');
    while (workers.length < 2) await later(1);
    workers[1].dieLoudly('crashed again');
    await expect(answer).rejects.toThrow('the compute worker stopped: crashed again');
  });
  it('at every start is given up, in words', async () => {
    const { client, workers } = clientOf({ status: never });
    for (let start = 0; start < 4; start++) {
      const answer = client.run(request, () => {});
      workers.at(-1)!.dieLoudly('not found');
      await expect(answer).rejects.toMatchObject({ name: start < 3 ? 'WorkerLost' : 'WorkerAbsent' });
    }
    await expect(client.run(request, () => {})).rejects.toThrow(
      'the compute worker does not start (not found); reload the page to try again',
    );
    expect(workers).toHaveLength(4);
  });
  it('at every start is tried again by a question after a pause, and its return is told', async () => {
    const { client, workers } = clientOf({ status: never }, { status: never }, { status: never }, { status: never }, { status });
    let returned = 0;
    client.onReturn(() => returned++);
    for (let start = 0; start < 4; start++) {
      client.run(request, () => {}).catch(() => {});
      workers.at(-1)!.dieLoudly('not found');
    }
    const now = performance.now();
    vi.spyOn(performance, 'now').mockImplementation(() => now + 6000);
    await client.status();
    expect(workers).toHaveLength(5);
    await expect.poll(() => returned).toBe(1);
    vi.restoreAllMocks();
  });
  it('before it has ever answered is told apart from one that had', async () => {
    const { client, workers } = clientOf({ status: never }, { status });
    const told: boolean[] = [];
    client.onRestart((_, hadStarted) => told.push(hadStarted));
    client.run(request, () => {}).catch(() => {});
    workers[0].dieLoudly('not found');
    await client.status();
    await later(20);
    workers[1].dieLoudly('crashed');
    expect(told).toEqual([false, true]);
  });
});
