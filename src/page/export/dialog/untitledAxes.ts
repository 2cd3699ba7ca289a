/** What the axes count of figures that leave them without titles on screen. */
import type { SingleFigure } from './exportFigures.ts';

export const untitledAxes: Partial<Record<SingleFigure, Record<string, string>>> = {
  hessian: { xaxis: 'parameter of the column', yaxis: 'parameter of the row', zaxis: 'second derivative' },
  lossSurfaces: { xaxis: 'along the first direction', yaxis: 'along the second direction' },
};
