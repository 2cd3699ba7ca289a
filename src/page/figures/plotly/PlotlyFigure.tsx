/** The only place where plotly touches the page: draws a figure once, then changes it in place, and turns gestures on it into calls. */
import { useLayoutEffect, useRef } from 'react';
import type { Figure } from '../figure.ts';
import type { FigureGestures } from '../figureGestures.ts';
import { MountedPlot } from './mountedPlot.ts';

export interface PlotlyFigureProps extends FigureGestures {
  figure: Figure;
  /** The figure's accessible name. */
  label: string;
}

/** Fills its parent, whatever size that takes. */
export function PlotlyFigure({ figure, label, ...gestures }: PlotlyFigureProps) {
  const element = useRef<HTMLDivElement>(null);
  const plot = useRef<MountedPlot>(null);
  const current = useRef<FigureGestures>(gestures);
  current.current = gestures;

  useLayoutEffect(() => {
    const mounted = new MountedPlot(element.current!, () => current.current);
    plot.current = mounted;
    return () => mounted.remove();
  }, []);
  useLayoutEffect(() => plot.current!.show(figure), [figure]);

  return (
    <figure
      ref={element}
      aria-label={label}
      style={{ margin: 0, width: '100%', height: '100%', position: 'relative', overflow: 'hidden' }}
    />
  );
}
