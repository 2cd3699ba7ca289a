/** The sweep over widths and activity rates: curves beside a heat map of the same runs, and the job under both. */
import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import { activityRatesFigureOf, rateMapOf, useMoonsFigure } from './moonsFigures.ts';
import { SweepJob } from './SweepJob.tsx';

export function RatesBoard({ onExport }: { onExport(choice: ExportChoice): void }) {
  const curves = useMoonsFigure(activityRatesFigureOf);
  const map = useMoonsFigure(rateMapOf);
  return (
    <>
      <FigureCard
        title="Accuracy by activity rate"
        className="landscape"
        caption="Test accuracy in the end: mean over the seeds, band ± sd. ○: a width’s best rate. BP is at the left edge."
        onDownload={() => onExport('activityRates')}
      >
        <LiveFigure
          label="Accuracy by activity rate"
          figure={curves}
          before={<p className="empty">One curve a width, as its runs end.</p>}
        />
      </FigureCard>
      <FigureCard
        title="Accuracy by width and rate"
        className="landscape"
        caption="The same means in per cent, a row a width. 80 % and less have one colour; guessing gives 50 %."
        onDownload={() => onExport('rateMap')}
      >
        <LiveFigure
          label="Accuracy by width and rate"
          figure={map}
          before={<p className="empty">One row a width, as its runs end.</p>}
        />
      </FigureCard>
      <SweepJob />
    </>
  );
}
