/** Where the page computes, and what was measured of the ways to compute large landscapes on this machine. */
import { useStore } from '../../store/store.ts';
import { Dialog } from '../Dialog.tsx';
import { CalibrationTable } from './CalibrationTable.tsx';
import { UsedPaths } from './UsedPaths.tsx';

export default function PathsDialog({ onClose }: { onClose(): void }) {
  const adapter = useStore((state) => state.status?.adapter ?? null);
  return (
    <Dialog title="Where it is computed" onClose={onClose}>
      <p>
        <UsedPaths />
      </p>
      <h3>Measured on this machine</h3>
      {adapter === null ? <p>Nothing: without WebGPU, large landscapes go to SIMD, which has no rival.</p> : <Measured />}
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
          ? 'Large landscapes go to whichever was the fastest at one trial of their kind, the same for all.'
          : 'Large landscapes go to SIMD. Where WebGPU is chosen as the compute path, they go to the faster of its two ways.'}
      </p>
      <CalibrationTable calibrations={calibration.calibrations} />
      <p className="quiet">
        Threads: each takes a grid point, or one sample of it. Workgroups: each takes a grid point, or several, with the weights
        in its own memory and the samples shared out among its threads; threads do what does not fit.
      </p>
      <div className="actions">
        <button type="button" className="button" disabled={calibration.calibrations.length === 0} onClick={measureAgain}>
          Measure again
        </button>
      </div>
    </>
  );
}
