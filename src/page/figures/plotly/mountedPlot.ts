/** One plot in one element: newest figure wins, one redraw a frame, sized by its element. */
import { drawNever, drawSoon } from '../drawQueue.ts';
import type { Figure } from '../figure.ts';
import type { FigureGestures } from '../figureGestures.ts';
import { changeInPlace } from './changeInPlace.ts';
import { figureForSize } from './figureForSize.ts';
import type { GraphDiv } from './graphDiv.ts';
import Plotly from './plotlyBundle.ts';
import { PointerGestures } from './pointerGestures.ts';
import { sameFigure } from './sameFigure.ts';

/** The page has its own buttons, and sizes its plots itself. */
export const plotConfiguration = {
  displayModeBar: false,
  displaylogo: false,
  responsive: false,
  scrollZoom: true,
  doubleClick: false as const,
  showTips: false,
};

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

  constructor(
    private readonly element: HTMLElement,
    private readonly gestures: () => FigureGestures,
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
    const before = this.drawn;
    this.drawn = { figure: this.figure, width, height };
    const sameSize = before?.width === width && before.height === height;
    if (sameSize && changeInPlace(this.plotDiv, before.figure, this.figure)) return;
    const { data, layout } = figureForSize(this.figure, width, height);
    if (before) void Plotly.react(this.plotDiv, data, layout);
    else this.drawFirst(data, layout);
  }

  private drawFirst(data: Figure['data'], layout: Figure['layout']): void {
    void Plotly.newPlot(this.plotDiv, data, layout, plotConfiguration).then(() => {
      this.pointers.listen();
      this.gestures().onReady?.();
    });
  }
}
