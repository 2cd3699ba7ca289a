/** The times of the ways of computing, a row a kind of landscape; the fastest stands out. */
import { type Calibration, type Candidate, fastest, type WorkKind } from '../../../model/calibration.ts';
import { numberText } from '../numberText.ts';

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

/** As "WebGPU threads, since measuring took longer than 40 ms". */
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
