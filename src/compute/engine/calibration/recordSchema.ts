/** What a calibration record must be to be taken over: it comes from the browser's storage, where an earlier page may have left anything. */
import * as v from 'valibot';
import type { CalibrationRecord } from '../../../model/calibration.ts';

export const recordSchema: v.GenericSchema<unknown, CalibrationRecord> = v.object({
  machine: v.string(),
  calibrations: v.array(
    v.object({
      kind: v.picklist(['linear-chain', 'curved-chain', 'linear-net', 'curved-net']),
      timings: v.array(
        v.object({
          candidate: v.picklist(['simd', 'webgpu-thread', 'webgpu-workgroup']),
          milliseconds: v.nullable(v.number()),
          failure: v.nullable(v.string()),
        }),
      ),
      trouble: v.nullable(v.string()),
      measuredAt: v.number(),
    }),
  ),
});
