/** Gestures on a scene: a drag turns, the wheel and two fingers zoom, a click or Enter places the start, a drag on its marker moves it, and the pointer is told what is under it. */
import { defaultCamera } from '../../view/viewFields.ts';
import type { Camera } from '../figure.ts';
import type { FigureGestures } from '../figureGestures.ts';
import { ink } from '../palette.ts';
import { inBox, type Point, type SceneFigure } from '../sceneFigure.ts';
import type { BoxPlace } from '../sceneProjection.ts';
import { sheetPlaceAt } from './drawnSheet.ts';
import type { Marker } from './markerLayer.ts';
import { movedByKey, turned, zoomed } from './orbit.ts';
import { onCardOf, pathPointAt, pathPointText, surfacePointAt, surfacePointText } from './scenePicking.ts';

interface Position {
  left: number;
  top: number;
}

/** The scene that the gestures are made on. */
export interface GesturedScene {
  scene(): SceneFigure | null;
  place(): Required<BoxPlace> | null;
  /** The eye moved. */
  moved(): void;
  redraw(): void;
}

const grasp = 16; // pixels around the start's marker that take hold of it
const still = 4; // pixels that a click may wander
const secondClick = 280; // milliseconds in which a second click makes a double click
const handRests = 250; // milliseconds after the last turn of the wheel, or the last key
/** Share of the domain that the keyboard's cursor moves by. */
const cursorStep = 1 / 40;

export class SceneGestures {
  private readonly held = new Map<number, Position>();
  private box: DOMRect | null = null;
  private pressed: Position | null = null;
  /** A click that places the start unless another follows. */
  private picking: { at: Position; timer: number } | null = null;
  private dragging = false;
  private turning: Camera | null = null;
  private handUntil = 0;
  private cameraAsked = false;
  private cursor: { a: number; b: number } | null = null;
  private readonly tip = document.createElement('div');
  private readonly listening = new AbortController();

  constructor(
    private readonly element: HTMLElement,
    private readonly gestures: () => FigureGestures,
    private readonly on: GesturedScene,
  ) {
    const { signal } = this.listening;
    this.tip.className = 'scene-tip';
    this.tip.hidden = true;
    element.append(this.tip);
    element.tabIndex = 0;
    element.addEventListener('pointerdown', (event) => this.press(event), { signal });
    window.addEventListener('pointermove', (event) => this.move(event), { signal });
    window.addEventListener('pointerup', (event) => this.release(event), { signal });
    window.addEventListener('pointercancel', (event) => this.letGo(event), { signal });
    element.addEventListener('pointerleave', () => this.hideTip(), { signal });
    element.addEventListener('wheel', (event) => this.turnWheel(event), { passive: false, signal });
    element.addEventListener('dblclick', () => this.resetView(), { signal });
    element.addEventListener('keydown', (event) => this.pressKey(event), { signal });
    element.addEventListener('blur', () => this.moveCursor(null), { signal });
  }

  remove(): void {
    this.listening.abort();
    this.pickNothing();
    this.tip.remove();
  }

  /** The eye where a hand has it, while it does: newer than any camera that comes from outside. */
  cameraInHand(): Camera | null {
    return this.isInHand() ? this.turning : null;
  }

  /** Words beside a pointer that has not moved since would be out of date. */
  sceneChanged(): void {
    this.hideTip();
  }

  cursorMarker(): Marker[] {
    const scene = this.on.scene();
    if (!this.cursor || !scene?.surface) return [];
    const { surface, axes, theme } = scene;
    const { a, b } = this.cursor;
    const { text } = ink[theme];
    const at: Point = [inBox(axes[0], a), inBox(axes[1], b), sheetPlaceAt({ surface, axes }, a, b)];
    if (!at.every(Number.isFinite)) return [];
    return [{ at, shape: 'ring', radius: 9, colour: text, outline: text }];
  }

  private isInHand(): boolean {
    return (this.pressed !== null && !this.dragging) || performance.now() < this.handUntil;
  }

