/** The tab of inference at the chosen weights: the energy of each layer, one sample's activities, and measurements beside theory. */

import type { InferenceFrame } from '../../../../../model/landscapes/frames.ts';
import { restingResidual } from '../../../../../model/problem/requestAndFrame.ts';
import { BareNumber } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard, LiveFigure } from '../../../../panels/FigureCard.tsx';
import { Failure, OnRequest, Progress } from '../../../../panels/JobStatus.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { numberText } from '../../../../panels/numberText.ts';
import { isShown } from '../../../../store/conversation/kinds.ts';
import { useStore } from '../../../../store/store.ts';
import { isChain } from '../../../../view/networkOf.ts';
import { activitiesRow, layerEnergyRow } from './inferenceFigures.ts';
import { type Quantity, QuantityTable } from './QuantityTable.tsx';
import { aboveRounding } from './rounding.ts';

/** Inference at the chosen weights: the energy of each layer, one sample's activities, and what theory says of them. */
export default function InferencePanel({ onExport }: PanelProps) {
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

/** A quantity that is not measured or has no closed form: an empty cell, since a dash could be read as a minus. */
const none = '';
const orNone = (value: number | null): string => (value === null ? none : numberText(value));

function rescalingText({ rescaling }: InferenceFrame): string {
  if (!rescaling) return none;
  const { min, max } = rescaling;
  return max - min < 1e-6 * max ? numberText(max) : `${numberText(min, 3)} to ${numberText(max, 3)}`;
}

/** L / F*, which measures S where the network has one output, so that S is a number; empty elsewhere. */
function measuredRescaling({ loss, equilibratedEnergy, rescaling }: InferenceFrame): string {
  const oneNumber = rescaling && rescaling.max - rescaling.min < 1e-6 * rescaling.max;
  return oneNumber && equilibratedEnergy > 0 ? numberText(loss / equilibratedEnergy) : none;
}

function equilibriumTitle({ equilibriumIsExact, equilibriumResidual }: InferenceFrame): string {
  if (equilibriumIsExact) return 'Measured by an exact solve; theory, for linear nets, is Theorem 1';
  if (equilibriumResidual <= restingResidual)
    return 'Measured where every sample’s gradient flow ends; theory holds for linear nets';
  return `Not at rest: a slope of ${numberText(equilibriumResidual, 2)} of its start is left; F* is no higher than this`;
}

const equilibriumText = ({ equilibratedEnergy, equilibriumIsExact, equilibriumResidual }: InferenceFrame): string =>
  equilibriumIsExact || equilibriumResidual <= restingResidual
    ? numberText(equilibratedEnergy)
    : `≤ ${numberText(equilibratedEnergy)} (not at rest)`;

function quantities(frame: InferenceFrame): Quantity[] {
  return [
    {
      name: 'loss',
      label: 'loss L',
      title: 'Half the mean squared error of the batch',
      values: [aboveRounding(numberText(frame.loss), frame.loss, frame), none],
    },
    {
      name: 'energy',
      label: 'equilibrated energy F*',
      title: equilibriumTitle(frame),
      values: [
        aboveRounding(equilibriumText(frame), frame.equilibratedEnergy, frame),
        aboveRounding(orNone(frame.theoryEnergy), frame.theoryEnergy ?? Number.POSITIVE_INFINITY, frame),
      ],
    },
    {
      name: 'rescaling',
      label: 'rescaling S',
      title:
        'F* = 1/(2N) Σ rᵀ S⁻¹ r, where the loss has rᵀ r; theory: the eigenvalues of S; measured: L / F*, where S is one number',
      values: [aboveRounding(measuredRescaling(frame), frame.equilibratedEnergy, frame), rescalingText(frame)],
    },
    {
      name: 'rate',
      label: 'convergence rate',
      title:
        'Factor by which the last measurable step t shrank the root of F − F*; theory, for linear nets: of step t, from all modes that the output’s error excites',
      values: [aboveRounding(orNone(frame.rate.measured), frame.equilibratedEnergy, frame), orNone(frame.rate.predicted)],
    },
    {
      name: 'slowest',
      label: 'slowest excited mode',
      title:
        'The largest |1 − dt λ| of the modes that the output’s error excites (the Krylov space of W_Lᵀ r): where the rate tends',
      values: [none, orNone(frame.rate.slowest)],
    },
    {
      name: 'bound',
      label: 'bound on the rate',
      title: 'The largest |1 − dt λ| of all modes, also of those that the output’s error never reaches',
      values: [none, `≤ ${numberText(frame.rate.bound)}`],
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

/** The table of measurements beside theory, at the weights that the inference panel shows. */
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
