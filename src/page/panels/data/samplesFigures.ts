/** The samples as they are drawn now. */
import { useMemo } from 'react';
import type { DataFrame } from '../../../model/frames.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import { samplesFigure } from '../../figures/samples/samplesFigure.ts';
import { useStore } from '../../store/store.ts';
import { useTheme } from '../theme.ts';

export const samplesFigureOf = ({ data }: { data: DataFrame | null }, theme: Theme): Figure | null =>
  data && samplesFigure(data, theme);

export function useSamplesFigure(): Figure | null {
  const data = useStore((state) => state.data);
  const theme = useTheme();
  return useMemo(() => samplesFigureOf({ data }, theme), [data, theme]);
}
