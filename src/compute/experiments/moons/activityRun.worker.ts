/** A worker that computes runs of the sweep, so that runs are spread over the machine's cores; a caller ends a run by ending the worker. */
import * as comlink from 'comlink';
import { Engine } from '../../engine/engine.ts';
import { activityRun } from './activityRun.ts';
import type { MoonsPlan } from './moonsLearner.ts';

const engine = new Engine();
/** Runs are ended with the whole worker. */
const untilDone = new AbortController().signal;

const runner = {
  run: (plan: MoonsPlan, onStep: (stepsTaken: number) => void) => activityRun(plan, engine, untilDone, onStep),
};

export type Runner = typeof runner;

comlink.expose(runner);
