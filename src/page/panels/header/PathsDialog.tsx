/** The dialog of compute paths: where the page computes, and the measured times of the ways to compute large landscapes here. */

import { type Calibration, type Candidate, fastest, type WorkKind } from '../../../model/calibration.ts';
import { useStore } from '../../store/store.ts';
import { Dialog } from '../Dialog.tsx';
import { numberText } from '../numberText.ts';
import { UsedPaths } from './UsedPaths.tsx';

/** Where the page computes, and what was measured of the ways to compute large landscapes on this machine. */
export default function PathsDialog({ onClose }: { onClose(): void }) {
  const adapter = useStore((state) => state.status?.adapter ?? null);
  return (
    <Dialog title="Where it is computed" onClose={onClose}>
      <p>
        <UsedPaths />
      </p>
      <h3>Measured on this machine</h3>
      {adapter === null ? <p>Nothing is measured: without WebGPU, all large landscapes are computed on SIMD.</p> : <Measured />}
    </Dialog>
  );
}

function Measured() {
  const { reason, calibration } = useStore((state) => state.status)!;
  const { measureAgain } = useStore.getState();
  return (
    <>
      <p>
        {reason === null
          ? 'A large landscape is computed in the way that was fastest on the trial landscape of its kind.'
          : 'Large landscapes are computed on SIMD. Where WebGPU is chosen as the compute path, the faster of its two ways is used.'}
      </p>
      <CalibrationTable calibrations={calibration.calibrations} />
      <p className="quiet">
        WebGPU threads: each thread computes a grid point, or one sample of a grid point. WebGPU workgroups: each workgroup
        computes one grid point or several, with the weights in the workgroup’s memory and the samples shared out among its
        threads; networks that do not fit in this memory are computed by threads.
      </p>
      <div className="actions">
        <button type="button" className="button" disabled={calibration.calibrations.length === 0} onClick={measureAgain}>
          Measure again
        </button>
      </div>
    </>
  );
}

const kinds: Readonly<Record<WorkKind, string>> = {
  'linear-chain': 'linear chains',
  'curved-chain': 'nonlinear chains',
  'linear-net': 'linear networks',
  'curved-net': 'nonlinear networks',
};

const candidates: Readonly<Record<Candidate, string>> = {
  simd: 'SIMD',
  'webgpu-thread': 'WebGPU threads',
  'webgpu-workgroup': 'WebGPU workgroups',
};

const columns = Object.keys(candidates) as Candidate[];

/** The times of the ways of computing, a row a kind of landscape; the fastest stands out. */
export function CalibrationTable({ calibrations }: { calibrations: readonly Calibration[] }) {
  return (
    <table className="quantities calibration">
      <thead>
        <tr>
          <th scope="col">Landscapes of</th>
          {columns.map((candidate) => (
            <th key={candidate} scope="col">
              {candidates[candidate]}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(Object.keys(kinds) as WorkKind[]).map((kind) => (
          <Row key={kind} kind={kind} calibration={calibrations.find((calibration) => calibration.kind === kind)} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ kind, calibration }: { kind: WorkKind; calibration: Calibration | undefined }) {
  return (
    <tr>
      <th scope="row">
        {kinds[kind]}
        <span className="quiet">{calibration ? `measured ${timeText(calibration.measuredAt)}` : 'not measured yet'}</span>
      </th>
      {calibration && !calibration.trouble && <Times calibration={calibration} />}
      {!calibration && <td colSpan={columns.length} />}
      {calibration?.trouble && <td colSpan={columns.length}>{troubleText(calibration)}</td>}
    </tr>
  );
}

function Times({ calibration }: { calibration: Calibration }) {
  const chosen = fastest(calibration, columns);
  return columns.map((column) => {
    const timing = calibration.timings.find(({ candidate }) => candidate === column);
    const time = timing?.milliseconds ?? null;
    return (
      <td key={column}>
        {time !== null && (column === chosen ? <strong>{millisecondsText(time)}</strong> : millisecondsText(time))}
        {timing?.failure && `failed: ${timing.failure}`}
      </td>
    );
  });
}

/** `WebGPU threads, since measuring took longer than 40 ms`: the way in use, and why nothing was measured. */
function troubleText({ timings, trouble }: Calibration): string {
  return `${candidates[timings[0].candidate]}, since ${trouble}`;
}

const millisecondsText = (time: number): string => `${numberText(time, 2)} ms`;

const timeText = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleString('en', {
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hour12: false,
  });
