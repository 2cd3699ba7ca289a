/** The tab of PC as a second-order method: how PC's gradient turns away from BP's, and how much one Newton step of inference explains. */

import type { DirectionsFrame } from '../../../../../model/landscapes/frames.ts';
import { BareSelect } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard, LiveFigure } from '../../../../panels/FigureCard.tsx';
import { Failure, Progress } from '../../../../panels/JobStatus.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { type Quantity, QuantityTable } from '../inference/QuantityTable.tsx';
import { inferenceDirectionsRow, trainingDirectionsRow } from './directionsFigure.ts';

/** PC as a second-order method: how its gradient turns away from BP's, and how much of that one Newton step of inference explains. */
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
      <NothingToMove />
      <p className="quiet fine">
        Around the feedforward values F ≈ L + gᵀdz + ½ dzᵀ I dz, so that inference is one Newton step, dz = −I⁻¹ g:{' '}
        {isLinear ? 'exactly, in a linear network.' : 'approximately, since this network is not linear; the error is shown.'}
      </p>
    </>
  );
}

/** At converged weights the residuals are rounding error, and so would be every number about the Newton step. */
function NothingToMove() {
  const isSo = useStore(({ directions }) => directions !== null && Number.isNaN(directions.here.approximateEnergy[0]));
  if (!isSo) return null;
  return <p className="quiet fine">The network fits the data here up to rounding: no error is left for inference to move.</p>;
}

const degrees = (angle: number): string => (Number.isNaN(angle) ? '' : `${numberText(angle)}°`);

const orNothing = (value: number, digits: number): string => (Number.isNaN(value) ? '' : numberText(value, digits));

function quantities({ inference, here, isLinear }: DirectionsFrame): Quantity[] {
  const last = inference.angle.length - 1;
  const error = here.shiftError[0];
  return [
    {
      name: 'after T',
      label: `angle after T = ${inference.at[last]}`,
      title: 'Angle between BP’s weight gradient and PC’s after T inference steps',
      values: [degrees(inference.angle[last]), ''],
    },
    {
      name: 'equilibrium',
      label: 'angle at equilibrium',
      title: 'Angle between BP’s weight gradient and PC’s at the equilibrium, and at z − I⁻¹ g',
      values: [degrees(here.angleAtEquilibrium[0]), degrees(here.angleApproximated[0])],
    },
    {
      name: 'energy',
      label: 'energy F*',
      title: 'Energy at the equilibrium, and its approximation L − ½ gᵀ I⁻¹ g',
      values: [numberText(here.equilibratedEnergy[0]), orNothing(here.approximateEnergy[0], 4)],
    },
    {
      name: 'error',
      label: '|dz − dz*| / |dz*|',
      title: `How far the Newton step dz = −I⁻¹ g ends from the equilibrium${isLinear ? ': exact for linear networks but for rounding' : ''}`,
      values: ['', orNothing(error, 2)],
    },
  ];
}

/** The table of PC as a second-order method, at the weights that the inference panel shows. */
export function DirectionsTable() {
  const directions = useStore((state) => state.directions);
  return (
    <QuantityTable
      columns={['inference', 'Newton']}
      quantities={directions && quantities(directions)}
      empty="The numbers appear here with the first gradients, in a moment."
    />
  );
}
