/** The way from a feedforward pass to the errors that a learner takes its gradient from. */
import type { Stepwise } from '../../math/stepwise.ts';
import type { GradientWork } from '../work/backend.ts';
import { divergenceStep } from '../work/recordEnergies.ts';
import { feedforward, infer } from './inference.ts';
import type { LinearSolver } from './linearSolver.ts';
import type { SimdTile } from './simdTile.ts';

export interface LearnerErrors {
  readonly loss: number;
  /** Where the gradient is to be taken; at its divergence where inference diverged. */
  readonly energy: number;
  readonly divergedAt: number;
}

/** Under the weights that the network was given last; the solver is for learners at the equilibrium. */
export function* learnerErrors(
  tile: SimdTile,
  { learner, dt, steps }: Pick<GradientWork, 'learner' | 'dt' | 'steps'>,
  solver: LinearSolver | null,
): Stepwise<LearnerErrors> {
  const energies = new Float64Array(learner === 'pc' ? steps + 1 : 1);
  energies[0] = yield* feedforward(tile);
  if (learner === 'pc') yield* infer(tile, dt, energies);
  for (const block of tile.blocks) {
    if (learner === 'bp') tile.heap.kernels.backpropagate(tile.network.at, block.at);
    else if (learner === 'pc') tile.heap.kernels.finishFirst(tile.network.at, block.at);
    yield;
  }
  const divergedAt = learner === 'pc' ? divergenceStep(energies) : -1;
  const last = energies[divergedAt < 0 ? energies.length - 1 : divergedAt];
  const energy = learner === 'pc-equilibrium' && solver ? yield* solver.equilibrate() : last;
  return { loss: energies[0], energy, divergedAt };
}
