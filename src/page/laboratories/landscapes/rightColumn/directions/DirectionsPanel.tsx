/** PC as a second-order method: how its gradient turns away from BP's, and how much of that one Newton step of inference explains. */

import { BareSelect } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard } from '../../../../panels/FigureCard.tsx';
import { Failure, Progress } from '../../../../panels/JobStatus.tsx';
import { LiveFigure } from '../../../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { useStore } from '../../../../store/store.ts';
import { DirectionsTable } from './DirectionsTable.tsx';
import { inferenceDirectionsRow, trainingDirectionsRow } from './directionsRows.ts';

export default function DirectionsPanel({ onExport }: PanelProps) {
  const isLinear = useStore((state) => state.controls.activation === 'linear');
  return (
    <>
      <Failure of="directions" />
      <FigureCard
        title="Along inference"
        className="half"
        progress={<Progress of="directions" />}
        onDownload={() => onExport(inferenceDirectionsRow)}
      >
        <LiveFigure
          row={inferenceDirectionsRow}
          before={<p className="empty">The angle between PC’s weight gradient and BP’s, while inference settles.</p>}
        />
      </FigureCard>
      <FigureCard
        title="Along training"
        className="half"
        tools={<BareSelect field="directionsOf" />}
        onDownload={() => onExport(trainingDirectionsRow)}
      >
        <LiveFigure
          row={trainingDirectionsRow}
          before={<p className="empty">The angle at the points that both learners visit, once their run is done.</p>}
        />
      </FigureCard>
      <DirectionsTable />
      <p className="quiet fine">
        Around the feedforward values F ≈ L + gᵀdz + ½ dzᵀ I dz, so that inference is one Newton step, dz = −I⁻¹ g:{' '}
        {isLinear ? 'exactly, in a linear network.' : 'approximately, since this network is not linear; the error is shown.'}
      </p>
    </>
  );
}
