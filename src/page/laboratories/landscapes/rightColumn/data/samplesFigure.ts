/** The samples of a batch, drawn as what the data say they are: images, series, matrices, points or vectors. */
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { figureRow } from '../../../../figures/figureRow.ts';
import type { DrawnState } from '../../../../panels/drawnState.ts';
import type { DrawnBatch } from './drawnBatch.ts';
import { imagesFigure } from './imagesFigure.ts';
import { matrixFigure } from './matrixFigure.ts';
import { pointsFigure } from './pointsFigure.ts';
import { seriesFigure } from './seriesFigure.ts';
import { vectorsFigure } from './vectorsFigure.ts';

export const samplesRow = figureRow({
  name: 'samples',
  title: 'Samples',
  heightPerWidth: 0.9,
  slice: ({ data }: Pick<DrawnState, 'data'>) => ({ data }),
  of: ({ data }, theme) => data && samplesFigure(data, theme),
});

export default [samplesRow];

const figures = {
  image: imagesFigure,
  series: seriesFigure,
  matrix: matrixFigure,
  point: pointsFigure,
  vector: vectorsFigure,
} satisfies Record<DrawnBatch['facts']['shape'], (batch: DrawnBatch, theme: Theme) => Figure>;

export const samplesFigure = (batch: DrawnBatch, theme: Theme): Figure => figures[batch.facts.shape](batch, theme);
