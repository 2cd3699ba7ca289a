/** What is on screen, apart from all else that the page knows. */
import type { View } from './pageState.ts';

/** The part of the state that the URL holds. */
export function viewOf({ parameters, time, start, point, rateChanges, camera, playhead }: View): View {
  return { parameters, time, start, point, rateChanges, camera, playhead };
}
