/** Equilibria without a closed form on the simd path: inference until it rests. */
import type { Stepwise } from '../../math/stepwise.ts';
import { nextSettlingStep, roundingRise, settling, surfaceRest } from '../settling.ts';
import { phaseWork } from './inference.ts';
import type { SimdTile } from './tile.ts';

/** Steps whose mean gain is judged, since one step's gain is hardly more than its rounding. */
const judged = 8;
/** Part of the loss that such a step must gain on the mean while momentum carries it: its gains come in waves. */
const glidingRest = { ...surfaceRest, gain: surfaceRest.gain / 10 };

/**
 * Whether inference may start anywhere on its way, and with momentum, and rest where it would without: where the energy is smooth. Across a kink of relu
 * the step's length decides where it rests.
 */
export function isSmooth({ network }: SimdTile): boolean {
  return network.layout.network.activation === 'tanh';
}

/**
 * Inference until it rests, from the tile's present state, whose energy is given. dt halves when the energy rises; in smooth networks, once it has not for
 * a while, half of it is safe for momentum, which starts anew when the energy rises. Returns the energy at rest.
 */
export function* equilibrateByInference(tile: SimdTile, loss: number, energyThere: number): Stepwise<number> {
  const stepsAtOnce = Math.ceil(phaseWork / (tile.network.stepCost * tile.samples.count));
  let energy = energyThere;
  let before = energy; // at the last judgement or rise
  let since = 0; // steps since the last rise, or since momentum began
  let isGliding = false;
  let dt = settling.dt;
  for (let t = 1; t <= settling.steps && dt > 0; t++) {
    if (t % stepsAtOnce === 0) yield;
    const previous = energy;
    const steepest = glide(tile, dt, isGliding ? since / (since + 3) : 0);
    energy = predict(tile);
    const gain = (previous - energy) / loss;
    const rises = !(gain >= -roundingRise.single);
    if (!rises && ++since % judged > 0) continue;
    const judgedGain = rises ? gain : (before - energy) / loss / judged;
    const forgives = rises && isGliding && !Number.isNaN(gain);
    if (!forgives) dt = nextSettlingStep(dt, judgedGain, steepest, isGliding ? glidingRest : surfaceRest, roundingRise.single);
    const begins: boolean = !rises && !isGliding && isSmooth(tile);
    if (begins) dt /= 2;
    if (begins || rises) since = 0;
    isGliding ||= begins;
    before = energy;
  }
  return energy;
}

function glide({ heap, network, blocks }: SimdTile, dt: number, momentum: number): number {
  let steepest = 0;
  for (const block of blocks) steepest = Math.max(steepest, heap.kernels.glide(network.at, block.at, dt, momentum));
  return steepest;
}

function predict(tile: SimdTile): number {
  const { heap, network, blocks } = tile;
  let squares = 0;
  for (const block of blocks) squares += heap.kernels.predict(network.at, block.at);
  return tile.energyFrom(squares);
}
