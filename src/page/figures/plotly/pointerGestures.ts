/** Gestures on a flat plot: a click places the start, a drag on the marker moves it; points tell who is over them. */
import type { Figure } from '../figure.ts';
import type { FigureGestures } from '../figureGestures.ts';
import { startOf } from '../planePointer.ts';
import type { GraphDiv } from './graphDiv.ts';

interface Position {
  left: number;
  top: number;
}

const grasp = 16; // pixels around the start's marker that take hold of it
const still = 4; // pixels that a click may wander

export class PointerGestures {
  private pressed: Position | null = null;
  private dragging = false;
  private readonly listening = new AbortController();

  constructor(
    private readonly plot: GraphDiv,
    private readonly gestures: () => FigureGestures,
    private readonly figure: () => Figure | null,
  ) {
    const { signal } = this.listening;
    const early = { capture: true, signal }; // before plotly's own listeners
    plot.addEventListener('pointerdown', (event) => this.press(event), early);
    for (const name of ['mousedown', 'touchstart', 'touchmove', 'mousemove']) {
      plot.addEventListener(name, (event) => this.keepFromPlotly(event), { ...early, passive: false });
    }
    window.addEventListener('pointermove', (event) => this.move(event), { signal });
    window.addEventListener('pointerup', (event) => this.release(event), { signal });
    window.addEventListener('pointercancel', () => this.letGo(), { signal });
  }

  remove(): void {
    this.listening.abort();
  }

  /** Call after each newPlot: plotly drops its listeners with the plot. */
  listen(): void {
    this.plot.on('plotly_hover', ({ points }) => this.gestures().onHover?.(points[0].customdata ?? null));
    this.plot.on('plotly_unhover', () => this.gestures().onHover?.(null));
  }

  private press(event: PointerEvent): void {
    const at = this.positionOf(event);
    if (event.button !== 0 || !event.isPrimary) return;
    this.pressed = at;
    const start = this.gestures().onDrag && this.startPosition();
    this.dragging = Boolean(start && Math.hypot(start.left - at.left, start.top - at.top) <= grasp);
    if (this.dragging) this.gestures().onDragStart?.();
  }

  /** Plotly does nothing of its own under a held marker. */
  private keepFromPlotly(event: Event): void {
    if (!this.dragging) return;
    event.stopPropagation();
    if (event.cancelable) event.preventDefault();
  }

  private move(event: PointerEvent): void {
    if (!this.pressed || !this.dragging) return;
    const point = this.planePoint(this.positionOf(event));
    if (point) this.gestures().onDrag?.(point.a, point.b);
  }

  private release(event: PointerEvent): void {
    const { pressed, dragging } = this;
    this.letGo();
    if (!pressed || dragging) return;
    const at = this.positionOf(event);
    if (Math.hypot(at.left - pressed.left, at.top - pressed.top) > still) return;
    const point = this.gestures().onPick && this.planePoint(at);
    if (point) this.gestures().onPick?.(point.a, point.b);
  }

  private letGo(): void {
    if (this.dragging) this.gestures().onDragEnd?.();
    this.pressed = null;
    this.dragging = false;
  }

  private positionOf(event: PointerEvent): Position {
    const box = this.plot.getBoundingClientRect();
    return { left: event.clientX - box.left, top: event.clientY - box.top };
  }

  private startPosition(): Position | null {
    const figure = this.figure();
    const start = figure && startOf(figure);
    if (!start) return null;
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    return xaxis && yaxis ? { left: xaxis._offset + xaxis.d2p(start[0]), top: yaxis._offset + yaxis.d2p(start[1]) } : null;
  }

  private planePoint({ left, top }: Position): { a: number; b: number } | null {
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (!xaxis || !yaxis) return null;
    const [across, down] = [left - xaxis._offset, top - yaxis._offset];
    const inside = across >= 0 && across <= xaxis._length && down >= 0 && down <= yaxis._length;
    return inside ? { a: xaxis.p2d(across), b: yaxis.p2d(down) } : null;
  }
}
