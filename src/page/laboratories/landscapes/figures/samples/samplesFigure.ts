/** The samples of a batch, drawn as what they are. */
import type { Figure, Theme } from '../../../../figures/figure.ts';
import type { DrawnBatch } from './drawnBatch.ts';
import { imagesFigure } from './imagesFigure.ts';
import { matrixFigure } from './matrixFigure.ts';
import { pointsFigure } from './pointsFigure.ts';
import { seriesFigure } from './seriesFigure.ts';
import { vectorsFigure } from './vectorsFigure.ts';

export function samplesFigure(batch: DrawnBatch, theme: Theme): Figure {
  switch (batch.facts.shape) {
    case 'image':
      return imagesFigure(batch, theme);
    case 'series':
      return seriesFigure(batch, theme);
    case 'matrix':
      return matrixFigure(batch, theme);
    case 'point':
      return pointsFigure(batch, theme);
    case 'vector':
      return vectorsFigure(batch, theme);
  }
}
