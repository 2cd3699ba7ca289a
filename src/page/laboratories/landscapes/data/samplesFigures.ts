/** The samples as they are drawn now. */
import { useMemo } from 'react';
import type { DataFrame } from '../../../../model/landscapes/frames.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { useTheme } from '../../../panels/theme.ts';
import { useStore } from '../../../store/store.ts';
import { samplesFigure } from '../figures/samples/samplesFigure.ts';

export const samplesFigureOf = ({ data }: { data: DataFrame | null }, theme: Theme): Figure | null =>
  data && samplesFigure(data, theme);

export function useSamplesFigure(): Figure | null {
  const data = useStore((state) => state.data);
  const theme = useTheme();
  return useMemo(() => samplesFigureOf({ data }, theme), [data, theme]);
}
