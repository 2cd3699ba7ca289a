/** The comparison's board: the loss around what each model has learnt, how its weights are spread, and under them the curves of all. */
import './comparison.css';

import { controls as rows } from '../../../model/controls.ts';
import { BareNumber, BareSegments, BareSelect } from '../../panels/controls/FieldControls.tsx';
import { ValueSlider } from '../../panels/controls/ValueSlider.tsx';
import { FigureCard, LiveFigure } from '../../panels/FigureCard.tsx';
import { Failure, JobBar, Progress, useClock } from '../../panels/JobStatus.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { comparedCurvesRow, lossSurfacesRow, weightHistogramsRow } from './comparisonRows.ts';
import { jobText, shareOf, surfacesCaption } from './comparisonWords.ts';
import { smoothedOver } from './figures/comparedCurvesFigure.ts';
import { testAt } from './figures/weightHistogramsFigure.ts';

export default function ComparisonBoard({ onExport }: PanelProps) {
  return (
    <>
      <SurfacesCard onExport={onExport} />
      <WeightsCard onExport={onExport} />
      <CurvesCard onExport={onExport} />
    </>
  );
}

function SurfacesCard({ onExport }: PanelProps) {
  const surfaces = useStore((state) => state.surfaces);
  const colours = useStore((state) => state.controls.surfaceColours);
  return (
    <FigureCard
      title="Loss surfaces"
      className="landscape"
      tools={
        <>
          <BareSelect field="surfaceColours" />
          <Zoom />
        </>
      }
      progress={<Progress of="surfaces" />}
      above={<Failure of="surfaces" />}
      caption={surfaces ? surfacesCaption(surfaces, colours) : ' '}
      onDownload={() => onExport(lossSurfacesRow)}
    >
      <LiveFigure row={lossSurfacesRow} before={<SurfacesOnRequest />} />
    </FigureCard>
  );
}

function Zoom() {
  const domain = useStore((state) => state.controls.surfaceDomain);
  const { set } = useStore.getState();
  const { min, max } = rows.surfaceDomain;
  const zoom = (factor: number) => set('surfaceDomain', Math.min(max, Math.max(min, domain * factor)));
  return (
    <>
      <button
        type="button"
        className="button bare icon"
        aria-label="Zoom in"
        title="Show a square a quarter as wide"
        onClick={() => zoom(1 / 4)}
      >
        +
      </button>
      <button
        type="button"
        className="button bare icon"
        aria-label="Zoom out"
        title="Show a square four times as wide"
        onClick={() => zoom(4)}
      >
        −
      </button>
      <span className="pair">
        <span className="quiet">±</span>
        <BareNumber field="surfaceDomain" />
      </span>
    </>
  );
}

/** While the models learn, their surfaces would be out of date at once: they are computed at the end, or where learning is stopped. */
function SurfacesOnRequest() {
  const isLearning = useStore((state) => state.computing.comparison);
  const isKnown = useStore((state) => !!state.comparison?.checkpoint);
  const isComputing = useStore((state) => state.computing.surfaces);
  const { resume } = useStore.getState();
  if (isComputing) return <p className="empty">The loss around each model’s weights, coarse first…</p>;
  return (
    <div className="empty">
      <p>The loss around what each model has learnt appears here when they have learnt, or where you stop them.</p>
      {isKnown && !isLearning && (
        <button type="button" className="button" onClick={() => resume('surfaces')}>
          Compute surfaces
        </button>
      )}
    </div>
  );
}

function WeightsCard({ onExport }: PanelProps) {
  return (
    <FigureCard
      title="Weights"
      subtitle="first two and last two layers"
      className="landscape"
      above={<WeightsTime />}
      onDownload={() => onExport(weightHistogramsRow)}
    >
      <LiveFigure
        row={weightHistogramsRow}
        before={<p className="empty">How each model’s weights are spread, from the first step on.</p>}
      />
    </FigureCard>
  );
}

/** The slider over the iterations at which weights were recorded; its right end is the latest iteration, and follows the run. */
function WeightsTime() {
  const comparison = useStore((state) => state.comparison);
  const at = useStore((state) => state.controls.weightsAt);
  const { set } = useStore.getState();
  const longest = comparison?.runs.reduce((most, run) => (run.histograms.length > most.histograms.length ? run : most));
  const iterations = longest?.curves.tests?.iteration.subarray(0, longest.histograms.length) ?? new Int32Array();
  const last = iterations.length - 1;
  if (!comparison || last < 1) return null;
  const place = testAt(iterations, at);
  const text = `epoch ${(iterations[place] / comparison.epoch).toFixed(2)}`;
  return (
    <div className="clock">
      <span className="label" title={rows.weightsAt.hint}>
        After
      </span>
      <ValueSlider
        name={rows.weightsAt.label}
        value={place}
        valueText={`${text}, iteration ${iterations[place]}`}
        min={0}
        max={last}
        integer
        spacing="linear"
        solid
        onChange={(next) => set('weightsAt', next === last ? rows.weightsAt.max : iterations[next])}
      />
      <span className="count">{text}</span>
    </div>
  );
}

function CurvesCard({ onExport }: PanelProps) {
  const curve = useStore((state) => state.controls.comparedCurve);
  return (
    <FigureCard
      title="Learning"
      subtitle={curve === 'loss' ? `mean of the last ${smoothedOver} batches` : 'on the test images'}
      className="timeline"
      tools={
        <>
          <BareSegments field="comparedCurve" />
          <BareSelect field="curveScale" />
        </>
      }
      above={
        <>
          <ComparisonJob />
          <Failure of="comparison" />
        </>
      }
      onDownload={() => onExport(comparedCurvesRow)}
    >
      <LiveFigure
        row={comparedCurvesRow}
        before={<p className="empty">All models’ curves appear here with their first steps.</p>}
      />
    </FigureCard>
  );
}

function ComparisonJob() {
  const pace = useStore((state) => state.pace.comparison);
  const computing = useStore((state) => state.computing.comparison);
  const known = useStore((state) => state.comparison?.progress ?? 0);
  const now = useClock(computing);
  return <JobBar of="comparison" name="Comparison" text={jobText(pace, computing, shareOf(pace, computing, known), now)} />;
}
