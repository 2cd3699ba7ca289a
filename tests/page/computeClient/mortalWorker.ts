/** A worker at the other end of a real message port that can die as workers do: silently, or with an error event. */
import { MessageChannel as NodeChannel } from 'node:worker_threads';
import { expose } from 'comlink';
import { afterEach } from 'vitest';
import type { ComputeService } from '../../../src/model/service.ts';
import type { WorkerLike } from '../../../src/page/computeClient/workerConnection.ts';

export interface MortalWorker extends WorkerLike {
  dieSilently(): void;
  dieLoudly(message: string): void;
}

const alive: (() => void)[] = [];
afterEach(() => {
  for (const end of alive.splice(0)) end();
});

export function mortalWorker(service: Partial<ComputeService>): MortalWorker {
  const { port1, port2 } = new NodeChannel() as unknown as MessageChannel;
  expose({ ping: () => true, loadFrom: () => {}, onDeviceLost: () => {}, onStatus: () => {}, ...service }, port1);
  port2.start();
  const errors = new EventTarget();
  const terminate = () => port1.close();
  alive.push(terminate);
  return {
    postMessage: (message: unknown, transfer: Transferable[] = []) => port2.postMessage(message, transfer),
    addEventListener: (type: string, listener: EventListener) =>
      (type === 'message' ? port2 : errors).addEventListener(type, listener),
    removeEventListener: (type: string, listener: EventListener) =>
      (type === 'message' ? port2 : errors).removeEventListener(type, listener),
    terminate,
    dieSilently: terminate,
    dieLoudly: (message) => errors.dispatchEvent(Object.assign(new Event('error'), { message })),
  } as MortalWorker;
}
