/** Inference at the chosen weights: the energy of each layer, one sample's activities, and what theory says of them. */

import { BareNumber } from '../../../panels/controls/ParameterControls.tsx';
import { Failure } from '../../../panels/Failure.tsx';
import { FigureCard } from '../../../panels/FigureCard.tsx';
import { LiveFigure } from '../../../panels/LiveFigure.tsx';
import { OnRequest } from '../../../panels/OnRequest.tsx';
import { Progress } from '../../../panels/Progress.tsx';
import type { TabPanelProps } from '../../../panels/tabPanel.ts';
import { isShown } from '../../../store/conversation/kinds.ts';
import { useStore } from '../../../store/store.ts';
import { isChain } from '../../../view/networkOf.ts';
import { useActivitiesFigure, useEnergyFigure } from './inferenceFigures.ts';
import { TheoryTable } from './TheoryTable.tsx';

export function InferencePanel({ onExport }: TabPanelProps) {
  const energy = useEnergyFigure();
  const activities = useActivitiesFigure();
  const chain = useStore((state) => isChain(state.controls));
  const isAsked = useStore((state) => isShown('inference', state));
  const hasConvolutions = useStore((state) => state.controls.convolutions > 0);
  if (hasConvolutions) return <OnRequest what="Inference" />;
  return (
    <>
      <Failure of="inference" />
      <FigureCard title="Energy by layer" progress={<Progress of="inference" />} onDownload={() => onExport('inference')}>
        <LiveFigure
          label="Inference"
          figure={energy}
          before={
            isAsked ? <p className="empty">The energy of each layer while inference settles.</p> : <OnRequest what="Inference" />
          }
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
    </>
  );
}
