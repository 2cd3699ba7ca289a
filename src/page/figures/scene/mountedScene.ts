/** One scene in one element: the newest value wins, at most one picture a frame, drawn when something changed, and anew when the context is lost. */
import { drawNever, drawSoon } from '../drawQueue.ts';
import type { Camera } from '../figure.ts';
import type { FigureGestures } from '../figureGestures.ts';
import { ink } from '../palette.ts';
import { sceneNeedsWebgl } from '../sceneDrawing.ts';
import type { SceneFigure } from '../sceneFigure.ts';
import { type BoxPlace, fitBox } from '../sceneProjection.ts';
import { Pace } from './pace.ts';
import { type DrawnAxes, drawnAxes, type Label } from './sceneAxes.ts';
import { SceneGestures } from './sceneGestures.ts';
import { hasSameLines, RememberedLines } from './sceneLines.ts';
import { sceneMarkers } from './sceneMarkers.ts';
import {
  copyPicture,
  drawsAtOnce,
  type PendingPicture,
  type PictureSettings,
  type SceneBuffers,
  type SceneContent,
  type SceneRenderer,
  sceneRenderer,
} from './sceneRenderer.ts';
import { shellKey } from './shellKey.ts';
import { type Picture, SurfaceMotion } from './surfaceMotion.ts';
import { WordsOverScene } from './wordsOverScene.ts';

/** Milliseconds between the moves of a scene in motion; all details are drawn again after the last. */
const movesFor = 150;

/** One for all scenes, which share the processor. */
const pace = new Pace();

export class MountedScene {
  private readonly canvas = document.createElement('canvas');
  private readonly words = new WordsOverScene();
  private readonly sizes: ResizeObserver;
  /** Known without asking for a layout. */
  private size: { width: number; height: number };
  private readonly pointers: SceneGestures;
  private scene: SceneFigure | null = null;
  private readonly lines = new RememberedLines();
  private readonly motion = new SurfaceMotion();
  private onCard: { renderer: SceneRenderer; buffers: SceneBuffers } | null = null;
  private pending: PendingPicture | null = null;
  private isStale = false;
  private isReady = false;
  /** The scene of the picture that is seen. */
  private seen: SceneFigure | null = null;
  private isInMotion = false;
  private reshapedAt = -Infinity;
  private movedAt = -Infinity;
  private afterMove = 0;
  private removed = false;
  private readonly redraw = () => this.drawSoon();

  constructor(
    private readonly element: HTMLElement,
    private readonly gestures: () => FigureGestures,
  ) {
    element.append(this.canvas, this.words.element);
    this.size = { width: element.clientWidth, height: element.clientHeight };
    this.sizes = new ResizeObserver(() => this.resize());
    this.sizes.observe(element);
    window.addEventListener('resize', this.redraw); // on another screen, a pixel has another size
    this.pointers = new SceneGestures(element, gestures, {
      scene: () => this.scene,
      place: () => this.place(),
      moved: () => this.moved(),
      redraw: () => this.drawSoon(),
    });
  }

  show(scene: SceneFigure): void {
    if (scene === this.scene) return;
    if (!this.scene)
      this.moved(); // the first picture soon, its details after it
    else if (!hasSameShape(scene, this.scene)) this.reshape(this.scene, scene);
    const isKnown = this.pointers.cameraInHand() !== null && this.scene !== null && differsInCamera(scene, this.scene);
    this.scene = scene;
    if (isKnown) return; // the hand that turns this scene has turned it already
    this.pointers.sceneChanged();
    this.drawSoon();
  }

  private reshape(seen: SceneFigure, next: SceneFigure): void {
    const now = performance.now();
    if (now - this.reshapedAt < movesFor) this.moved();
    this.reshapedAt = now;
    if (!isSameHeight(seen, next)) this.motion.change(seen, next, now, () => this.picture(seen));
  }

  /** The scene that is seen now: the newest may still be on its way. */
  get shown(): SceneFigure | null {
    return this.seen;
  }

  remove(): void {
    this.removed = true;
    this.sizes.disconnect();
    window.removeEventListener('resize', this.redraw);
    this.pointers.remove();
    clearTimeout(this.afterMove);
    drawNever(this);
    this.onCard?.renderer.free(this.onCard.buffers);
    this.canvas.remove();
    this.words.element.remove();
  }

  private resize(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    this.size = { width, height };
    this.drawSoon();
  }

  /** Where the box stands on the card, under the camera in hand where a hand turns this scene; null before there is a card. */
  private place(): Required<BoxPlace> | null {
    const { width, height } = this.size;
    if (!this.scene || width === 0 || height === 0) return null;
    const camera = this.pointers.cameraInHand() ?? this.scene.camera;
    return { camera, width, height, ...fitted(this.scene.aspect, width, height) };
  }

  /** Fewer details for a moment: a hand turns the scene, or new values come one after another. */
  private moved(): void {
    this.movedAt = performance.now();
    clearTimeout(this.afterMove);
    this.afterMove = window.setTimeout(() => this.rest(), movesFor);
  }

  private rest(): void {
    this.movedAt = -Infinity;
    this.drawSoon();
  }

  private drawSoon(): void {
    if (this.pending) this.isStale = true;
    else drawSoon(this, () => this.draw());
  }

  private draw(): void {
    const place = this.place();
    if (!place || this.removed) return;
    const renderer = sceneRenderer();
    if (renderer) this.drawWith(renderer, place);
    else this.sayWhatIsMissing();
  }

