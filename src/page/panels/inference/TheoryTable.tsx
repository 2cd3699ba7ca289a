/** Measured beside predicted, at the weights that the inference panel looks at. */
import type { ReactNode } from 'react';
import type { InferenceFrame } from '../../../model/frames.ts';
import { useStore } from '../../store/store.ts';
import { BareSelect } from '../controls/ParameterControls.tsx';
import { numberText } from '../numberText.ts';

interface Line {
  name: string;
  label: ReactNode;
  title: string;
  measured: string;
  theory: string;
}

/** Not measured, or without a closed form: an empty cell, which cannot be read as a minus. */
const none = '';
const orNone = (value: number | null): string => (value === null ? none : numberText(value));

function rescalingText({ rescaling }: InferenceFrame): string {
  if (!rescaling) return none;
  const { min, max } = rescaling;
  return max - min < 1e-6 * max ? numberText(max) : `${numberText(min, 3)} to ${numberText(max, 3)}`;
}

/** Where there is one output S is a number, and L / F* measures it. */
function measuredRescaling({ loss, equilibratedEnergy, rescaling }: InferenceFrame): string {
  const oneNumber = rescaling && rescaling.max - rescaling.min < 1e-6 * rescaling.max;
  return oneNumber && equilibratedEnergy > 0 ? numberText(loss / equilibratedEnergy) : none;
}

function lines(frame: InferenceFrame): Line[] {
  return [
    {
      name: 'loss',
      label: 'loss L',
      title: 'Half the mean squared error of the batch',
      measured: numberText(frame.loss),
      theory: none,
    },
    {
      name: 'energy',
      label: 'equilibrated energy F*',
      title: frame.equilibriumIsExact
        ? 'Measured by an exact solve; theory is Theorem 1'
        : 'Measured by converged inference; theory holds for linear nets',
      measured: numberText(frame.equilibratedEnergy),
      theory: orNone(frame.theoryEnergy),
    },
    {
      name: 'rescaling',
      label: 'rescaling S',
      title: 'F* is the loss rescaled by S⁻¹; measured as L / F* where S is one number',
      measured: measuredRescaling(frame),
      theory: rescalingText(frame),
    },
    {
      name: 'rate',
      label: 'convergence rate',
      title: 'Factor by which the slowest mode of inference shrinks a step, 1 − dt λmin',
      measured: orNone(frame.rate.measured),
      theory: numberText(frame.rate.predicted),
    },
    {
      name: 'curvature',
      label: (
        <>
          λ<sub>min</sub> of F* at the origin
        </>
      ),
      title: 'Smallest eigenvalue of the Hessian of F* at the origin (Theorem 2): negative at every depth',
      measured: none,
      theory: orNone(frame.originCurvature),
    },
    {
      name: 'stable',
      label: 'largest stable dt',
      title: '2 / λmax of the activity Hessian',
      measured: none,
      theory: numberText(frame.stableDt, 3),
    },
  ];
}

export function TheoryTable() {
  const inference = useStore((state) => state.inference);
  return (
    <table className="readings">
      <thead>
        <tr>
          <th scope="col">
            at weights of <BareSelect field="probe" />
          </th>
          <th scope="col">measured</th>
          <th scope="col">theory</th>
        </tr>
      </thead>
      <tbody>
        {inference &&
          lines(inference).map(({ name, label, title, measured, theory }) => (
            <tr key={name}>
              <th scope="row" title={title}>
                {label}
              </th>
              <td>{measured}</td>
              <td>{theory}</td>
            </tr>
          ))}
        {!inference && (
          <tr>
            <td colSpan={3} className="quiet">
              Filled by the first inference, in a moment.
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}
