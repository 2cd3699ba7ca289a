/** The right column of two moons: our numbers beside the published ones, or the activities of the chosen point. */
import './moons.css';
import type { ComponentType } from 'react';
import type { Controls } from '../../../model/controls.ts';
import { FieldNumber } from '../../panels/controls/FieldControls.tsx';
import { FigureCard, LiveFigure } from '../../panels/FigureCard.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { sweptWidths, unitsRows } from './moonsRows.ts';
import { accuracyText, divergedText, ratioDigits } from './moonsWords.ts';
import { bestCell, cellOf, ratioCell } from './presets/activityStatistics.ts';
import { publishedBest, publishedRatios } from './presets/publishedMoons.ts';
import { activityRatesOf } from './requests/moonsRequests.ts';

const columns: Readonly<Record<Controls['moonsView'], ComponentType<PanelProps>>> = {
  rates: BestTable,
  variances: RatioTable,
  network: UnitCards,
};

/** The right column of two moons: ours beside the published numbers, or the activities of the chosen point. */
export default function MoonsRightColumn({ onExport }: PanelProps) {
  const Column = columns[useStore((state) => state.controls.moonsView)];
  return (
    <div className="moons-column">
      <Column onExport={onExport} />
    </div>
  );
}

/** Each width's best activity rate and its accuracy, as published and as measured here, with BP's beside them. */
export function BestTable() {
  const runs = useStore((state) => state.activityRates?.runs) ?? [];
  const controls = useStore((state) => state.controls);
  const diverged = divergedText(runs);
  return (
    <>
      <table className="quantities moons-best">
        <caption>Best rate and test accuracy, %</caption>
        <thead>
          <tr>
            <th scope="col">h</th>
            <th scope="col" colSpan={2}>
              published
            </th>
            <th scope="col" colSpan={2} title="Mean ± sd over the seeds, at the rate with the highest mean">
              ours
            </th>
            <th scope="col">BP</th>
          </tr>
        </thead>
        <tbody>
          {sweptWidths(controls).map((width) => {
            const published = publishedBest.find((row) => row.width === width);
            const best = bestCell(runs, width);
            return (
              <tr key={width}>
                <th scope="row">{width}</th>
                <td>{published?.rate}</td>
                <td>{published && (100 * published.accuracy).toFixed(1)}</td>
                <td>{best?.rate}</td>
                <td>{best && accuracyText(best)}</td>
                <td>{accuracyText(cellOf(runs, width, null))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {diverged && <p className="quiet fine">{diverged}</p>}
    </>
  );
}

/** var(dW_2)/var(dW_3) over the weight steps by width: its mean as published, ours in both variants, and BP's. */
export function RatioTable() {
  const runs = useStore((state) => state.activityRates?.runs) ?? [];
  const controls = useStore((state) => state.controls);
  const [divided, whole = divided] = activityRatesOf(controls.dt, controls.batchSize);
  const diverged = divergedText(runs);
  return (
    <>
      <table className="quantities moons-ratios">
        <caption>var(dW₂)/var(dW₃) over the weight steps of all seeds</caption>
        <thead>
          <tr>
            <th scope="col">h</th>
            <th scope="col" title="Mean over the weight steps, activity step divided by the batch size">
              published
            </th>
            <th scope="col" title="Activity step divided by the batch size">
              divided: mean
            </th>
            <th
              scope="col"
              title="Median over the weight steps, activity step divided by the batch size: one unstable step can decide a mean, but no median"
            >
              median
            </th>
            <th scope="col" title="Activity step as it is: median">
              as it is
            </th>
            <th scope="col" title="Median">
              BP
            </th>
          </tr>
        </thead>
        <tbody>
          {sweptWidths(controls).map((width) => {
            const published = publishedRatios.find((row) => row.width === width);
            return (
              <tr key={width}>
                <th scope="row">{width}</th>
                <td>{published && ratioDigits(published.ratio)}</td>
                <td>{ratioDigits(ratioCell(runs, width, divided).mean)}</td>
                <td>{ratioDigits(ratioCell(runs, width, divided).median)}</td>
                <td>{ratioDigits(ratioCell(runs, width, whole).median)}</td>
                <td>{ratioDigits(ratioCell(runs, width, null).median)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {diverged && <p className="quiet fine">{diverged}</p>}
    </>
  );
}

/** The chosen point's activities in both networks, layer by layer. */
export function UnitCards({ onExport }: PanelProps) {
  const steps = useStore((state) => state.controls.steps);
  return (
    <>
      <FieldNumber field="moonsPoint" />
      <FigureCard title="BP’s activities" subtitle="feedforward" onDownload={() => onExport(unitsRows.bp)}>
        <LiveFigure row={unitsRows.bp} before={<p className="empty">Units of the chosen point, by layer.</p>} />
      </FigureCard>
      <FigureCard title="PC’s activities" subtitle={`after ${steps} inference steps`} onDownload={() => onExport(unitsRows.pc)}>
        <LiveFigure row={unitsRows.pc} before={<p className="empty">Units of the chosen point, by layer.</p>} />
      </FigureCard>
    </>
  );
}
