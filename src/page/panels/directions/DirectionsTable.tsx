/** The second-order view in numbers, at the weights that the inference panel looks at. */
import type { DirectionsFrame } from '../../../model/frames.ts';
import { useStore } from '../../store/store.ts';
import { BareSelect } from '../controls/ParameterControls.tsx';
import { numberText } from '../numberText.ts';

interface Line {
  label: string;
  title: string;
  measured: string;
  approximated: string;
}

const degrees = (angle: number): string => (Number.isNaN(angle) ? '' : `${numberText(angle)}°`);

function lines({ inference, here, isLinear }: DirectionsFrame): Line[] {
  const last = inference.angle.length - 1;
  const error = here.shiftError[0];
  return [
    {
      label: `angle after T = ${inference.at[last]}`,
      title: 'Between BP’s weight gradient and PC’s after T inference steps',
      measured: degrees(inference.angle[last]),
      approximated: '',
    },
    {
      label: 'angle at equilibrium',
      title: 'Between BP’s weight gradient and PC’s at the equilibrium, and at z − I⁻¹ g',
      measured: degrees(here.angleAtEquilibrium[0]),
      approximated: degrees(here.angleApproximated[0]),
    },
    {
      label: 'energy F*',
      title: 'At the equilibrium, and L − ½ gᵀ I⁻¹ g',
      measured: numberText(here.equilibratedEnergy[0]),
      approximated: numberText(here.approximateEnergy[0]),
    },
    {
      label: '|dz − dz*| / |dz*|',
      title: `How far the Newton step dz = −I⁻¹ g ends from the equilibrium${isLinear ? ': exact for linear networks but for rounding' : ''}`,
      measured: '',
      approximated: Number.isNaN(error) ? '' : numberText(error, 2),
    },
  ];
}

export function DirectionsTable() {
  const directions = useStore((state) => state.directions);
  return (
    <table className="readings">
      <thead>
        <tr>
          <th scope="col">
            at weights of <BareSelect field="probe" />
          </th>
          <th scope="col">inference</th>
          <th scope="col">Newton</th>
        </tr>
      </thead>
      <tbody>
        {directions &&
          lines(directions).map(({ label, title, measured, approximated }) => (
            <tr key={label}>
              <th scope="row" title={title}>
                {label}
              </th>
              <td>{measured}</td>
              <td>{approximated}</td>
            </tr>
          ))}
        {!directions && (
          <tr>
            <td colSpan={3} className="quiet">
              Filled by the first gradients, in a moment.
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
