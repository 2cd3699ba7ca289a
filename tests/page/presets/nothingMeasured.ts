/** The frames of a page that has not been answered yet. */
import type { Frames } from '../../../src/model/experiments.ts';
import { allKinds } from '../../../src/page/store/conversation/kinds.ts';

export const nothingMeasured = Object.fromEntries(allKinds.map((kind) => [kind, null])) as Frames;
