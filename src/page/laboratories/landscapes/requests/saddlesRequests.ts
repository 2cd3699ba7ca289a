/** From what is on screen to the saddle search that the worker is asked for: pure functions of the view. */

import type { SaddlesRequest } from '../../../../model/landscapes/experiments.ts';
import type { SaddlesFrame } from '../../../../model/landscapes/saddlesFrames.ts';
import { problemAlone } from '../../../view/requestParts.ts';
import type { View } from '../../../view/view.ts';

/** From nothing. A search draws its own starts, around no saddle and on no plane, and asks for equilibria, which are exact in float64. */
export function saddlesRequest(view: View): SaddlesRequest {
  const { searched, searchStarts } = view.controls;
  return {
    kind: 'saddles',
    problem: problemAlone(view),
    of: searched,
    starts: searchStarts,
    resume: null,
  };
}

/** The second search after what the first has found, if it is the same but for more starts; null where it must begin from nothing. */
export function continuedSearch(before: SaddlesRequest, found: SaddlesFrame, after: SaddlesRequest): SaddlesRequest | null {
  const sameSearch = ({ problem, of }: SaddlesRequest) => JSON.stringify({ problem, of });
  return sameSearch(before) === sameSearch(after) && found.starts <= after.starts ? { ...after, resume: found } : null;
}
