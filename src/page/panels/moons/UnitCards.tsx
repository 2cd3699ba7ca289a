/** The chosen point's activities in both networks, layer by layer. */
import { useStore } from '../../store/store.ts';
import { ParameterNumber } from '../controls/ParameterControls.tsx';
import type { ExportChoice } from '../dialogs/exportChoice.ts';
import { FigureCard } from '../FigureCard.tsx';
import { LiveFigure } from '../LiveFigure.tsx';
import { bpUnitsOf, pcUnitsOf, useMoonsFigure } from './moonsFigures.ts';

export function UnitCards({ onExport }: { onExport(choice: ExportChoice): void }) {
  const bp = useMoonsFigure(bpUnitsOf);
  const pc = useMoonsFigure(pcUnitsOf);
  const steps = useStore((state) => state.parameters.steps);
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