  private drawWith(renderer: SceneRenderer, place: Required<BoxPlace>): void {
    const scene = this.scene!;
    const buffers = this.buffersOf(renderer);
    const axes = drawnAxes({ ...scene, camera: place.camera }, place);
    const content = this.content(axes);
    this.goOn(content.moving !== null);
    const settings = this.settings(place);
    const words = { scene, labels: axes.labels };
    if (drawsAtOnce()) {
      const picture = renderer.drawNow(buffers, content, settings);
      const { width, height } = picture;
      this.present(picture, (context) => copyPicture(context, picture, { left: 0, top: 0, width, height }), words);
    } else this.presentWhenDone(renderer.drawSoon(buffers, content, settings), words, settings.isCoarse);
  }

  /** A picture in motion is followed by the next, with fewer details, and the last by one with all details. */
  private goOn(isMoving: boolean): void {
    if (isMoving) {
      this.moved();
      this.isInMotion = true;
      requestAnimationFrame(this.redraw);
    } else if (this.isInMotion) {
      this.isInMotion = false;
      this.movedAt = -Infinity;
    }
  }

  private content({ grid, edges }: DrawnAxes): SceneContent {
    const still = this.picture(this.scene!);
    const moving = this.motion.moving(performance.now());
    const { scene, lines, markers } = moving ? this.motion.between(still, moving) : still;
    return { scene, lines, grid, edges, markers: [...markers, ...this.pointers.cursorMarker()], moving };
  }

  private picture(scene: SceneFigure): Picture {
    return { scene, lines: this.lines.linesOf(scene), markers: sceneMarkers(scene) };
  }

  private settings(place: Required<BoxPlace>): PictureSettings {
    const pixelRatio = Math.min(Math.max(window.devicePixelRatio, 1), 2);
    const isCoarse = performance.now() - this.movedAt < movesFor && !drawsAtOnce();
    return { place, pixelRatio: isCoarse ? pace.share * pixelRatio : pixelRatio, hasGround: true, isCoarse };
  }

  private buffersOf(renderer: SceneRenderer): SceneBuffers {
    if (this.onCard?.renderer !== renderer) {
      this.onCard = { renderer, buffers: renderer.buffers() };
      renderer.gl.canvas.addEventListener('webglcontextlost', () => !this.removed && this.drawSoon(), { once: true });
    }
    return this.onCard.buffers;
  }

  /** Software draws on threads of its own: the page looks in every frame whether the picture is done. */
  private presentWhenDone(pending: PendingPicture, words: Words, isCoarse: boolean): void {
    this.pending = pending;
    const began = performance.now();
    const check = () => {
      if (this.removed) return;
      if (!pending.isDone()) {
        requestAnimationFrame(check);
        return;
      }
      if (isCoarse) pace.took(performance.now() - began);
      this.take(pending, words);
    };
    requestAnimationFrame(check);
  }

  private take(pending: PendingPicture, words: Words): void {
    const isStale = this.isStale;
    this.pending = null;
    this.isStale = false;
    const picture = pending.pixels();
    if (picture) this.present(picture, (context) => context.putImageData(picture, 0, 0), words);
    if (isStale || !picture) this.drawSoon();
  }

  private present(
    { width, height }: { width: number; height: number },
    paint: (context: CanvasRenderingContext2D) => void,
    { scene, labels }: Words,
  ): void {
    const { canvas } = this;
    if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
    paint(canvas.getContext('2d', { alpha: false, willReadFrequently: !drawsAtOnce() })!);
    this.words.write(labels, shellKey(scene, this.size.width));
    this.seen = scene;
    this.element.dispatchEvent(new Event('drawn'));
    if (!this.isReady) this.tellReady();
  }

  private tellReady(): void {
    this.isReady = true;
    this.element.dataset.drawn = '';
    this.gestures().onReady?.();
  }

  private sayWhatIsMissing(): void {
    const left = this.size.width / 2;
    const label = { text: sceneNeedsWebgl(), left, top: 40, size: 13, colour: ink[this.scene!.theme].text };
    this.words.write([label], { labels: [], swatches: [] });
    if (!this.isReady) this.tellReady();
  }
}

const isSameHeight = (one: SceneFigure, other: SceneFigure): boolean => one.surface?.height === other.surface?.height;

/** Whether only paths differ, which grow for minutes: their scene need not be drawn with fewer details meanwhile. */
const hasSameShape = (one: SceneFigure, other: SceneFigure): boolean =>
  isSameHeight(one, other) && one.shells?.height === other.shells?.height && !differsInCamera(one, other);

/** The words over a picture, and the scene that both belong to. */
interface Words {
  scene: SceneFigure;
  labels: Label[];
}

/** Whether two scenes differ in their camera alone. */
const differsInCamera = (one: SceneFigure, other: SceneFigure): boolean =>
  hasSameLines(one, other) &&
  one.shells?.height === other.shells?.height &&
  one.start.every((value, i) => value === other.start[i]) &&
  JSON.stringify(coloursOf(one)) === JSON.stringify(coloursOf(other));

const coloursOf = ({ surface, shells }: SceneFigure) => [surface?.colours, shells?.colours, shells?.levels];

/** Fits by size: the search takes longer than the rest of a small change. */
function fitted(aspect: Camera, width: number, height: number): ReturnType<typeof fitBox> {
  const name = [aspect.x, aspect.y, aspect.z, width, height].join();
  const known = fits.get(name) ?? fitBox(aspect, width, height);
  if (fits.size > 50) fits.clear();
  fits.set(name, known);
  return known;
}

const fits = new Map<string, ReturnType<typeof fitBox>>();
