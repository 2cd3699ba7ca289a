/** The Hessians and their eigenvalues as they are drawn now. */
import { useMemo } from 'react';
import type { SpectrumFrame } from '../../../../model/landscapes/frames.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { useTheme } from '../../../panels/theme.ts';
import { useStore } from '../../../store/store.ts';
import { entryRange, hessianFigure } from '../figures/hessianFigure.ts';
import { spectrumFigure } from '../figures/spectrumFigure.ts';

interface Shown {
  spectrum: SpectrumFrame | null;
}

/** F*, or the energy at a step: which one, the slider says, so that figures need not be laid out anew for it. */
export const energyName = ({ time }: Pick<SpectrumFrame, 'time'>): string => (time === 'equilibrium' ? 'F*' : 'Fₜ');

export function spectrumFigureOf({ spectrum }: Shown, theme: Theme): Figure | null {
  if (!spectrum) return null;
  const { loss, energy, theory } = spectrum;
  return spectrumFigure({ loss, energy, theory: theory?.energy ?? null, energyName: energyName(spectrum), theme });
}

/** Cells along a side: on the page no more than its pixels, since drawing them takes the page's thread; as many as there are on a sheet. */
const cells = { page: 100, sheet: 300 };

/** Null where the network has too many parameters for a matrix. */
export function hessianFigureOf({ spectrum }: Shown, theme: Theme, place: keyof typeof cells = 'sheet'): Figure | null {
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
}

export function useSpectrumFigure(): Figure | null {
  const spectrum = useStore((state) => state.spectrum);
  const theme = useTheme();
  return useMemo(() => spectrumFigureOf({ spectrum }, theme), [spectrum, theme]);
}

export function useHessianFigure(): Figure | null {
  const spectrum = useStore((state) => state.spectrum);
  const theme = useTheme();
  return useMemo(() => hessianFigureOf({ spectrum }, theme, 'page'), [spectrum, theme]);
}