  private press(event: PointerEvent): void {
    const at = this.positionOf(event);
    this.held.set(event.pointerId, at);
    if (event.button !== 0 || !event.isPrimary) return;
    this.hideTip();
    this.turning = this.camera();
    const start = this.gestures().onDrag && this.startPosition();
    this.dragging = Boolean(start && Math.hypot(start.left - at.left, start.top - at.top) <= grasp);
    this.pressed = at;
    if (this.dragging) this.gestures().onDragStart?.();
  }

  private move(event: PointerEvent): void {
    const before = this.held.get(event.pointerId);
    if (!before) {
      if (event.buttons === 0 && event.composedPath().includes(this.element)) this.pointAt(this.positionOf(event));
      return;
    }
    const at = this.positionOf(event);
    this.held.set(event.pointerId, at);
    if (this.held.size === 2) this.pinch(event.pointerId, before, at);
    else if (this.dragging) this.drag(at);
    else if (this.pressed && isPlain(event)) this.turn(at.left - before.left, at.top - before.top);
  }

  private drag(at: Position): void {
    const point = this.planePoint(at);
    if (point) this.gestures().onDrag?.(point.a, point.b);
  }

  /** Half a turn for a drag across the card. */
  private turn(across: number, down: number): void {
    const place = this.on.place();
    if (!place || !this.turning) return;
    this.moveEye(turned(this.turning, (-Math.PI * across) / place.width, (Math.PI * down) / place.height / 1.5));
  }

  private pinch(id: number, before: Position, at: Position): void {
    const other = [...this.held].find(([each]) => each !== id)![1];
    const apart = (from: Position) => Math.hypot(from.left - other.left, from.top - other.top);
    if (this.turning && apart(at) > 0) this.moveEye(zoomed(this.turning, apart(before) / apart(at)));
  }

  private release(event: PointerEvent): void {
    const { pressed, dragging } = this;
    const wasTwo = this.held.size > 1;
    const at = this.held.has(event.pointerId) ? this.positionOf(event) : null;
    this.letGo(event);
    if (!at || !pressed || dragging || wasTwo || !event.isPrimary) return;
    if (Math.hypot(at.left - pressed.left, at.top - pressed.top) > still) return;
    const point = this.gestures().onPick && this.planePoint(at);
    if (point) this.pickUnlessTwice(at, point);
  }

  /** Two clicks in one place are a double click, which resets the view and places nothing. */
  private pickUnlessTwice(at: Position, { a, b }: { a: number; b: number }): void {
    const before = this.picking;
    this.pickNothing();
    if (before && Math.hypot(before.at.left - at.left, before.at.top - at.top) <= still) return;
    const timer = window.setTimeout(() => {
      this.picking = null;
      this.gestures().onPick?.(a, b);
    }, secondClick);
    this.picking = { at, timer };
  }

  private pickNothing(): void {
    clearTimeout(this.picking?.timer);
    this.picking = null;
  }

  private letGo(event: PointerEvent): void {
    this.held.delete(event.pointerId);
    if (!this.pressed || this.held.size > 0) return;
    if (this.dragging) this.gestures().onDragEnd?.();
    this.pressed = null;
    this.dragging = false;
  }

  private turnWheel(event: WheelEvent): void {
    event.preventDefault();
    this.takeInHand();
    this.moveEye(zoomed(this.turning!, Math.exp(0.0015 * event.deltaY * (event.deltaMode === 1 ? 30 : 1))));
  }

  private resetView(): void {
    this.pickNothing();
    this.takeInHand();
    this.moveEye(defaultCamera);
  }

