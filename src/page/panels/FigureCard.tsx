/** A figure in its card: title, tools, the live drawing, and the caption that says how the figure was made. */
import { type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import type { FigureGestures } from '../figures/figureGestures.ts';
import type { FigureRow } from '../figures/figureRow.ts';
import type { PlotlyFigureProps } from '../figures/plotly/PlotlyFigure.tsx';
import type { LiveSceneProps } from '../figures/scene/LiveScene.tsx';
import { drawsScenes, sceneNeedsWebgl } from '../figures/sceneDrawing.ts';
import { isScene } from '../figures/sceneFigure.ts';
import { expectScene, firstScenesDrawn } from '../loading/firstScenes.ts';
import { loadedLater } from '../loading/loadedLater.tsx';
import { type DrawnState, useFigure, useIsToBeScene } from './drawnState.ts';
import { DownloadIcon } from './icons.tsx';

interface Props {
  title: string;
  subtitle?: ReactNode;
  className?: string;
  tools?: ReactNode;
  /** Shown over the card's top edge. */
  progress?: ReactNode;
  /** Shown between the title and the drawing. */
  above?: ReactNode;
  caption?: ReactNode;
  onDownload(): void;
  children: ReactNode;
}

/** A figure in its card: title, what it is, its tools, the drawing, and the line that says how it was made. */
export function FigureCard({ title, subtitle, className = '', tools, progress, above, caption, onDownload, children }: Props) {
  return (
    <div className={`card ${className}`}>
      {progress}
      <div className="card-head">
        <h2>{title}</h2>
        <span className="subtitle">{subtitle}</span>
        <span className="tools">
          {tools}
          <button
            type="button"
            className="button bare icon"
            aria-label={`Download ${title.toLowerCase()}`}
            title="Download the figure as a picture or as numbers"
            onClick={onDownload}
          >
            <DownloadIcon />
          </button>
        </span>
      </div>
      {above}
      <div className="plot">{children}</div>
      {caption && <p className="caption">{caption}</p>}
    </div>
  );
}

/** The two learners' colours, as the first entries of a legend in a card's subtitle. */
export function LearnerKeys() {
  return (
    <>
      <span>
        <span className="dot bp" />
        BP
      </span>
      <span>
        <span className="dot pc" />
        PC
      </span>
    </>
  );
}

const loadPlotly = () => firstScenesDrawn().then(() => import('../figures/plotly/PlotlyFigure.tsx'));
const PlotlyFigure = loadedLater<PlotlyFigureProps>(() => loadPlotly().then((module) => ({ default: module.PlotlyFigure })));

const loadScene = () => import('../figures/scene/LiveScene.tsx');
const LiveScene = loadedLater<LiveSceneProps>(() => loadScene().then((module) => ({ default: module.LiveScene })));

interface LiveFigureProps extends Omit<FigureGestures, 'onReady'> {
  row: FigureRow<DrawnState>;
  /** The figure's accessible name, where the row's title is not. */
  label?: string;
  /** Fills the place until the figure is drawn: a picture, or a sentence that says what will come. */
  before: ReactNode;
}

/** The first picture does not wait for what draws figures; and that does not wait for the first numbers. `hasCome`: the scene is drawn, or will be none. */
function useDrawingCode(isToBeScene: boolean, hasCome: boolean): void {
  const scene = useRef<(() => void) | null>(null);
  if (isToBeScene) scene.current ??= expectScene(); // before any effect asks for the code of flat figures
  useEffect(() => {
    const loading = isToBeScene ? loadScene().then(({ prepareScenes }) => prepareScenes()) : loadPlotly();
    loading.catch(() => {}); // the figure itself says what is missing
    return () => scene.current?.();
  }, [isToBeScene]);
  useEffect(() => {
    if (hasCome) scene.current?.();
  }, [hasCome]);
}

/** A live figure in its place: the content before the figure stays until the figure is drawn, so that nothing jumps. */
export function LiveFigure({ row, label = row.title, before, ...gestures }: LiveFigureProps) {
  const figure = useFigure(row);
  const [ready, setReady] = useState(false);
  const waiting = <figure aria-label={label} />;

  const isFlat = figure !== null && !isScene(figure); // so is a surface without WebGL
  useDrawingCode(useIsToBeScene(row), ready || isFlat);

  if (figure && isScene(figure) && !drawsScenes()) return <p className="empty">{sceneNeedsWebgl()}</p>;
  return (
    <>
      {figure ? (
        <Suspense fallback={waiting}>
          <div>
            {isScene(figure) ? (
              <LiveScene scene={figure} label={label} onReady={() => setReady(true)} {...gestures} />
            ) : (
              <PlotlyFigure figure={figure} label={label} onReady={() => setReady(true)} {...gestures} />
            )}
          </div>
        </Suspense>
      ) : (
        waiting
      )}
      {!ready && <div className="before">{before}</div>}
    </>
  );
}
