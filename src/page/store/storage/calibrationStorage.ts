/** What was measured of the machine, in the browser's key-value storage: the next visit measures nothing again. */
import type { CalibrationRecord } from '../../../model/calibration.ts';

export interface CalibrationStorage {
  /** What was kept, whatever it is: the worker looks at it. Null where nothing was, or no JSON. */
  load(): unknown;
  /** Keeps what succeeded: what failed is tried again on the next visit. */
  keep(record: CalibrationRecord): void;
}

const storageKey = 'saddlescope-calibration';

/** Where the browser keeps nothing (a sandboxed frame), what was measured holds until the page closes. */
export function browserCalibrationStorage(storage: () => Storage = () => localStorage): CalibrationStorage {
  return {
    load() {
      try {
        return JSON.parse(storage().getItem(storageKey) ?? 'null');
      } catch {
        return null;
      }
    },
    keep({ machine, calibrations }) {
      const succeeded = calibrations.filter(({ timings }) =>
        timings.every(({ failure, milliseconds }) => !failure && milliseconds),
      );
      try {
        storage().setItem(storageKey, JSON.stringify({ machine, calibrations: succeeded }));
      } catch {
        // Nothing to keep it in.
      }
    },
  };
}
