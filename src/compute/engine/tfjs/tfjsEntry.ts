/** The entry to tfjs, loaded when tfjs is first needed: learners' steps, landscapes, losses, and inference under variances, on one of its backends. */

import type { LandscapeValues, LandscapeWork, LossWork, VariancesValues, VariancesWork, Watch } from '../work/backend.ts';
import type { LearnerPlan, LearnerStart, LearnerSteps } from '../work/learnerSteps.ts';
import { deviceLandscape, deviceLosses } from './deviceLandscape.ts';
import { DeviceSteps } from './deviceSteps.ts';
import { deviceVariances } from './deviceVariances.ts';
import { openTfjsPath, type TfjsName } from './tfjsPath.ts';

/** `onLost` is called when the device is lost. Throws `BackendUnavailable` where the machine lacks the backend. */
export async function openDeviceSteps(
  name: TfjsName,
  plan: LearnerPlan,
  start: LearnerStart,
  onLost: () => void,
): Promise<LearnerSteps> {
  const path = await openTfjsPath(name, onLost);
  await path.activate();
  return new DeviceSteps(path, plan, start);
}

/** Throws `BackendUnavailable` where the machine lacks the backend, and the watch's reason when cancelled. */
export async function landscapeOnDevice(
  name: TfjsName,
  work: LandscapeWork,
  watch: Watch,
  onLost: () => void,
): Promise<LandscapeValues> {
  return deviceLandscape(await openTfjsPath(name, onLost), work, watch);
}

/** The loss of every setting, [G]. Throws like `landscapeOnDevice`. */
export async function lossesOnDevice(name: TfjsName, work: LossWork, watch: Watch, onLost: () => void): Promise<Float64Array> {
  return deviceLosses(await openTfjsPath(name, onLost), work, watch);
}

/** Throws like `landscapeOnDevice`. */
export async function inferUnderVariancesOnDevice(
  name: TfjsName,
  work: VariancesWork,
  watch: Watch,
  onLost: () => void,
): Promise<VariancesValues> {
  return deviceVariances(await openTfjsPath(name, onLost), work, watch);
}
