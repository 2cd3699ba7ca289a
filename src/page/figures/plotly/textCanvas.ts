/**
 * Plotly writes the text of 3D axes and the marks of points on one canvas, which it blackens and reads back for every new one. Asking for a canvas that is
 * made to be read keeps those reads off the graphics card, and the browser from warning about them; and a quarter of plotly's 8192 x 1024 pixels holds a
 * hundred letters of usual width, 64 pixels high. Plotly's marks are letters of whatever font the system has for them, in one browser twice as wide as
 * in another: the page draws its own. Import it before plotly, which makes its canvas as it loads.
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
  return withOwnMarks(original.call(this, kind, { willReadFrequently: true }) as CanvasRenderingContext2D);
} as typeof HTMLCanvasElement.prototype.getContext;

/** Plotly puts the middle of a mark on its point, wherever on the canvas the mark is; `size` is the width, where letters are 64 pixels high. */
const marks: Readonly<Record<string, { size: number; outline(context: CanvasRenderingContext2D, radius: number): void }>> = {
  '●': { size: 28, outline: (context, radius) => context.arc(0, 0, radius, 0, 2 * Math.PI) },
  '◆': {
    size: 49,
    outline(context, radius) {
      context.moveTo(radius, 0);
      context.lineTo(0, radius);
      context.lineTo(-radius, 0);
      context.lineTo(0, -radius);
    },
  },
};

function withOwnMarks(context: CanvasRenderingContext2D): CanvasRenderingContext2D {
  const fillText = context.fillText.bind(context);
  context.fillText = (text, x, y) => {
    const mark = marks[text.trim()];
    if (!mark) return fillText(text, x, y);
    const radius = mark.size / 2;
    context.save();
    context.translate(x + radius, y - radius);
    context.beginPath();
    mark.outline(context, radius);
    context.fill();
    context.restore();
  };
  return context;
}
