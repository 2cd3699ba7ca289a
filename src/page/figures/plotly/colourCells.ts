/** Colour fields of a flat figure's SVG as areas: plotly draws heat maps as bitmaps, which neither scale nor print well. */
import type { Figure } from '../figure.ts';

/** Areas in one field, at most: a finer field, such as images of digits, stays a bitmap, which is smaller. */
const mostAreas = 20_000;

/** The figure with steps of colour where the page has smooth ones: only steps can become areas. */
export function withSteps({ data, layout }: Figure): Figure {
  return { layout, data: data.map((trace) => steppedTrace(trace as LooseTrace) as Figure['data'][number]) };
}

interface LooseTrace {
  type?: string;
  zsmooth?: unknown;
  contours?: { coloring?: string };
}

function steppedTrace(trace: LooseTrace): LooseTrace {
  if (trace.type === 'heatmap' && trace.zsmooth) return { ...trace, zsmooth: false };
  if (trace.type === 'contour' && trace.contours?.coloring === 'heatmap')
    return { ...trace, contours: { ...trace.contours, coloring: 'fill' } };
  return trace;
}

/** The SVG with its bitmaps replaced by areas, one path a colour, wherever areas are few enough. */
export async function withCells(svg: string): Promise<string> {
  if (!svg.includes('<image')) return svg;
  const drawing = new DOMParser().parseFromString(svg, 'image/svg+xml');
  for (const image of [...drawing.querySelectorAll('image')]) {
    const areas = areasOf(await pixelsOf(image.getAttribute('href') ?? image.getAttribute('xlink:href') ?? ''));
    if (areas) image.replaceWith(asGroup(drawing, image, areas));
  }
  return new XMLSerializer().serializeToString(drawing);
}

async function pixelsOf(address: string): Promise<ImageData> {
  const picture = new Image();
  picture.src = address;
  await picture.decode();
  const { naturalWidth: width, naturalHeight: height } = picture;
  const context = new OffscreenCanvas(width, height).getContext('2d')!;
  context.drawImage(picture, 0, 0);
  return context.getImageData(0, 0, width, height);
}

/** Rectangles of one colour, in parts of the field's sides. */
interface Areas {
  colour: number;
  rectangles: { x: number; y: number; width: number; height: number }[];
}

/** Runs of one colour, row by row, over as many equal rows as there are; null where they are too many. */
export function areasOf({ data, width, height }: Pick<ImageData, 'data' | 'width' | 'height'>): Areas[] | null {
  const pixels = new Uint32Array(data.buffer, data.byteOffset, width * height);
  const byColour = new Map<number, Areas['rectangles']>();
  let count = 0;
  for (let top = 0, bottom = 0; top < height; top = bottom) {
    for (bottom = top + 1; bottom < height && isSameRow(pixels, width, top, bottom); ) bottom++;
    for (let left = 0, right = 0; left < width; left = right) {
      const colour = pixels[top * width + left];
      for (right = left + 1; right < width && pixels[top * width + right] === colour; ) right++;
      if (colour >>> 24 === 0) continue; // nothing is drawn here
      if (++count > mostAreas) return null;
      const rectangle = { x: left / width, y: top / height, width: (right - left) / width, height: (bottom - top) / height };
      const known = byColour.get(colour);
      if (known) known.push(rectangle);
      else byColour.set(colour, [rectangle]);
    }
  }
  return Array.from(byColour, ([colour, rectangles]) => ({ colour, rectangles }));
}

function isSameRow(pixels: Uint32Array, width: number, row: number, other: number): boolean {
  for (let i = 0; i < width; i++) if (pixels[row * width + i] !== pixels[other * width + i]) return false;
  return true;
}

function asGroup(drawing: Document, image: Element, areas: Areas[]): Element {
  const [left, top, across, down] = ['x', 'y', 'width', 'height'].map((name) => Number(image.getAttribute(name) ?? 0));
  const group = drawing.createElementNS('http://www.w3.org/2000/svg', 'g');
  for (const { colour, rectangles } of areas) {
    const path = drawing.createElementNS('http://www.w3.org/2000/svg', 'path');
    const corners = rectangles.map(({ x, y, width, height }) => {
      const [w, h] = [rounded(width * across), rounded(height * down)];
      return `M${rounded(left + x * across)} ${rounded(top + y * down)}h${w}v${h}h${-w}z`;
    });
    path.setAttribute('d', corners.join(''));
    paint(path, colour);
    group.append(path);
  }
  return group;
}

/** Little-endian red, green, blue and opacity. The edge of the areas' own colour closes the seams between them. */
function paint(path: Element, colour: number): void {
  const channels = [colour & 255, (colour >>> 8) & 255, (colour >>> 16) & 255];
  const fill = `rgb(${channels.join(',')})`;
  const opacity = (colour >>> 24) / 255;
  path.setAttribute('fill', fill);
  path.setAttribute('stroke', fill);
  path.setAttribute('stroke-width', '0.3');
  if (opacity < 1) path.setAttribute('opacity', String(rounded(opacity)));
}

const rounded = (value: number): number => Math.round(1000 * value) / 1000;
