/** A live plot in its place: what stands there before plotly has drawn stays until it has, so that nothing jumps. */
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { Figure } from '../figures/figure.ts';
import type { PlotGestures } from '../figures/plotly/PlotlyFigure.tsx';

const loadPlotly = () => import('../figures/plotly/PlotlyFigure.tsx');
const PlotlyFigure = lazy(() => loadPlotly().then((module) => ({ default: module.PlotlyFigure })));

interface Props extends Omit<PlotGestures, 'onReady'> {
  /** Null until there is something to draw. */
  figure: Figure | null;
  /** The figure's accessible name. */
  label: string;
  /** What fills the place meanwhile: a picture, or a sentence that says what will come. */
  before: ReactNode;
}

export function LiveFigure({ figure, label, before, ...gestures }: Props) {
  const [ready, setReady] = useState(false);
  const waiting = <figure aria-label={label} />;

  // The first picture does not wait for plotly; plotly does not wait for the first numbers.
  useEffect(() => void loadPlotly(), []);

  return (
    <>
      {figure ? (
        <Suspense fallback={waiting}>
          <div>
            <PlotlyFigure figure={figure} label={label} onReady={() => setReady(true)} {...gestures} />
          </div>
        </Suspense>
      ) : (
        waiting
      )}
      {!ready && <div className="before">{before}</div>}
    </>
  );
}
