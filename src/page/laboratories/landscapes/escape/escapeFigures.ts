/** The escape sweep as it is drawn now. */
import { useMemo } from 'react';
import type { EscapeFrame } from '../../../../model/landscapes/escapeFrames.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { useTheme } from '../../../panels/theme.ts';
import { useStore } from '../../../store/store.ts';
import { escapeFigure } from '../figures/escapeFigure.ts';

export const escapeFigureOf = (state: { escape: EscapeFrame | null }, theme: Theme): Figure | null =>
  state.escape && escapeFigure({ sweep: state.escape, theme });

export function useEscapeFigure(): Figure | null {
  const sweep = useStore((state) => state.escape);
  const theme = useTheme();
  return useMemo(() => escapeFigureOf({ escape: sweep }, theme), [sweep, theme]);
}
