/**
 * Plotly writes the text of 3D axes on one canvas, which it blackens and reads back for every new label. Asking for a canvas that is made to be read keeps those
 * reads off the graphics card, and the browser from warning about them; and a quarter of plotly's 8192 x 1024 pixels holds a hundred letters of
 * usual width, 64 pixels high. Import it before plotly, which makes its canvas as it loads.
 */
const plotlysWidth = 8192;
const [width, height] = [4096, 512];
const original = HTMLCanvasElement.prototype.getContext as (
  this: HTMLCanvasElement,
  kind: string,
  options?: unknown,
) => RenderingContext | null;

HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, options?: unknown) {
  if (kind !== '2d' || this.width !== plotlysWidth) return original.call(this, kind, options);
  HTMLCanvasElement.prototype.getContext = original as typeof HTMLCanvasElement.prototype.getContext;
  Object.assign(this, { width, height });
  return original.call(this, kind, { willReadFrequently: true });
} as typeof HTMLCanvasElement.prototype.getContext;
