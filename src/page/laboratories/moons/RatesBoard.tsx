/** The sweep over widths and activity rates: curves beside a heat map of the same runs, and the job under both. */

import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { activityRatesRow, rateMapRow } from './moonsRows.ts';
import { SweepJob } from './SweepJob.tsx';

export function RatesBoard({ onExport }: PanelProps) {
  return (
    <>
      <FigureCard
        title="Accuracy by activity rate"
        className="landscape"
        caption="Test accuracy in the end: mean over the seeds, band ± sd. ○: a width’s best rate. BP is at the left edge."
        onDownload={() => onExport(activityRatesRow)}
      >
        <LiveFigure row={activityRatesRow} before={<p className="empty">One curve a width, as its runs end.</p>} />
      </FigureCard>
      <FigureCard
        title="Accuracy by width and rate"
        className="landscape"
        caption="Mean test accuracy in per cent, a row a width. 80 % and less have one colour; guessing gives 50 %."
        onDownload={() => onExport(rateMapRow)}
      >
        <LiveFigure row={rateMapRow} before={<p className="empty">One row a width, as its runs end.</p>} />
      </FigureCard>
      <SweepJob />
    </>
  );
}
