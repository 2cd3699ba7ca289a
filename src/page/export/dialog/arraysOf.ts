/** The arrays behind a figure, whole: every inference step, every visited point, every eigenvalue. */
import type { LandscapeFrame, SpectrumFrame } from '../../../model/landscapes/frames.ts';
import type { LearnerPath, TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';
import type { UnsupervisedFrame } from '../../../model/unsupervised/unsupervisedFrames.ts';
import type { PageState } from '../../store/state/pageState.ts';
import type { NpyArray } from '../npy.ts';
import type { SingleFigure } from './exportFigures.ts';

export type Arrays = Record<string, NpyArray>;

/** Figures that have arrays to export. */
export const withArrays = [
  'loss',
  'energy',
  'training',
  'spectrum',
  'hessian',
  'pictures',
  'latents',
  'learning',
] as const satisfies SingleFigure[];

/** Null where they have not been computed yet. */
export function arraysOf(choice: (typeof withArrays)[number], state: PageState): Arrays | null {
  const { landscape, volume, training, spectrum, unsupervised, controls } = state;
  switch (choice) {
    case 'loss':
    case 'energy': {
      const heights = controls.view === 'volume' ? volume && heightArrays(volume, 3) : landscape && planeArrays(landscape);
      return heights && { ...heights, ...(training ? pathArrays(training) : {}) };
    }
    case 'training':
      return training && curveArrays(training);
    case 'pictures':
      return unsupervised && pictureArrays(unsupervised);
    case 'latents':
      return unsupervised && latentArrays(unsupervised);
    case 'learning':
      return unsupervised && learningArrays(unsupervised);
    default:
      return spectrum && spectrumArrays(spectrum);
  }
}

const vector = (data: Float64Array | Int32Array): NpyArray => ({ shape: [data.length], data });

/** Rows of equal length, one below the other. */
function stacked(rows: Float64Array[], rowShape: number[] = [rows[0]?.length ?? 0]): NpyArray {
  const data = new Float64Array(rows.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const row of rows) {
    data.set(row, at);
    at += row.length;
  }
  return { shape: [rows.length, ...rowShape], data };
}

type Heights = Pick<LandscapeFrame, 'axis' | 'loss' | 'equilibratedEnergy' | 'record' | 'energyAtStep'>;

/** The first weight runs fastest: heights are [second, first], or [third, second, first]. */
function heightArrays({ axis, loss, equilibratedEnergy, record, energyAtStep }: Heights, dimensions: number): Arrays {
  const shape = new Array<number>(dimensions).fill(axis.length);
  return {
    axis: vector(axis),
    loss: { shape, data: loss },
    equilibrated_energy: { shape, data: equilibratedEnergy },
    energy_steps: vector(Int32Array.from(record)),
    energy_at_step: stacked(energyAtStep, shape),
  };
}

const planeArrays = (landscape: LandscapeFrame): Arrays => ({
  ...heightArrays(landscape, 2),
  diverged_at: { shape: [landscape.axis.length, landscape.axis.length], data: landscape.divergedAt },
});

function pathArrays({ bpPath, pcPath }: TrainingFrame): Arrays {
  const named = (learner: string, path: LearnerPath) =>
    Object.entries({
      iteration: vector(path.iteration),
      a: vector(path.a),
      b: vector(path.b),
      residual: vector(path.residual),
      loss: vector(path.loss),
      equilibrated_energy: vector(path.equilibratedEnergy),
      ...(path.weights && path.iteration.length > 0
        ? { weights: { shape: [path.iteration.length, path.weights.length / path.iteration.length], data: path.weights } }
        : {}),
    }).map(([name, array]) => [`${learner}_path_${name}`, array]);
  return Object.fromEntries([...named('bp', bpPath), ...named('pc', pcPath)]);
}

/** One array a curve and seed: a run that ended early is shorter. */
function curveArrays({ bp, pc }: TrainingFrame): Arrays {
  const entries = Object.entries({ bp, pc }).flatMap(([learner, runs]) =>
    runs.flatMap(({ loss, energy, gradientNorm }, seed) =>
      Object.entries({ loss, energy, gradient_norm: gradientNorm }).map(([name, curve]) => [
        `${learner}_${name}_seed_${seed + 1}`,
        vector(curve),
      ]),
    ),
  );
  return Object.fromEntries(entries);
}

/** Images row by row, 0 to 255. */
function pictureArrays({ images, look }: UnsupervisedFrame): Arrays | null {
  if (!images || !look) return null;
  const size = images.height * images.width;
  const shades = (parts: Uint8Array[], shape: number[]): NpyArray => {
    const data = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    parts.reduce((at, part) => {
      data.set(part, at);
      return at + part.length;
    }, 0);
    return { shape: [...shape, images.height, images.width], data };
  };
  const digits = images.digits.length;
  return {
    digits: shades(
      Array.from(images.digits, (i) => images.shades.subarray(i * size, (i + 1) * size)),
      [digits],
    ),
    inference_steps: vector(Int32Array.from(look.record)),
    reconstructions: shades(look.reconstructions, [look.record.length, digits]),
    samples: shades([look.samples], [look.samples.length / size]),
  };
}

function latentArrays({ images, look }: UnsupervisedFrame): Arrays | null {
  if (!images || !look) return null;
  const { first, second, shares } = look.components;
  return {
    components: stacked([first, second]),
    shares: vector(Float64Array.from(shares)),
    labels: vector(images.labels.slice(0, first.length)),
  };
}

function learningArrays({ curves: { energy, looks } }: UnsupervisedFrame): Arrays {
  return {
    energy: vector(energy),
    look_iteration: vector(looks.iteration),
    look_images: vector(looks.images),
    layer_energies: stacked(looks.layerEnergies),
    probe_accuracy: vector(looks.probe),
    neighbours_accuracy: vector(looks.neighbours),
  };
}

function spectrumArrays({ loss, energy, lossMatrix, energyMatrix, parameterCount, blocks }: SpectrumFrame): Arrays {
  const shape = [parameterCount, parameterCount];
  const spectra = Object.entries({ loss, energy }).flatMap(([name, { eigenvalues, min, max, density }]) => [
    [`${name}_ends`, vector(Float64Array.of(min, max))],
    ...(eigenvalues ? [[`${name}_eigenvalues`, vector(eigenvalues)]] : []),
    ...(density ? [[`${name}_density`, stacked([density.x, density.y])]] : []),
  ]);
  return {
    ...Object.fromEntries(spectra),
    ...(lossMatrix ? { loss_hessian: { shape, data: lossMatrix } } : {}),
    ...(energyMatrix ? { energy_hessian: { shape, data: energyMatrix } } : {}),
    layer_starts_and_count: vector(Int32Array.from(blocks)),
  };
}
