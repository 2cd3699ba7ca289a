/** What the claims are given before any frame has come. */
import type { Measured } from '../../../src/model/preset.ts';

export const nothingMeasured: Measured = {
  landscape: null,
  training: null,
  inference: null,
  directions: null,
  escape: null,
  spectrum: null,
  activityRates: null,
  decision: null,
  comparison: null,
  surfaces: null,
  unsupervised: null,
};
