/** A live plot in its place: what stands there before plotly has drawn stays until it has, so that nothing jumps. */
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react';
import type { FigureRow } from '../figures/figureRow.ts';
import type { PlotGestures } from '../figures/plotly/PlotlyFigure.tsx';
import { type DrawnState, useFigure } from './drawnState.ts';

const loadPlotly = () => import('../figures/plotly/PlotlyFigure.tsx');
const PlotlyFigure = lazy(() => loadPlotly().then((module) => ({ default: module.PlotlyFigure })));

interface LiveFigureProps extends Omit<PlotGestures, 'onReady'> {
  row: FigureRow<DrawnState>;
  /** The figure's accessible name, where the row's title is not. */
  label?: string;
  /** Fills the place until the figure is drawn: a picture, or a sentence that says what will come. */
  before: ReactNode;
}

export function LiveFigure({ row, label = row.title, before, ...gestures }: LiveFigureProps) {
  const figure = useFigure(row);
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
