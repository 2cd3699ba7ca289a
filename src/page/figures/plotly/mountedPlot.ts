/** One plot in one element: newest figure wins, one redraw a frame, sized by its element, replaced when its WebGL context is lost. */
import type { Camera, Figure } from '../figure.ts';
import { changeInPlace } from './changeInPlace.ts';
import { drawNever, drawSoon } from './drawQueue.ts';
import { figureForSize } from './figureForSize.ts';
import type { PlotGestures } from './plotGestures.ts';
import Plotly from './plotlyBundle.ts';
import { type GraphDiv, plottedScene } from './plottedScene.ts';
import { PointerGestures } from './pointerGestures.ts';
import { sameFigure } from './sameFigure.ts';
import { drawBehind, redrawThrough } from './softwareScreen.ts';

/** The page has its own buttons, and sizes its plots itself. */
export const plotConfiguration = (pixelRatio: number) => ({
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  scrollZoom: true,
  doubleClick: false as const,
  showTips: false,
  plotGlPixelRatio: Math.min(Math.max(pixelRatio, 1), 2),
});

/** The figure on screen, and its size. */
interface Drawn {
  figure: Figure;
  width: number;
  height: number;
}

export class MountedPlot {
  private readonly plotDiv = document.createElement('div') as unknown as GraphDiv;
  private readonly sizes: ResizeObserver;
  private readonly pointers: PointerGestures;
  private figure: Figure | null = null;
  private drawn: Drawn | null = null;
  private lost = false;

  constructor(
    private readonly element: HTMLElement,
    private readonly gestures: () => PlotGestures,
  ) {
    element.append(this.plotDiv);
    this.sizes = new ResizeObserver(() => this.drawSoon());
    this.sizes.observe(element);
    this.pointers = new PointerGestures(this.plotDiv, gestures, () => this.figure);
  }

  show(figure: Figure): void {
    const same = sameFigure(figure, this.figure);
    this.figure = figure;
    if (!same) this.drawSoon();
  }

  remove(): void {
    this.sizes.disconnect();
    this.pointers.remove();
    drawNever(this);
    Plotly.purge(this.plotDiv);
    this.plotDiv.remove();
  }

  private drawSoon(): void {
    drawSoon(this, () => this.draw());
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    if (!this.figure || width === 0 || height === 0) return;
    if (this.lost || plottedScene(this.plotDiv)?.glplot?.gl.isContextLost()) this.startAgain();
    const before = this.drawn;
    this.drawn = { figure: this.figure, width, height };
    const sameSize = before?.width === width && before.height === height;
    if (sameSize && changeInPlace(this.plotDiv, before.figure, this.figure)) return;
    const { data, layout } = figureForSize(this.figure, width, height);
    this.keepCameraInHand(layout);
    if (before) void Plotly.react(this.plotDiv, data, layout).then(() => this.watchContext());
    else this.drawFirst(data, layout);
  }

  private drawFirst(data: Figure['data'], layout: Figure['layout']): void {
    const newPlot = () => Plotly.newPlot(this.plotDiv, data, layout, plotConfiguration(window.devicePixelRatio));
    void drawBehind(newPlot).then(async () => {
      this.pointers.listen();
      await this.watchContext();
      this.gestures().onReady?.();
    });
  }

  /** While a hand turns this scene, the scene's own camera is newer than any that comes from outside. */
  private keepCameraInHand(layout: Figure['layout']): void {
    const inHand: Camera | null = this.pointers.cameraInHand();
    if (inHand && layout.scene && plottedScene(this.plotDiv))
      layout.scene = { ...layout.scene, camera: { ...layout.scene.camera, eye: inHand } };
  }

  /** Plotly would wait for a lost context to come back, which it seldom does: a new canvas gets a new one. */
  private async watchContext(): Promise<void> {
    const scene = plottedScene(this.plotDiv);
    if (!scene) return;
    scene.recoverContext = () => {
      scene.glplot!.onrender = null; // the draw that found the loss goes on, and would write new labels
      this.lost = true;
      this.drawSoon();
    };
    await redrawThrough(scene.glplot!.gl, () => scene.glplot?.redraw()); // a purged scene has none
  }

  private startAgain(): void {
    Plotly.purge(this.plotDiv);
    this.lost = false;
    this.drawn = null;
  }
}
