/** How work on a device lets others have the thread. */
import type { Breather } from '../work/breather.ts';
import type { TfjsPath } from './tfjsPath.ts';

/** Hands the thread back for one turn, once the device has caught up, and takes the backend again. */
export async function handBack(path: TfjsPath, breather: Breather): Promise<void> {
  await path.settle();
  await breather.pause();
  await path.activate();
}
