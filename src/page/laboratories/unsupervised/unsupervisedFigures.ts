/** The generative network's figures as they are drawn now. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Figure, Theme } from '../../figures/figure.ts';
import { useTheme } from '../../panels/theme.ts';
import type { PageState } from '../../store/state/pageState.ts';
import { useStore } from '../../store/store.ts';
import { latentCurveFigure } from './figures/latentCurveFigure.ts';
import { latentFigure } from './figures/latentFigure.ts';
import { picturesFigure } from './figures/picturesFigure.ts';

type Shown = Pick<PageState, 'unsupervised' | 'time'> & {
  controls: Pick<PageState['controls'], 'pictures' | 'digitFrom' | 'digitTo' | 'latentCurve' | 'iterations'>;
};

export function picturesFigureOf({ unsupervised, time, controls }: Shown, theme: Theme): Figure | null {
  const { images, look } = unsupervised ?? {};
  if (!images || !look) return null;
  const { pictures, digitFrom, digitTo } = controls;
  return picturesFigure({ images, look, pictures, place: placeOf(look.record, time), from: digitFrom, to: digitTo, theme });
}

/** The latest recorded step that is not after this one. */
export function placeOf(record: number[], time: PageState['time']): number {
  const last = record.length - 1;
  return time === 'equilibrium'
    ? last
    : Math.max(
        0,
        record.findLastIndex((step) => step <= time),
      );
}

export function latentFigureOf({ unsupervised }: Pick<Shown, 'unsupervised'>, theme: Theme): Figure | null {
  const { images, look } = unsupervised ?? {};
  return images && look ? latentFigure({ images, components: look.components, theme }) : null;
}

export function latentCurveFigureOf({ unsupervised, controls }: Omit<Shown, 'time'>, theme: Theme): Figure | null {
  if (!unsupervised) return null;
  const { curves, iteration } = unsupervised;
  return latentCurveFigure({ curves, what: controls.latentCurve, iteration, iterations: controls.iterations, theme });
}

/** The look changes seldom, and what it drew is expensive: it is drawn again for a new look alone. */
export function usePicturesFigure(): Figure | null {
  const images = useStore((state) => state.unsupervised?.images);
  const look = useStore((state) => state.unsupervised?.look);
  const place = useStore(({ unsupervised, time }) => (unsupervised?.look ? placeOf(unsupervised.look.record, time) : 0));
  const { pictures, digitFrom, digitTo } = useStore(
    useShallow(({ controls: { pictures, digitFrom, digitTo } }) => ({ pictures, digitFrom, digitTo })),
  );
  const theme = useTheme();
  return useMemo(
    () => (images && look ? picturesFigure({ images, look, pictures, place, from: digitFrom, to: digitTo, theme }) : null),
    [images, look, pictures, place, digitFrom, digitTo, theme],
  );
}

export function useLatentFigure(): Figure | null {
  const images = useStore((state) => state.unsupervised?.images);
  const components = useStore((state) => state.unsupervised?.look?.components);
  const theme = useTheme();
  return useMemo(() => (images && components ? latentFigure({ images, components, theme }) : null), [images, components, theme]);
}

export function useLatentCurveFigure(): Figure | null {
  const unsupervised = useStore((state) => state.unsupervised);
  const controls = useStore((state) => state.controls);
  const theme = useTheme();
  return useMemo(() => latentCurveFigureOf({ unsupervised, controls }, theme), [unsupervised, controls, theme]);
}
