/** What each laboratory offers to export, as the page has it. */
import type { Controls } from '../../../src/model/controls.ts';
import type { Export, Exportable } from '../../../src/page/export/exportable.ts';
import type { FigureRow } from '../../../src/page/figures/figureRow.ts';
import { comparisonExport } from '../../../src/page/laboratories/comparison/comparisonRows.ts';
import { landscapesExport } from '../../../src/page/laboratories/landscapes/landscapesExport.ts';
import samples from '../../../src/page/laboratories/landscapes/rightColumn/data/samplesFigure.ts';
import directions from '../../../src/page/laboratories/landscapes/rightColumn/directions/directionsFigure.ts';
import escapeSweep from '../../../src/page/laboratories/landscapes/rightColumn/escape/escapeFigure.ts';
import inference from '../../../src/page/laboratories/landscapes/rightColumn/inference/inferenceFigures.ts';
import saddles from '../../../src/page/laboratories/landscapes/rightColumn/saddles/saddleScatter.ts';
import spectrum from '../../../src/page/laboratories/landscapes/rightColumn/spectrum/spectrumRows.ts';
import { moonsExport } from '../../../src/page/laboratories/moons/moonsRows.ts';
import { unsupervisedExport } from '../../../src/page/laboratories/unsupervised/unsupervisedExport.ts';
import type { DrawnState } from '../../../src/page/panels/drawnState.ts';

/** The figures that each tab offers, in the order of the tabs. */
const tabFigures: Record<Controls['panel'], readonly FigureRow<DrawnState>[]> = {
  inference,
  spectrum,
  theory: [],
  directions,
  saddles,
  escape: escapeSweep,
  data: samples,
  runs: [],
};

const exportables: Record<Controls['laboratory'], Exportable<DrawnState>> = {
  landscapes: landscapesExport(Object.values(tabFigures).flat()),
  comparison: comparisonExport,
  moons: moonsExport,
  unsupervised: unsupervisedExport,
};

export const exportableIn = ({ laboratory }: Controls): Exportable<DrawnState> => exportables[laboratory];

/** The figure of this name, or the board. */
export function exportOf(name: string, state: DrawnState): Export<DrawnState> {
  const of = exportableIn(state.controls);
  return { of, row: of.figures.find((row) => row.name === name) ?? null, state };
}
