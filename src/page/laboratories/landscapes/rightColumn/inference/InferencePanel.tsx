/** Inference at the chosen weights: the energy of each layer, one sample's activities, and what theory says of them. */

import { BareNumber } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard } from '../../../../panels/FigureCard.tsx';
import { Failure, Progress } from '../../../../panels/JobStatus.tsx';
import { LiveFigure } from '../../../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { OnRequest } from '../../../../panels/OnRequest.tsx';
import { isShown } from '../../../../store/conversation/kinds.ts';
import { useStore } from '../../../../store/store.ts';
import { isChain } from '../../../../view/networkOf.ts';
import { activitiesRow, layerEnergyRow } from './inferenceRows.ts';
import { TheoryTable } from './TheoryTable.tsx';

export function InferencePanel({ onExport }: PanelProps) {
  const chain = useStore((state) => isChain(state.controls));
  const isAsked = useStore((state) => isShown('inference', state));
  const hasConvolutions = useStore((state) => state.controls.convolutions > 0);
  if (hasConvolutions) return <OnRequest what="Inference" />;
  return (
    <>
      <Failure of="inference" />
      <FigureCard title="Energy by layer" progress={<Progress of="inference" />} onDownload={() => onExport(layerEnergyRow)}>
        <LiveFigure
          row={layerEnergyRow}
          label="Inference"
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
        onDownload={() => onExport(activitiesRow)}
      >
        <LiveFigure
          row={activitiesRow}
          before={<p className="empty">One sample’s activities and what each layer predicts for them.</p>}
        />
      </FigureCard>
      <TheoryTable />
    </>
  );
}