  private pressKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const done = event.shiftKey && event.key.startsWith('Arrow') ? this.stepCursor(event.key) : this.keyMoves(event.key);
    if (done) event.preventDefault();
  }

  private keyMoves(key: string): boolean {
    if (key === 'Enter') return this.placeAtCursor();
    if (key === 'Escape') return this.moveCursor(null);
    this.takeInHand();
    const next = movedByKey(this.turning!, key, defaultCamera);
    if (next) this.moveEye(next);
    return next !== null;
  }

  /** The cursor appears where the start is. */
  private stepCursor(key: string): boolean {
    const scene = this.on.scene();
    if (!scene?.surface || !this.gestures().onPick) return false;
    const { axis } = scene.surface;
    const [low, high] = [axis[0], axis[axis.length - 1]];
    const [a, b] = this.cursor ? [this.cursor.a, this.cursor.b] : scene.start;
    const step = cursorStep * (high - low);
    const within = (value: number) => Math.min(Math.max(value, low), high);
    const by = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[key] ?? [0, 0];
    return this.moveCursor({ a: within(a + by[0] * step), b: within(b + by[1] * step) });
  }

  private moveCursor(cursor: { a: number; b: number } | null): boolean {
    const changed = this.cursor !== cursor;
    this.cursor = cursor;
    if (changed) this.on.redraw();
    return changed;
  }

  private placeAtCursor(): boolean {
    if (!this.cursor || !this.gestures().onPick) return false;
    this.gestures().onPick?.(this.cursor.a, this.cursor.b);
    return true;
  }

  private takeInHand(): void {
    if (!this.isInHand()) this.turning = this.camera();
    this.turning ??= this.camera();
    this.handUntil = performance.now() + handRests;
  }

  private camera(): Camera {
    return this.cameraInHand() ?? this.on.scene()?.camera ?? defaultCamera;
  }

  private moveEye(camera: Camera): void {
    this.turning = camera;
    this.hideTip();
    this.on.moved();
    this.on.redraw();
    this.askCamera();
  }

  /** Tells the camera once a frame. */
  private askCamera(): void {
    if (this.cameraAsked || !this.gestures().onCamera) return;
    this.cameraAsked = true;
    requestAnimationFrame(() => {
      this.cameraAsked = false;
      if (this.turning) this.gestures().onCamera?.(this.turning);
    });
  }

  private pointAt(at: Position): void {
    const [scene, place] = [this.on.scene(), this.on.place()];
    if (!scene || !place) return;
    const words = wordsAt(scene, place, at);
    if (words) this.showTip(at, words);
    else this.hideTip();
  }

  private showTip({ left, top }: Position, lines: string[]): void {
    this.tip.replaceChildren(...lines.map((line) => Object.assign(document.createElement('div'), { textContent: line })));
    this.tip.hidden = false;
    const { clientWidth: width, clientHeight: height } = this.element;
    const beside = left + 14 + this.tip.offsetWidth > width ? left - 14 - this.tip.offsetWidth : left + 14;
    const below = top + 14 + this.tip.offsetHeight > height ? top - 14 - this.tip.offsetHeight : top + 14;
    Object.assign(this.tip.style, { left: `${Math.max(beside, 0)}px`, top: `${Math.max(below, 0)}px` });
  }

  private hideTip(): void {
    this.tip.hidden = true;
  }

  /** While a pointer is held, the element stays where it was: asking anew would take a layout of the page at every move. */
  private positionOf(event: MouseEvent): Position {
    if (this.held.size === 0 || !this.box) this.box = this.element.getBoundingClientRect();
    const { box } = this;
    return { left: event.clientX - box.left, top: event.clientY - box.top };
  }

  private startPosition(): Position | null {
    const [scene, place] = [this.on.scene(), this.on.place()];
    return scene?.surface && place ? onCardOf(scene, place, ...scene.start) : null;
  }

  private planePoint({ left, top }: Position) {
    const [scene, place] = [this.on.scene(), this.on.place()];
    return scene && place && surfacePointAt(scene, place, left, top);
  }
}

/** The words for a pointer: of a path's point before those of the surface. */
function wordsAt(scene: SceneFigure, place: BoxPlace, { left, top }: Position): string[] | null {
  const onPath = pathPointAt(scene, place, left, top);
  if (onPath) return pathPointText(scene, onPath);
  const point = surfacePointAt(scene, place, left, top);
  return point && surfacePointText(scene, point);
}

/** A drag without a key: the scene turns, and is never pushed aside. */
const isPlain = (event: PointerEvent): boolean =>
  !event.ctrlKey && !event.shiftKey && !event.altKey && (event.buttons & ~1) === 0;
