/** What we read of plotly's own drawing state: it has no public door to the camera in motion or to pixel positions. */
import type { PlotlyHTMLElement } from 'plotly.js';
import type { Camera } from '../figure.ts';

interface PlottedAxis {
  /** Pixels from the plot area's edge to data. */
  p2d(pixels: number): number;
  d2p(value: number): number;
  /** Pixels from the plot's edge to the plot area. */
  _offset: number;
  _length: number;
}

export interface PlottedScene {
  getCamera(): { eye: Camera };
  /** Called when the WebGL context is lost. */
  recoverContext(): void;
  glplot?: { gl: WebGLRenderingContext; onrender: (() => void) | null };
}

export type GraphDiv = PlotlyHTMLElement & {
  _fullLayout?: { scene?: { _scene?: PlottedScene; aspectratio: Camera }; xaxis?: PlottedAxis; yaxis?: PlottedAxis };
};

export const plottedScene = (plot: GraphDiv): PlottedScene | null => {
  const scene = plot._fullLayout?.scene?._scene;
  return scene?.glplot ? scene : null;
};
