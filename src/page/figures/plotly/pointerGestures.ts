/** Gestures on a plot: a click places the start, a drag on the marker moves it, any other drag or the wheel turns the scene; points tell who is over them. */
import type { Camera, Figure } from '../figure.ts';
import { planePointAt, sceneOf, startOf } from '../planePointer.ts';
import { sceneProjection } from '../sceneProjection.ts';
import type { PlotGestures } from './plotGestures.ts';
import { type GraphDiv, plottedScene } from './plottedScene.ts';

interface Position {
  left: number;
  top: number;
}

const grasp = 16; // pixels around the start's marker that take hold of it
const still = 4; // pixels that a click may wander
const wheelRests = 250; // milliseconds after the last turn of the wheel

export class PointerGestures {
  private pressed: Position | null = null;
  private dragging = false;
  private wheelUntil = 0;
  private cameraAsked = false;
  private readonly listening = new AbortController();

  constructor(
    private readonly plot: GraphDiv,
    private readonly gestures: () => PlotGestures,
    private readonly figure: () => Figure | null,
  ) {
    const { signal } = this.listening;
    const early = { capture: true, signal }; // before plotly's own listeners, which would turn the scene
    plot.addEventListener('pointerdown', (event) => this.press(event), early);
    for (const name of ['mousedown', 'touchstart', 'touchmove', 'mousemove']) {
      plot.addEventListener(name, (event) => this.keepFromPlotly(event), { ...early, passive: false });
    }
    window.addEventListener('pointermove', (event) => this.move(event), { signal });
    window.addEventListener('pointerup', (event) => this.release(event), { signal });
    window.addEventListener('pointercancel', () => this.letGo(), { signal });
    plot.addEventListener('wheel', () => this.turnWheel(), { capture: true, passive: true, signal });
  }

  remove(): void {
    this.listening.abort();
  }

  /** Call after each newPlot: plotly drops its listeners with the plot. */
  listen(): void {
    this.plot.on('plotly_relayouting', () => this.askCamera());
    this.plot.on('plotly_relayout', () => this.askCamera());
    this.plot.on('plotly_hover', ({ points }) => this.gestures().onHover?.(points[0].customdata ?? null));
    this.plot.on('plotly_unhover', () => this.gestures().onHover?.(null));
  }

  /** The scene's own camera while a hand turns it, else null. */
  cameraInHand(): Camera | null {
    const turning = (this.pressed && !this.dragging) || performance.now() < this.wheelUntil;
    return turning ? (plottedScene(this.plot)?.getCamera().eye ?? null) : null;
  }

  private press(event: PointerEvent): void {
    const at = this.positionOf(event);
    if (event.button !== 0 || !event.isPrimary) return;
    this.pressed = at;
    const start = this.gestures().onDrag && this.startPosition();
    this.dragging = Boolean(start && Math.hypot(start.left - at.left, start.top - at.top) <= grasp);
    if (this.dragging) this.gestures().onDragStart?.();
  }

  /** Plotly neither turns the scene under a held marker, nor pans it: both landscapes share where they look. */
  private keepFromPlotly(event: Event): void {
    const pans =
      event instanceof MouseEvent &&
      ((event.buttons & ~1) !== 0 || (event.buttons !== 0 && (event.ctrlKey || event.shiftKey || event.altKey)));
    if (!this.dragging && !pans) return;
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

  private turnWheel(): void {
    if (!plottedScene(this.plot)) return;
    this.wheelUntil = performance.now() + wheelRests;
    this.askCamera();
  }

  /** Tells the camera once a frame, and only when a hand turned it: a camera that came from outside is not echoed. */
  private askCamera(): void {
    if (this.cameraAsked || !this.gestures().onCamera || !this.cameraInHand()) return;
    this.cameraAsked = true;
    requestAnimationFrame(() => {
      this.cameraAsked = false;
      const eye = plottedScene(this.plot)?.getCamera().eye;
      if (eye) this.gestures().onCamera?.({ x: eye.x, y: eye.y, z: eye.z });
    });
  }

  private positionOf(event: PointerEvent): Position {
    const box = this.plot.getBoundingClientRect();
    return { left: event.clientX - box.left, top: event.clientY - box.top };
  }

  private startPosition(): Position | null {
    const figure = this.figure();
    const start = figure && startOf(figure);
    if (!figure || !start) return null;
    const scene = this.scene(figure);
    if (scene) return sceneProjection(scene).project(...start);
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    return xaxis && yaxis ? { left: xaxis._offset + xaxis.d2p(start[0]), top: yaxis._offset + yaxis.d2p(start[1]) } : null;
  }

  private planePoint({ left, top }: Position): { a: number; b: number } | null {
    const figure = this.figure();
    if (!figure) return null;
    const scene = this.scene(figure);
    if (scene) return planePointAt(figure, scene, left, top);
    const { xaxis, yaxis } = this.plot._fullLayout ?? {};
    if (!xaxis || !yaxis) return null;
    const [across, down] = [left - xaxis._offset, top - yaxis._offset];
    const inside = across >= 0 && across <= xaxis._length && down >= 0 && down <= yaxis._length;
    return inside ? { a: xaxis.p2d(across), b: yaxis.p2d(down) } : null;
  }

  private scene(figure: Figure) {
    const scene = plottedScene(this.plot);
    const aspect = this.plot._fullLayout?.scene?.aspectratio;
    if (!scene || !aspect || !figure.layout.scene) return null;
    return sceneOf(figure, scene.getCamera().eye, aspect, this.plot.clientWidth, this.plot.clientHeight);
  }
}
