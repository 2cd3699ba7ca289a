/** Where the open laboratory's newest numbers were computed and how long that took: the badge says so, and no caption does. */
import type { Controls } from '../../../model/controls.ts';
import type { Frames, Kind } from '../../../model/experiments.ts';
import type { Provenance } from '../../../model/problem/requestAndFrame.ts';

/** Kinds of which the first that has an answer is named, by laboratory. */
const namedKinds: Readonly<Record<Controls['laboratory'], readonly Kind[]>> = {
  landscapes: ['landscape', 'training'],
  comparison: ['surfaces', 'comparison'],
  moons: ['decision', 'activityRates'],
  unsupervised: ['unsupervised'],
};

/** How the open laboratory's newest numbers were computed; null before there are any. */
export function newestProvenance(page: Frames & { controls: Pick<Controls, 'laboratory'> }): Provenance | null {
  return namedKinds[page.controls.laboratory].map((kind) => page[kind]).find((frame) => frame !== null) ?? null;
}
