/** Inference on samples that nothing is learnt from, as it looks at chosen steps. */
import type { StoppingRule } from './backend.ts';
import type { Breather } from './breather.ts';
import type { InferredSamples } from './learnerSteps.ts';
import { feedforward, infer } from './referenceInference.ts';
import { layerOf, type Tile } from './tile.ts';

/** Infers from the feedforward start to the last step of `record`. What rests or diverges before a recorded step is seen there as it was left. */
export async function inferSamples(
  tile: Tile,
  record: readonly number[],
  stopping: StoppingRule,
  breather: Breather,
): Promise<InferredSamples> {
  const seen: InferredSamples = { inputs: [], outputs: [], layerEnergies: [] };
  let latest: Float64Array = new Float64Array();
  const see = () => {
    seen.inputs.push(layerOf(tile, tile.activities, 0));
    seen.outputs.push(outputsOf(tile));
    seen.layerEnergies.push(latest.slice());
  };
  await feedforward(tile, breather);
  await infer(tile, record[record.length - 1], stopping, breather, (t, layers) => {
    latest = layers;
    if (t === record[seen.inputs.length]) see();
  });
  while (seen.inputs.length < record.length) see();
  return seen;
}

/** The outputs predicted, `y - e_L`: a_L, or its softmax under cross-entropy. [items * n_L] */
export function outputsOf(tile: Tile): Float64Array {
  const { layers } = tile.layout;
  const errors = layerOf(tile, tile.errors, layers);
  return layerOf(tile, tile.activities, layers).map((y, k) => y - errors[k]);
}
