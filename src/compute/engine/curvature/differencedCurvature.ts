/** The Hessian times a direction from two gradients, for networks whose second derivatives are not written out. */
import { norm } from '../../math/innerProduct.ts';
import type { SymmetricProduct } from '../../math/krylovSpace.ts';
import type { Stepwise } from '../../math/stepwise.ts';
import { backpropagate } from '../kernels/backpropagate.ts';
import { openTile, type Tile } from '../kernels/tile.ts';
import { weightGradient } from '../kernels/weightGradient.ts';
import { equilibrate } from '../reference/referenceEquilibrium.ts';
import { feedforwardInSteps, itemsInSteps } from '../reference/referenceInference.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import type { Samples } from '../work/samples.ts';
import { oneSetting } from '../work/weightSettings.ts';

/** Distance from the weights at which gradients are taken, on either side. */
const reach = 1e-5;

/**
 * `H v = |v| (g(theta + h u) - g(theta - h u)) / (2 h)`, u = v / |v|, with g the gradient of the loss by backpropagation or that of F*, in float64: off by about 1e-7 of H's size. Every max-pool keeps the winners of the feedforward pass at theta, since
 * its kinks, which count as straight, would be most of the difference; relu's stay in. Returns the map v [P] -> H v [P].
 */
export function* differencedCurvature(
  layout: NetworkLayout,
  samples: Samples,
  weights: Float64Array,
  of: 'loss' | 'equilibrium',
): Stepwise<SymmetricProduct> {
  const count = layout.parameterCount;
  const middle = openTile(layout, samples, oneSetting(weights), 0, 1, 0);
  yield* feedforwardInSteps(middle);
  return function* product(direction) {
    const length = norm(direction) || 1;
    const sides = new Float64Array(2 * count);
    for (let p = 0; p < count; p++) {
      const step = (reach / length) * direction[p];
      sides[p] = weights[p] + step;
      sides[count + p] = weights[p] - step;
    }
    const tile = openTile(layout, samples, { kind: 'list', count: 2, weights: sides }, 0, 2, 0);
    const gradients = yield* gradientsOf(withWinnersOf(middle, tile), of);
    return direction.map((_, p) => (length / (2 * reach)) * (gradients[p] - gradients[count + p]));
  };
}

/** The tile, each of whose settings takes what the pools of `middle` took. */
function withWinnersOf({ winners }: Tile, tile: Tile): Tile {
  if (!winners) return tile;
  for (let s = 0; s < tile.settings; s++) tile.winners!.set(winners, s * winners.length);
  return { ...tile, holdsWinners: true };
}

/** [settings * P] */
function* gradientsOf(tile: Tile, of: 'loss' | 'equilibrium'): Stepwise<Float64Array> {
  yield* feedforwardInSteps(tile);
  if (of === 'equilibrium') yield* equilibrate(tile);
  else yield* itemsInSteps(tile, (from, to) => backpropagate(tile, from, to));
  const gradients = new Float64Array(tile.weights.length);
  yield* itemsInSteps(tile, (from, to) => weightGradient(tile, gradients, from, to));
  return gradients;
}
