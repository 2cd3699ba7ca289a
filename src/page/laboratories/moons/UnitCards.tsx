/** The chosen point's activities in both networks, layer by layer. */

import { FieldNumber } from '../../panels/controls/FieldControls.tsx';
import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { unitsRows } from './moonsRows.ts';

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
