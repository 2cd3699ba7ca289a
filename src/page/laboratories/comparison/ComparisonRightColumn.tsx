/** The comparison's right column: which models, how well and how soon each learns, and what the surfaces' shapes are. */
import './comparison.css';

import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { comparedBarsRow } from './comparisonRows.ts';
import { troubles } from './comparisonWords.ts';
import { ModelChoice } from './ModelChoice.tsx';
import { OutcomeTable } from './OutcomeTable.tsx';

export default function ComparisonRightColumn({ onExport }: PanelProps) {
  return (
    <>
      <ModelChoice />
      <FigureCard title="Accuracy and time" className="half" onDownload={() => onExport(comparedBarsRow)}>
        <LiveFigure
          row={comparedBarsRow}
          before={<p className="empty">The latest test accuracy, and the seconds of a model’s own steps to 90 % of it.</p>}
        />
      </FigureCard>
      <OutcomeTable />
      <Troubles />
    </>
  );
}

function Troubles() {
  const comparison = useStore((state) => state.comparison);
  if (!comparison) return null;
  return troubles(comparison).map((sentence) => (
    <p key={sentence} className="quiet fine">
      {sentence}
    </p>
  ));
}
