/** The saddle search as it is drawn now. */
import { useMemo } from 'react';
import type { SaddlesFrame } from '../../../../model/landscapes/saddlesFrames.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { useTheme } from '../../../panels/theme.ts';
import { useStore } from '../../../store/store.ts';
import { saddleScatter } from '../figures/saddleScatter.ts';

export const saddleScatterOf = ({ saddles }: { saddles: SaddlesFrame | null }, theme: Theme): Figure | null =>
  saddles && saddleScatter({ search: saddles, theme });

export function useSaddleScatter(): Figure | null {
  const saddles = useStore((state) => state.saddles);
  const theme = useTheme();
  return useMemo(() => saddleScatterOf({ saddles }, theme), [saddles, theme]);
}
