/** Measured beside predicted, at the weights that the inference panel looks at. */
import type { InferenceFrame } from '../../../../../model/landscapes/frames.ts';
import { numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { type Quantity, QuantityTable } from './QuantityTable.tsx';

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

function quantities(frame: InferenceFrame): Quantity[] {
  return [
    {
      name: 'loss',
      label: 'loss L',
      title: 'Half the mean squared error of the batch',
      values: [numberText(frame.loss), none],
    },
    {
      name: 'energy',
      label: 'equilibrated energy F*',
      title: frame.equilibriumIsExact
        ? 'Measured by an exact solve; theory, for linear nets, is Theorem 1'
        : 'Measured by converged inference; theory holds for linear nets',
      values: [numberText(frame.equilibratedEnergy), orNone(frame.theoryEnergy)],
    },
    {
      name: 'rescaling',
      label: 'rescaling S',
      title: 'F* is the loss rescaled by S⁻¹; measured as L / F* where S is one number',
      values: [measuredRescaling(frame), rescalingText(frame)],
    },
    {
      name: 'rate',
      label: 'convergence rate',
      title: 'Factor by which the slowest mode of inference shrinks a step, 1 − dt λmin',
      values: [orNone(frame.rate.measured), numberText(frame.rate.predicted)],
    },
    {
      name: 'curvature',
      label: (
        <>
          λ<sub>min</sub> of F* at the origin
        </>
      ),
      title: 'Smallest eigenvalue of the Hessian of F* at the origin (Theorem 2): negative at every depth',
      values: [none, orNone(frame.originCurvature)],
    },
    {
      name: 'stable',
      label: 'largest stable dt',
      title: '2 / λmax of the activity Hessian',
      values: [none, numberText(frame.stableDt, 3)],
    },
  ];
}

export function TheoryTable() {
  const inference = useStore((state) => state.inference);
  return (
    <QuantityTable
      columns={['measured', 'theory']}
      quantities={inference && quantities(inference)}
      empty="The numbers appear here with the first inference."
    />
  );
}
