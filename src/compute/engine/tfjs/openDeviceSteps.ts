/** The door to tfjs, and the only file that is loaded with it: a learner whose steps are taken on one of its backends. */
import type { LearnerPlan, LearnerStart, LearnerSteps } from '../learnerSteps.ts';
import { DeviceSteps } from './deviceSteps.ts';
import { openTfjsPath, type TfjsName } from './tfjsPath.ts';

/** `onLost` is called when the device is lost. Throws `BackendUnavailable` where the machine cannot. */
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
