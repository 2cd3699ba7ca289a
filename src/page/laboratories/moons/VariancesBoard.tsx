/** How much less the second weight layer's gradient varies than the third's, in both published variants side by side. */

import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import { editableText } from '../../panels/numberText.ts';
import { useStore } from '../../store/store.ts';
import { dividedRatiosOf, useMoonsFigure, wholeRatiosOf } from './moonsFigures.ts';
import { SweepJob } from './SweepJob.tsx';

export function VariancesBoard({ onExport }: { onExport(choice: ExportChoice): void }) {
  const divided = useMoonsFigure(dividedRatiosOf);
  const whole = useMoonsFigure(wholeRatiosOf);
  const dt = useStore((state) => state.controls.dt);
  const batchSize = useStore((state) => state.controls.batchSize);
  return (
    <>
      <FigureCard
        title="Activity step divided by the batch size"
        className="landscape"
        caption={`Rate ${editableText(dt)} / ${batchSize} = ${editableText(dt / batchSize)}; ◀: published means. PC’s gradients without biases, geometric mean over seeds.`}
        onDownload={() => onExport('dividedRatios')}
      >
        <LiveFigure
          label="Variance ratios, step divided"
          figure={divided}
          before={<p className="empty">var(dW₂)/var(dW₃) over the weight steps, one curve a width.</p>}
        />
      </FigureCard>
      <FigureCard
        title="Activity step as it is"
        className="landscape"
        caption={`Rate ${editableText(dt)}. Where a curve leaves upwards, inference or the run is unstable at this rate and width.`}
        onDownload={() => onExport('wholeRatios')}
      >
        <LiveFigure
          label="Variance ratios, step as it is"
          figure={whole}
          before={<p className="empty">The same without the division.</p>}
        />
      </FigureCard>
      <SweepJob />
    </>
  );
}
