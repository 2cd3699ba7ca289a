/** The generative network's figures, in the order of the board. Its pictures are expensive to draw, and drawn again for a new evaluation alone. */
import type { UnsupervisedFrame } from '../../../model/unsupervised/unsupervisedFrames.ts';
import { type FigureArray, type FigureArrays, figureRow, stackedRows, vector } from '../../figures/figureRow.ts';
import type { DrawnState } from '../../panels/drawnState.ts';
import type { InferenceTime } from '../../view/view.ts';
import { latentCurveFigure } from './figures/latentCurveFigure.ts';
import { latentFigure } from './figures/latentFigure.ts';
import { picturesFigure } from './figures/picturesFigure.ts';

export const picturesRow = figureRow({
  name: 'pictures',
  title: 'Pictures',
  heightPerWidth: 1,
  slice: ({ unsupervised, time, controls }: Pick<DrawnState, 'unsupervised' | 'time' | 'controls'>) => ({
    images: unsupervised?.images,
    evaluation: unsupervised?.evaluation,
    place: unsupervised?.evaluation ? placeOf(unsupervised.evaluation.record, time) : 0,
    pictures: controls.pictures,
    from: controls.digitFrom,
    to: controls.digitTo,
  }),
  of: ({ images, evaluation, ...shown }, theme) =>
    images && evaluation ? picturesFigure({ images, evaluation, ...shown, theme }) : null,
  arrays: ({ unsupervised }) => unsupervised && pictureArrays(unsupervised),
});

/** The latest recorded step that is not after the time shown. */
function placeOf(record: number[], time: InferenceTime): number {
  if (time === 'equilibrium') return record.length - 1;
  return Math.max(
    0,
    record.findLastIndex((step) => step <= time),
  );
}

export const latentsRow = figureRow({
  name: 'latents',
  title: 'Latents',
  heightPerWidth: 0.85,
  slice: ({ unsupervised }: Pick<DrawnState, 'unsupervised'>) => ({
    images: unsupervised?.images,
    components: unsupervised?.evaluation?.components,
  }),
  of: ({ images, components }, theme) => (images && components ? latentFigure({ images, components, theme }) : null),
  arrays: ({ unsupervised }) => unsupervised && latentArrays(unsupervised),
});

export const learningRow = figureRow({
  name: 'learning',
  title: 'Learning',
  heightPerWidth: 0.5,
  slice: ({ unsupervised, controls }: Pick<DrawnState, 'unsupervised' | 'controls'>) => ({
    curves: unsupervised?.curves,
    iteration: unsupervised?.iteration,
    what: controls.latentCurve,
    iterations: controls.iterations,
  }),
  of: ({ curves, iteration = 0, what, iterations }, theme) =>
    curves ? latentCurveFigure({ curves, what, iteration, iterations, theme }) : null,
  arrays: ({ unsupervised }) => unsupervised && learningArrays(unsupervised),
});

/** Images row by row, 0 to 255. */
function pictureArrays({ images, evaluation }: UnsupervisedFrame): FigureArrays | null {
  if (!images || !evaluation) return null;
  const size = images.height * images.width;
  const shades = (parts: Uint8Array[], shape: number[]): FigureArray => {
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
    inference_steps: vector(Int32Array.from(evaluation.record)),
    reconstructions: shades(evaluation.reconstructions, [evaluation.record.length, digits]),
    samples: shades([evaluation.samples], [evaluation.samples.length / size]),
  };
}

function latentArrays({ images, evaluation }: UnsupervisedFrame): FigureArrays | null {
  if (!images || !evaluation) return null;
  const { first, second, shares } = evaluation.components;
  return {
    components: stackedRows([first, second]),
    shares: vector(Float64Array.from(shares)),
    labels: vector(images.labels.slice(0, first.length)),
  };
}

function learningArrays({ curves: { energy, evaluations } }: UnsupervisedFrame): FigureArrays {
  return {
    energy: vector(energy),
    look_iteration: vector(evaluations.iteration),
    look_images: vector(evaluations.images),
    layer_energies: stackedRows(evaluations.layerEnergies),
    probe_accuracy: vector(evaluations.probe),
    neighbours_accuracy: vector(evaluations.neighbours),
  };
}
