/** The gestures on a plot that its owner is told of. */
import type { Camera } from './figure.ts';

export interface FigureGestures {
  /** The user turned or zoomed a 3D scene; at most once a frame. */
  onCamera?(camera: Camera): void;
  /** A click on a surface or a contour, in the plane's coordinates. */
  onPick?(a: number, b: number): void;
  /** The start's marker was taken, moved and let go. */
  onDragStart?(): void;
  onDrag?(a: number, b: number): void;
  onDragEnd?(): void;
  /** The pointer is over a point of a flat figure, whose `customdata` this is; null once it is over none. */
  onHover?(customdata: unknown): void;
  /** The first draw is on screen. */
  onReady?(): void;
}
