/** From what is on screen to the sweep of escape times that the worker is asked for: pure functions of the view. */

import type { Controls } from '../../../../model/controls.ts';
import type { EscapeFrame } from '../../../../model/landscapes/escapeFrames.ts';
import type { EscapeRequest } from '../../../../model/landscapes/experiments.ts';
import type { Network } from '../../../../model/problem/problem.ts';
import { networkOf } from '../../../view/networkOf.ts';
import { inferring, problemOf } from '../../../view/requestParts.ts';
import type { View } from '../../../view/view.ts';

/** From nothing. The sweep has its own scales and starts at none of the plane's points, whatever the landscape shows. */
export function escapeRequest(view: View): EscapeRequest {
  const { controls } = view;
  const { sweepFrom, sweepTo, sweepScales, sweepSeeds, sweepSteps, learner, learningRate, batches } = controls;
  return {
    kind: 'escape',
    problem: { ...problemOf(view), initial: 'normal', scale: 1 },
    ...inferring(view),
    scales: Array.from({ length: sweepScales }, (_, i) => sweepFrom * (sweepTo / sweepFrom) ** (i / (sweepScales - 1))),
    networks: sweptNetworks(controls),
    seeds: sweepSeeds,
    learner,
    learningRate,
    batches,
    mostSteps: sweepSteps,
    resume: null,
  };
}

/** The second sweep from where the first one is, if it is the same; null where it must begin from nothing. */
export function continuedSweep(before: EscapeRequest, { checkpoint }: EscapeFrame, after: EscapeRequest): EscapeRequest | null {
  const sweep = ({ resume, ...rest }: EscapeRequest) => JSON.stringify(rest);
  return sweep(before) === sweep(after) ? { ...after, resume: checkpoint } : null;
}

function sweptNetworks(controls: Controls): Network[] {
  const { hidden, width, sweep } = controls;
  const shapes = {
    none: [{ hidden, width }],
    depth: [0, 1, 2].map((more) => ({ hidden: hidden + more, width })),
    width: [1, 2, 4].map((times) => ({ hidden, width: width * times })),
  }[sweep];
  return shapes.map((shape) => networkOf({ ...controls, ...shape }));
}
