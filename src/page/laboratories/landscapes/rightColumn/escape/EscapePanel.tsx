/** Escape time against initial scale: the sweep's controls, its progress, both learners' curves on one figure, and their slopes. */

import { controls as rows } from '../../../../../model/controls.ts';
import { BareNumber, BareSelect } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard } from '../../../../panels/FigureCard.tsx';
import { Failure, JobBar } from '../../../../panels/JobStatus.tsx';
import { LiveFigure } from '../../../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { useStore } from '../../../../store/store.ts';
import { escapeRow } from './escapeFigure.ts';
import { fitRule, leftOut, sweepProgress } from './escapeWords.ts';
import { SlopeTable } from './SlopeTable.tsx';

export default function EscapePanel({ onExport }: PanelProps) {
  return (
    <>
      <SweepControls />
      <SweepProgress />
      <Failure of="escape" />
      <FigureCard title="Escape time" className="tall" onDownload={() => onExport(escapeRow)}>
        <LiveFigure
          row={escapeRow}
          before={
            <p className="empty">Steps until the loss is below half of its start, for each initial scale, as the runs escape.</p>
          }
        />
      </FigureCard>
      <SlopeTable />
      <LeftOut />
      <p className="quiet fine">{fitRule}</p>
    </>
  );
}

function SweepControls() {
  return (
    <div className="sweep">
      <div className="row">
        <span className="label" title="Smallest and largest initial scale of the sweep">
          σ from, to
        </span>
        <span className="pair">
          <BareNumber field="sweepFrom" />
          <BareNumber field="sweepTo" />
        </span>
      </div>
      <div className="row">
        <span className="label" title={`${rows.sweepScales.hint}; ${rows.sweepSeeds.hint}`}>
          Scales, runs each
        </span>
        <span className="pair">
          <BareNumber field="sweepScales" />
          <BareNumber field="sweepSeeds" />
        </span>
      </div>
      <div className="row">
        <span className="label" title={rows.sweep.hint}>
          {rows.sweep.label}
        </span>
        <BareSelect field="sweep" />
      </div>
      <div className="row">
        <span className="label" title={rows.sweepSteps.hint}>
          {rows.sweepSteps.label}
        </span>
        <BareNumber field="sweepSteps" />
      </div>
    </div>
  );
}

function SweepProgress() {
  const sweep = useStore((state) => state.escape);
  const runs = useStore(
    ({ controls: { sweep, sweepScales, sweepSeeds } }) => (sweep === 'none' ? 1 : 3) * 2 * sweepScales * sweepSeeds,
  );
  return <JobBar of="escape" name="Escape sweep" text={sweepProgress(sweep, runs)} />;
}

function LeftOut() {
  const sweep = useStore((state) => state.escape);
  const dt = useStore((state) => state.controls.dt);
  if (!sweep) return null;
  return leftOut(sweep, dt).map((sentence) => (
    <p key={sentence} className="quiet fine">
      {sentence}
    </p>
  ));
}
