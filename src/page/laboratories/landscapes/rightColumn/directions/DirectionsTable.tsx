/** The second-order view in numbers, at the weights that the inference panel looks at. */
import type { DirectionsFrame } from '../../../../../model/landscapes/frames.ts';
import { numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { type Quantity, QuantityTable } from '../inference/QuantityTable.tsx';

const degrees = (angle: number): string => (Number.isNaN(angle) ? '' : `${numberText(angle)}°`);

function quantities({ inference, here, isLinear }: DirectionsFrame): Quantity[] {
  const last = inference.angle.length - 1;
  const error = here.shiftError[0];
  return [
    {
      name: 'after T',
      label: `angle after T = ${inference.at[last]}`,
      title: 'Between BP’s weight gradient and PC’s after T inference steps',
      values: [degrees(inference.angle[last]), ''],
    },
    {
      name: 'equilibrium',
      label: 'angle at equilibrium',
      title: 'Between BP’s weight gradient and PC’s at the equilibrium, and at z − I⁻¹ g',
      values: [degrees(here.angleAtEquilibrium[0]), degrees(here.angleApproximated[0])],
    },
    {
      name: 'energy',
      label: 'energy F*',
      title: 'At the equilibrium, and L − ½ gᵀ I⁻¹ g',
      values: [numberText(here.equilibratedEnergy[0]), numberText(here.approximateEnergy[0])],
    },
    {
      name: 'error',
      label: '|dz − dz*| / |dz*|',
      title: `How far the Newton step dz = −I⁻¹ g ends from the equilibrium${isLinear ? ': exact for linear networks but for rounding' : ''}`,
      values: ['', Number.isNaN(error) ? '' : numberText(error, 2)],
    },
  ];
}

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
