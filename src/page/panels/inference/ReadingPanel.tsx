/** The right column: inference at the chosen weights, what theory says of it, and what the preset is about. */
import { isChain } from '../../store/consistency.ts';
import { useStore } from '../../store/store.ts';
import { BareNumber } from '../controls/ParameterControls.tsx';
import type { ExportChoice } from '../dialogs/exportChoice.ts';
import { Failure } from '../Failure.tsx';
import { FigureCard } from '../FigureCard.tsx';
import { LiveFigure } from '../LiveFigure.tsx';
import { Progress } from '../Progress.tsx';
import { InferenceTime } from './InferenceTime.tsx';
import { useActivitiesFigure, useEnergyFigure } from './inferenceFigures.ts';
import { PresetCards } from './PresetCards.tsx';
import { TheoryTable } from './TheoryTable.tsx';

export function ReadingPanel({ onExport }: { onExport(choice: ExportChoice): void }) {
  const energy = useEnergyFigure();
  const activities = useActivitiesFigure();
  const chain = useStore((state) => isChain(state.parameters));
  return (
    <aside className="reading" aria-label="Inference and theory">
      <InferenceTime />
      <Failure of="inference" />
      <FigureCard title="Energy by layer" progress={<Progress of="inference" />} onDownload={() => onExport('inference')}>
        <LiveFigure
          label="Inference"
          figure={energy}
          before={<p className="empty">The energy of each layer while inference settles.</p>}
        />
      </FigureCard>
      <FigureCard
        title="Activities"
        subtitle={chain ? 'beads on rods' : undefined}
        tools={
          <>
            <span className="quiet">sample</span>
            <BareNumber field="sample" />
          </>
        }
        onDownload={() => onExport('activities')}
      >
        <LiveFigure
          label="Activities"
          figure={activities}
          before={<p className="empty">One sample’s activities and what each layer predicts for them.</p>}
        />
      </FigureCard>
      <TheoryTable />
      <PresetCards />
    </aside>
  );
}
