/** The tab of escape time against initial scale: the sweep's controls, its progress, both learners' curves in one figure, and their slopes. */
import { controls as rows } from '../../../../../model/controls.ts';
import type { EscapeFrame, EscapeNetwork } from '../../../../../model/landscapes/escapeFrames.ts';
import { BareNumber, BareSelect } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard, LiveFigure } from '../../../../panels/FigureCard.tsx';
import { Failure, JobBar } from '../../../../panels/JobStatus.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { escapeRow } from './escapeFigure.ts';
import { fitRule, leftOut, rangeText, ratioAtSmallest, sweepProgress } from './escapeWords.ts';

/** Escape time against initial scale: the sweep's controls, its progress, both learners' curves on one figure, and their slopes. */
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

const slopeText = (slope: number): string => numberText(slope, 3);

/** Measured slopes beside predicted ones, one row a network and learner, with the range of scales that each was fitted over. */
export function SlopeTable() {
  const sweep = useStore((state) => state.escape);
  return (
    <table className="quantities slopes">
      <thead>
        <tr>
          <th scope="col" title="d ln t / d ln σ">
            slope
          </th>
          <th scope="col">measured</th>
          <th scope="col" title="As predicted">
            theory
          </th>
          <th scope="col" title="Scales that the measured slope was fitted over, and how many">
            over σ
          </th>
        </tr>
      </thead>
      {sweep?.networks.map((network) => (
        <NetworkRows key={network.widths.join()} sweep={sweep} network={network} name={nameOf(network, sweep)} />
      ))}
      {!sweep && (
        <tbody>
          <tr>
            <td colSpan={4} className="quiet">
              The slopes appear here as the runs escape.
            </td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

/** The network's name in the sweep: its depth, or its width where all depths are equal. */
const nameOf = ({ layers, widths }: EscapeNetwork, { networks }: EscapeFrame): string =>
  networks.length > 1 && networks.every((other) => other.layers === layers) ? `width ${widths[1]}` : `L = ${layers}`;

function NetworkRows({ sweep, network, name }: { sweep: EscapeFrame; network: EscapeNetwork; name: string }) {
  const ratio = ratioAtSmallest(sweep, network);
  return (
    <tbody>
      {(['bp', 'pc'] as const).map((learner) => {
        const { fit } = network[learner];
        const predicted = network.predictedSlope[learner];
        return (
          <tr key={learner}>
            <th scope="row">
              <span className={`dot ${learner}`} /> {learner.toUpperCase()}, {name}
            </th>
            <td>{fit ? slopeText(fit.slope) : ''}</td>
            <td>
              {predicted === null
                ? ''
                : predicted === 0
                  ? 'log(1/σ)'
                  : learner === 'bp'
                    ? numberText(predicted, 1)
                    : slopeText(predicted)}
            </td>
            <td>{fit ? rangeText(fit) : 'not settled'}</td>
          </tr>
        );
      })}
      {ratio && (
        <tr>
          <th scope="row" colSpan={4} className="quiet">
            {name}: BP takes {numberText(ratio.ratio, 3)} × PC’s steps at σ = {numberText(ratio.scale, 2)}
          </th>
        </tr>
      )}
    </tbody>
  );
}
