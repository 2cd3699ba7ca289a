/** How much less the second weight layer's gradient varies than the third's, in both published variants side by side. */

import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { editableText } from '../../panels/numberText.ts';
import { useStore } from '../../store/store.ts';
import { dividedRatiosRow, wholeRatiosRow } from './moonsRows.ts';
import { SweepJob } from './SweepJob.tsx';

export function VariancesBoard({ onExport }: PanelProps) {
  const dt = useStore((state) => state.controls.dt);
  const batchSize = useStore((state) => state.controls.batchSize);
  return (
    <>
      <FigureCard
        title="Activity step divided by the batch size"
        className="landscape"
        caption={`Rate ${editableText(dt)} / ${batchSize} = ${editableText(dt / batchSize)}; ◀: published means. PC’s gradients without biases, geometric mean over seeds.`}
        onDownload={() => onExport(dividedRatiosRow)}
      >
        <LiveFigure
          row={dividedRatiosRow}
          before={<p className="empty">var(dW₂)/var(dW₃) over the weight steps, one curve a width.</p>}
        />
      </FigureCard>
      <FigureCard
        title="Activity step as it is"
        className="landscape"
        caption={`Rate ${editableText(dt)}. Where a curve leaves upwards, inference or the run is unstable at this rate and width.`}
        onDownload={() => onExport(wholeRatiosRow)}
      >
        <LiveFigure
          row={wholeRatiosRow}
          before={<p className="empty">var(dW₂)/var(dW₃) with the activity step as it is, one curve a width.</p>}
        />
      </FigureCard>
      <SweepJob />
    </>
  );
}
