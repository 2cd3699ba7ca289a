/** PC as a second-order method: how its gradient turns away from BP's, and how much of that one Newton step of inference explains. */

import type { ExportChoice } from '../../../export/dialog/exportChoice.ts';
import { BareSelect } from '../../../panels/controls/ParameterControls.tsx';
import { Failure } from '../../../panels/Failure.tsx';
import { FigureCard } from '../../../panels/FigureCard.tsx';
import { LiveFigure } from '../../../panels/LiveFigure.tsx';
import { Progress } from '../../../panels/Progress.tsx';
import { useStore } from '../../../store/store.ts';
import { DirectionsTable } from './DirectionsTable.tsx';
import { useInferenceDirections, useTrainingDirections } from './directionsFigures.ts';

export default function DirectionsPanel({ onExport }: { onExport(choice: ExportChoice): void }) {
  const alongInference = useInferenceDirections();
  const alongTraining = useTrainingDirections();
  const isLinear = useStore((state) => state.controls.activation === 'linear');
  return (
    <>
      <Failure of="directions" />
      <FigureCard
        title="Along inference"
        className="half"
        progress={<Progress of="directions" />}
        onDownload={() => onExport('inferenceDirections')}
      >
        <LiveFigure
          label="Directions along inference"
          figure={alongInference}
          before={<p className="empty">The angle between PC’s weight gradient and BP’s, while inference settles.</p>}
        />
      </FigureCard>
      <FigureCard
        title="Along training"
        className="half"
        tools={<BareSelect field="directionsOf" />}
        onDownload={() => onExport('trainingDirections')}
      >
        <LiveFigure
          label="Directions along training"
          figure={alongTraining}
          before={<p className="empty">The same at the points that both learners visit, once their run is over.</p>}
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
