/** A surface on its way from the heights that are seen to new ones: for a moment the picture moves between both, and then shows the true heights. */
import type { SceneFigure } from '../sceneFigure.ts';
import type { Marker } from './markerLayer.ts';
import { type Lines, type Piece, pointBetween } from './sceneLines.ts';
import { type Moving, meshNumbers, surfacePoints } from './surfaceLayer.ts';

/** What a scene shows of its heights. */
export interface Picture {
  scene: SceneFigure;
  lines: readonly Lines[];
  markers: readonly Marker[];
}

/** Longest motion, in ms; where heights come one after another, as inference is played, each moves until the next comes. */
const longest = 200;
/** Heights that come faster than this are shown at once. */
const fastest = 60;
/** While a pointer or a key is held, only a first change moves: heights that follow a hand never lag behind. */
const afterRest = 400;

export class SurfaceMotion {
  private before: { points: Float32Array; lines: readonly Lines[]; markers: readonly Marker[] } | null = null;
  private began = 0;
  private duration = longest;
  private changedAt = -Infinity;

  /** New heights come in place of those that are seen. `picture`: of the scene that is seen. */
  change(seen: SceneFigure, next: SceneFigure, now: number, picture: () => Picture): void {
    const since = now - this.changedAt;
    const isWanted = since > (isHeld() ? afterRest : fastest) && !isStill() && hasSameGrid(seen, next);
    const before = isWanted ? this.seenNow(picture(), now) : null;
    this.changedAt = now;
    this.began = now;
    this.duration = Math.min(since, longest);
    this.before = before;
  }

  /** How far the picture is; null where it shows the true heights. */
  moving(now: number): Moving | null {
    if (!this.before) return null;
    const part = (now - this.began) / this.duration;
    if (part < 1) return { from: this.before.points, part };
    this.before = null;
    return null;
  }

  /** The lines and marks of a moving picture; those of the scene itself where they do not correspond. */
  between({ scene, lines, markers }: Picture, { part }: Moving): Picture {
    const { before } = this;
    return before
      ? { scene, lines: linesBetween(before.lines, lines, part), markers: markersBetween(before.markers, markers, part) }
      : { scene, lines, markers };
  }

  /** What is seen in the middle of a motion, too. */
  private seenNow(seen: Picture, now: number): NonNullable<SurfaceMotion['before']> {
    const points = surfacePoints(meshNumbers(seen.scene));
    const moving = this.moving(now);
    if (!moving) return { ...seen, points };
    return { ...this.between(seen, moving), points: pointsBetween(moving.from, points, moving.part) };
  }
}

const isStill = (): boolean => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** Pointers and keys that are down anywhere on the page. */
const held = new Set<number | string>();
window.addEventListener('pointerdown', ({ pointerId }) => held.add(pointerId), true);
for (const end of ['pointerup', 'pointercancel'] as const)
  window.addEventListener(end, ({ pointerId }) => held.delete(pointerId), true);
window.addEventListener('keydown', ({ code }) => held.add(code), true);
window.addEventListener('keyup', ({ code }) => held.delete(code), true);
window.addEventListener('blur', () => held.clear()); // what is let go elsewhere is not told
const isHeld = (): boolean => held.size > 0;

/** Whether two scenes have heights at the same points of the same plane. */
function hasSameGrid({ surface: one, axes }: SceneFigure, { surface: other, axes: otherAxes }: SceneFigure): boolean {
  if (!one || !other || one.axis.length !== other.axis.length) return false;
  const last = one.axis.length - 1;
  return (
    one.height !== other.height &&
    one.axis[0] === other.axis[0] &&
    one.axis[last] === other.axis[last] &&
    [0, 1].every((i) => axes[i].title === otherAxes[i].title)
  );
}

function pointsBetween(from: Float32Array, to: Float32Array, part: number): Float32Array {
  return to.map((value, i) => (from[i] - from[i] === 0 ? from[i] + part * (value - from[i]) : value));
}

/** Lines that correspond piece by piece. */
function linesBetween(from: readonly Lines[], to: readonly Lines[], part: number): readonly Lines[] {
  const correspond =
    from.length === to.length &&
    to.every(
      ({ pieces, colour, width }, i) =>
        pieces.length === from[i].pieces.length && colour === from[i].colour && width === from[i].width,
    );
  if (!correspond) return to;
  const between = (one: Piece, other: Piece): Piece => ({
    ...other,
    from: pointBetween(one.from, other.from, part),
    to: pointBetween(one.to, other.to, part),
  });
  return to.map((lines, i) => ({ ...lines, pieces: lines.pieces.map((piece, k) => between(from[i].pieces[k], piece)) }));
}

function markersBetween(from: readonly Marker[], to: readonly Marker[], part: number): readonly Marker[] {
  const correspond = from.length === to.length && to.every(({ shape }, i) => shape === from[i].shape);
  return correspond ? to.map((marker, i) => ({ ...marker, at: pointBetween(from[i].at, marker.at, part) })) : to;
}
