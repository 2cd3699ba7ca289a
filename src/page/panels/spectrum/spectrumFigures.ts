/** The Hessians and their eigenvalues as they are drawn now. */
import { useMemo } from 'react';
import type { SpectrumFrame } from '../../../model/requests.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import { entryRange, hessianFigure } from '../../figures/hessianFigure.ts';
import { spectrumFigure } from '../../figures/spectrumFigure.ts';
import { useStore } from '../../store/store.ts';
import { useTheme } from '../theme.ts';

interface Shown {
  spectrum: SpectrumFrame | null;
}

/** F*, or the energy at its step. */
export const energyName = ({ time }: Pick<SpectrumFrame, 'time'>): string => (time === 'equilibrium' ? 'F*' : `F, t = ${time}`);

export function spectrumFigureOf({ spectrum }: Shown, theme: Theme): Figure | null {
  if (!spectrum) return null;
  const { loss, energy, theory } = spectrum;
  return spectrumFigure({ loss, energy, theory: theory?.energy ?? null, energyName: energyName(spectrum), theme });
}

/** Null where the network has too many parameters for a matrix. */
export function hessianFigureOf({ spectrum }: Shown, theme: Theme): Figure | null {
  if (!spectrum?.lossMatrix || !spectrum.energyMatrix) return null;
  const { lossMatrix, energyMatrix, parameterCount, blocks, curvatureBound } = spectrum;
  return hessianFigure({
    loss: lossMatrix,
    energy: energyMatrix,
    size: parameterCount,
    blocks,
    energyName: energyName(spectrum),
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
  return useMemo(() => hessianFigureOf({ spectrum }, theme), [spectrum, theme]);
}
