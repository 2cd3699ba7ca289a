/** The line under each landscape: which plane, how fine, on what scale, computed where, and how far theory and simulation differ. */

import { controls } from '../../../../model/controls.ts';
import type { LandscapeFrame, VolumeFrame } from '../../../../model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import { restingResidual } from '../../../../model/problem/requestAndFrame.ts';
import { whyNoScenes } from '../../../figures/sceneDrawing.ts';
import { numberText } from '../../../panels/numberText.ts';
import type { InferenceTime } from '../../../view/view.ts';
import { divergenceExtent } from '../requests/divergence.ts';

const joined = (parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' · ');

/** The caption under a volume, which draws all three weights. */
export function volumeCaption(volume: VolumeFrame): string {
  const n = volume.axis.length;
  return joined([
    'all three weights',
    `${n} × ${n} × ${n}`,
    'shells of equal height, the same on both',
    controls.backend.options[volume.backend],
  ]);
}

/** Part of the caption where there is room; the control of the start says the same. */
const START_HINT = 'click or drag ◆ to place the start';
/** Letters that fit on two lines under a landscape. */
const TWO_LINES = 112;

/** Which plane is drawn, how fine, and how far the paths are from it. */
export function planeCaption(landscape: LandscapeFrame, farthest: number): string {
  return planeText(landscape, farthest, `${landscape.axis.length} × ${landscape.axis.length}`);
}

function planeText({ planeDescription, captured, travelled }: LandscapeFrame, farthest: number, grid: string | null): string {
  if (travelled) return joined([planeDescription, grid]);
  if (captured) return joined([`${planeDescription}, at most ${numberText(farthest, 2)} off`, grid]);
  return joined([planeDescription, grid, projectionText(farthest)]);
}

/** The caption under the loss landscape on the page: with the hint that the start can be dragged where there is room, and without the grid, which a control names, where there is none. */
export function lossCaption(landscape: LandscapeFrame, farthest: number, heightNotes: string[]): string {
  const caption = joined([planeCaption(landscape, farthest), ...heightNotes]);
  if (caption.length > TWO_LINES) return joined([planeText(landscape, farthest, null), ...heightNotes]);
  return caption.length + START_HINT.length > TWO_LINES ? caption : joined([caption, START_HINT]);
}

/** The caption under a loss landscape that is drawn as a contour where a surface was asked for. */
export const insteadCaption = (landscape: LandscapeFrame, farthest: number, heightNotes: string[]): string =>
  joined([`contours, since ${whyNoScenes()}`, planeText(landscape, farthest, null), ...heightNotes]);

/** Distance from the plane of the point of both paths that is farthest from it. */
export function farthestFromPlane(training: TrainingFrame | null): number {
  if (!training) return 0;
  return [training.bpPath, training.pcPath].reduce((most, { residual }) => residual.reduce((a, b) => Math.max(a, b), most), 0);
}

/** The distance of the paths from the plane: the paths of a network with more weights than two are projections, at their true heights. */
function projectionText(farthest: number): string | null {
  return farthest > 1e-9 ? `paths up to ${numberText(farthest, 2)} off the plane` : null;
}

/** The caption under the energy landscape on the page. */
export const energyCaption = (landscape: LandscapeFrame, heightNotes: string[]): string =>
  joined([...heightNotes, computationCaption(landscape)]);

/** How far theory and simulation differ, where inference was not at rest or diverged, and where the heights were computed. */
export function computationCaption(landscape: LandscapeFrame): string {
  return joined([
    landscape.agreement && `${landscape.agreement.what}: differ by ${numberText(landscape.agreement.difference, 1)} at most`,
    restText(landscape),
    divergenceText(landscape),
    controls.backend.options[landscape.backend],
  ]);
}

/** At how many points F* was not found at rest, in words; null where it was at all. */
export function restText({ residual }: Pick<LandscapeFrame, 'residual'>): string | null {
  const restless = residual.filter((left) => left > restingResidual);
  if (restless.length === 0) return null;
  const most = numberText(
    restless.reduce((a, b) => Math.max(a, b)),
    1,
  );
  return `F* not at rest at ${restless.length} of ${residual.length} points: a slope of up to ${most} of its start is left`;
}

/** Where inference diverged, in words: the hatching alone does not say at which step, nor what would be stable. */
export function divergenceText({ divergedAt, stableDt }: LandscapeFrame): string | null {
  const extent = divergenceExtent(divergedAt);
  if (!extent) return null;
  const remedy = stableDt === null ? '' : `; stable below ${numberText(stableDt, 2)}`;
  return `hatched: diverged on ${extent.share} %, from step ${extent.first}${remedy}`;
}

export const energySubtitle = (time: InferenceTime): string =>
  `what PC descends, ${time === 'equilibrium' ? 't = ∞ (F*)' : `t = ${time}`}`;
