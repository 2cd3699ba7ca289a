/** The measurements of this machine, in the browser's key-value storage, so that the next visit need not measure again. */
import type { CalibrationRecord } from '../../../model/calibration.ts';

export interface CalibrationStorage {
  /** The stored value, unchecked: the worker checks the value. Null where nothing is stored, or no JSON. */
  load(): unknown;
  /** Stores the measurements that succeeded: the next visit tries the failed ones again. */
  save(record: CalibrationRecord): void;
}

const storageKey = 'saddlescope-calibration';

/** Where the browser has no storage for this page (a sandboxed frame), measurements last until the page closes. */
export function browserCalibrationStorage(storage: () => Storage = () => localStorage): CalibrationStorage {
  return {
    load() {
      try {
        return JSON.parse(storage().getItem(storageKey) ?? 'null');
      } catch {
        return null;
      }
    },
    save({ machine, calibrations }) {
      const succeeded = calibrations.filter(({ timings }) =>
        timings.every(({ failure, milliseconds }) => !failure && milliseconds),
      );
      try {
        storage().setItem(storageKey, JSON.stringify({ machine, calibrations: succeeded }));
      } catch {
        // no storage: see above
      }
    },
  };
}
