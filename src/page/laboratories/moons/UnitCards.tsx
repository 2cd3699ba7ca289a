/** The chosen point's activities in both networks, layer by layer. */

import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { ParameterNumber } from '../../panels/controls/ParameterControls.tsx';
import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import { useStore } from '../../store/store.ts';
import { bpUnitsOf, pcUnitsOf, useMoonsFigure } from './moonsFigures.ts';

export function UnitCards({ onExport }: { onExport(choice: ExportChoice): void }) {
  const bp = useMoonsFigure(bpUnitsOf);
  const pc = useMoonsFigure(pcUnitsOf);
  const steps = useStore((state) => state.controls.steps);
  return (
    <>
      <ParameterNumber field="moonsPoint" />
      <FigureCard title="BP’s activities" subtitle="feedforward" onDownload={() => onExport('bpUnits')}>
        <LiveFigure label="BP’s activities" figure={bp} before={<p className="empty">Units of the chosen point, by layer.</p>} />
      </FigureCard>
      <FigureCard title="PC’s activities" subtitle={`after ${steps} inference steps`} onDownload={() => onExport('pcUnits')}>
        <LiveFigure label="PC’s activities" figure={pc} before={<p className="empty">Units of the chosen point, by layer.</p>} />
      </FigureCard>
    </>
  );
}
