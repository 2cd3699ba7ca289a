/** The saddle search as it is drawn now. */
import { useMemo } from 'react';
import type { SaddlesFrame } from '../../../model/saddlesFrames.ts';
import type { Figure, Theme } from '../../figures/figure.ts';
import { saddleScatter } from '../../figures/saddleScatter.ts';
import { useStore } from '../../store/store.ts';
import { useTheme } from '../theme.ts';

export const saddleScatterOf = ({ saddles }: { saddles: SaddlesFrame | null }, theme: Theme): Figure | null =>
  saddles && saddleScatter({ search: saddles, theme });

export function useSaddleScatter(): Figure | null {
  const saddles = useStore((state) => state.saddles);
  const theme = useTheme();
  return useMemo(() => saddleScatterOf({ saddles }, theme), [saddles, theme]);
}
