/** The figures of the Hessians of the loss and of the energy at one point: the matrices and their eigenvalues. */
import type { SpectrumFrame } from '../../../../../model/landscapes/frames.ts';
import { type FigureArrays, type FigurePlace, figureRow, stackedRows, vector } from '../../../../figures/figureRow.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';
import { isFullyConnected } from '../../../../view/networkOf.ts';
import { entryRange, hessianFigure } from './hessianFigure.ts';
import { spectrumFigure } from './spectrumFigure.ts';

type Shown = Pick<DrawnState, 'spectrum' | 'controls'>;

const arraysOf = ({ spectrum }: Shown): FigureArrays | null => spectrum && spectrumArrays(spectrum);

export const spectrumRow = figureRow({
  name: 'spectrum',
  title: 'Spectrum',
  heightPerWidth: 0.5,
  slice: ({ spectrum }: Shown) => ({ spectrum }),
  of({ spectrum }, theme) {
    if (!spectrum) return null;
    const { loss, energy, theory } = spectrum;
    return spectrumFigure({ loss, energy, theory: theory?.energy ?? null, energyName: energyName(spectrum), theme });
  },
  offered: ({ controls }) => isFullyConnected(controls),
  arrays: arraysOf,
});

/** Cells along a side: drawing them takes the page's thread, so that the page has no more than its pixels. */
const cells: Record<FigurePlace, number> = { page: 100, sheet: 300 };

/** The matrices as a figure; null where the network has too many parameters for a matrix. */
export const hessianRow = figureRow({
  name: 'hessian',
  title: 'Hessian',
  heightPerWidth: 0.6,
  slice: ({ spectrum }: Shown) => ({ spectrum }),
  of({ spectrum }, theme, place) {
    if (!spectrum?.lossMatrix || !spectrum.energyMatrix) return null;
    const { lossMatrix, energyMatrix, parameterCount, blocks, curvatureBound } = spectrum;
    return hessianFigure({
      loss: lossMatrix,
      energy: energyMatrix,
      size: parameterCount,
      blocks,
      energyName: energyName(spectrum),
      cells: cells[place],
      range: entryRange([lossMatrix, energyMatrix], -curvatureBound),
      theme,
    });
  },
  offered: ({ controls }) => isFullyConnected(controls),
  arrays: arraysOf,
  axes: { xaxis: 'parameter of the column', yaxis: 'parameter of the row', zaxis: 'second derivative' },
});

/** F*, or the energy at a step. The slider shows the number of the step, so that figures are not laid out anew for another step. */
const energyName = ({ time }: Pick<SpectrumFrame, 'time'>): string => (time === 'equilibrium' ? 'F*' : 'Fₜ');

function spectrumArrays({ loss, energy, lossMatrix, energyMatrix, parameterCount, blocks }: SpectrumFrame): FigureArrays {
  const shape = [parameterCount, parameterCount];
  const spectra = Object.entries({ loss, energy }).flatMap(([name, { eigenvalues, min, max, density }]) => [
    [`${name}_ends`, vector(Float64Array.of(min, max))],
    ...(eigenvalues ? [[`${name}_eigenvalues`, vector(eigenvalues)]] : []),
    ...(density ? [[`${name}_density`, stackedRows([density.x, density.y])]] : []),
  ]);
  return {
    ...Object.fromEntries(spectra),
    ...(lossMatrix ? { loss_hessian: { shape, data: lossMatrix } } : {}),
    ...(energyMatrix ? { energy_hessian: { shape, data: energyMatrix } } : {}),
    layer_starts_and_count: vector(Int32Array.from(blocks)),
  };
}

export default [hessianRow, spectrumRow];
