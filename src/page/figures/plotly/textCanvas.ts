/**
 * Plotly writes the text of 3D axes on one wide canvas and reads it back for every new label. Asking for a canvas that is
 * made to be read keeps those reads off the graphics card, and the browser from warning about them. Import it before
 * plotly, which makes its canvas as it loads.
 */
const widthOfTextCanvas = 8192;
const original = HTMLCanvasElement.prototype.getContext as (
  this: HTMLCanvasElement,
  kind: string,
  options?: unknown,
) => RenderingContext | null;

HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
  if (kind !== '2d' || this.width !== widthOfTextCanvas) return original.call(this, kind, options);
  HTMLCanvasElement.prototype.getContext = original as typeof HTMLCanvasElement.prototype.getContext;
  return original.call(this, kind, { willReadFrequently: true });
} as typeof HTMLCanvasElement.prototype.getContext;
