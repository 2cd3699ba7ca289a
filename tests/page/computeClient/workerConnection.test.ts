import { expect, it } from 'vitest';
import type { ComputeService } from '../../../src/model/service.ts';
import { connectTo, type WorkerConnection } from '../../../src/page/computeClient/workerConnection.ts';
import { mortalWorker } from './mortalWorker.ts';

const never = () => new Promise<never>(() => {});

/** A connection and, in order, everything that happens to the worker and to one question that the worker never answers. */
function connected(service: Partial<ComputeService> = {}) {
  const events: string[] = [];
  const worker = mortalWorker({ status: never, ...service });
  const terminate = worker.terminate;
  worker.terminate = () => {
    events.push('terminated');
    terminate();
  };
  const connection: WorkerConnection = connectTo(
    worker,
    { pingEvery: 5, silentTicks: 3, loadingTicks: 15 },
    { answered: () => void events.push('answered'), lost: (reason) => void events.push(`lost: ${reason}`) },
  );
  const ends = connection.ask((remote) => remote.status()).catch(({ message }: Error) => void events.push(message));
  return { worker, connection, events, ends };
}

it('terminates a dead worker, tells the reason, and then rejects the worker’s questions', async () => {
  const { worker, events, ends } = connected({ ping: never as never });
  worker.dieLoudly('out of memory');
  await ends;
  expect(events).toEqual(['terminated', 'lost: out of memory', 'the compute worker stopped: out of memory']);
});

it('ends once, however often the worker reports an error', async () => {
  const { worker, events, ends } = connected({ ping: never as never });
  worker.dieLoudly('first');
  worker.dieLoudly('second');
  await ends;
  expect(events.filter((event) => event.startsWith('lost'))).toEqual(['lost: first']);
});

it('says when the worker answers pings, and rejects no question that the worker has answered', async () => {
  const { worker, connection, events, ends } = connected({ hessian: async () => ({ parameters: 3 }) as never });
  await expect.poll(() => events).toContain('answered');
  await expect(connection.ask((remote) => remote.hessian({} as never))).resolves.toEqual({ parameters: 3 });
  worker.dieLoudly('crashed');
  await ends;
  expect(events.at(-1)).toBe('the compute worker stopped: crashed');
});
