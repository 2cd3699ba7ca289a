/** A scene's axes: which edges of the box carry them under this camera, the grid on the far sides, and words and numbers that never overlap. */
import { ink } from '../palette.ts';
import { type BoxAxis, inBox, type Point, type SceneFigure } from '../sceneFigure.ts';
import { type BoxPlace, boxProjection, type OnCard } from '../sceneProjection.ts';
import { logarithmicTicks, niceTicks } from '../ticks.ts';

/** A word or a number on the card; its middle, or where `anchor` says so the middle of its start, is at `left`, `top`. */
export interface Label {
  text: string;
  left: number;
  top: number;
  size: number;
  colour: string;
  anchor?: 'middle' | 'start';
}

export type Segment = readonly [from: Point, to: Point];

/** Numbers along an axis at most. */
const most = 5;

interface Edge {
  /** Of the three. */
  axis: number;
  from: Point;
  to: Point;
}

/** The corner of the floor that is nearest to the eye: 0 or 1 along each direction. */
const nearCorner = ({ camera }: Pick<SceneFigure, 'camera'>): [number, number] => [camera.x < 0 ? 0 : 1, camera.y < 0 ? 0 : 1];

/** The edges with numbers: the two of the floor before the eye, and the upright one that is seen on the left. */
function edgesOf(scene: SceneFigure, project: (point: Point) => OnCard): [Edge, Edge, Edge] {
  const [x, y] = nearCorner(scene);
  const uprights: [number, number][] = [
    [1 - x, y],
    [x, 1 - y],
  ];
  const [at] = uprights.sort((p, q) => project([...p, 0]).left - project([...q, 0]).left);
  return [
    { axis: 0, from: [0, y, 0], to: [1, y, 0] },
    { axis: 1, from: [x, 0, 0], to: [x, 1, 0] },
    { axis: 2, from: [...at, 0], to: [...at, 1] },
  ];
}

export interface DrawnAxes {
  /** Thin lines on the floor and on both far sides. */
  grid: Segment[];
  /** The axes themselves. */
  edges: Segment[];
  labels: Label[];
}

export function drawnAxes(scene: SceneFigure, place: BoxPlace): DrawnAxes {
  const { project } = boxProjection(place);
  const onCard = (point: Point) => project(...point);
  const edges = edgesOf(scene, onCard);
  const ticks = scene.axes.map(ticksOf) as [number[], number[], number[]];
  return {
    grid: gridOf(scene, ticks),
    edges: edges.map(({ from, to }) => [from, to] as const),
    labels: labelsOf(scene, edges, ticks, onCard, place),
  };
}

/** On a logarithmic axis at powers of ten. */
const ticksOf = ({ range, floor }: BoxAxis): number[] =>
  floor === undefined ? niceTicks(...range, most) : logarithmicTicks(floor, range[1]).tickvals;

function gridOf(scene: SceneFigure, ticks: number[][]): Segment[] {
  const [nearX, nearY] = nearCorner(scene);
  const [farX, farY] = [1 - nearX, 1 - nearY];
  const [xs, ys, zs] = ticks.map((values, i) => values.map((value) => inBox(scene.axes[i], value)));
  const border: Segment[] = [
    [
      [farX, 0, 0],
      [farX, 1, 0],
    ],
    [
      [0, farY, 0],
      [1, farY, 0],
    ],
    [
      [farX, farY, 0],
      [farX, farY, 1],
    ],
    [
      [farX, 0, 1],
      [farX, 1, 1],
    ],
    [
      [0, farY, 1],
      [1, farY, 1],
    ],
    [
      [farX, nearY, 0],
      [farX, nearY, 1],
    ],
    [
      [nearX, farY, 0],
      [nearX, farY, 1],
    ],
  ];
  const alongX = xs.flatMap((x): Segment[] => [
    [
      [x, 0, 0],
      [x, 1, 0],
    ],
    [
      [x, farY, 0],
      [x, farY, 1],
    ],
  ]);
  const alongY = ys.flatMap((y): Segment[] => [
    [
      [0, y, 0],
      [1, y, 0],
    ],
    [
      [farX, y, 0],
      [farX, y, 1],
    ],
  ]);
  const upwards = zs.flatMap((z): Segment[] => [
    [
      [0, farY, z],
      [1, farY, z],
    ],
    [
      [farX, 0, z],
      [farX, 1, z],
    ],
  ]);
  return [...border, ...alongX, ...alongY, ...upwards];
}

const tickSize = 11;
const titleSize = 13;
/** Between an edge and its numbers, and between these and the title, in pixels. */
const gap = { numbers: 7, title: 5 };

/** Average width of a letter, and the height of a line, in units of the text's size. */
const letter = { width: 0.56, height: 1.15 };

interface Box {
  width: number;
  height: number;
}

const sizeOfText = (text: string, size: number): Box => ({
  width: letter.width * size * text.length,
  height: letter.height * size,
});

/** How far a box of text reaches from its middle in a direction of length 1. */
const reach = ({ width, height }: Box, x: number, y: number): number => (Math.abs(x) * width + Math.abs(y) * height) / 2;

function labelsOf(
  scene: SceneFigure,
  edges: [Edge, Edge, Edge],
  ticks: number[][],
  onCard: (point: Point) => OnCard,
  card: { width: number; height: number },
): Label[] {
  const { text, quiet } = ink[scene.theme];
  const middle = onCard([0.5, 0.5, 0.5]);
  const byAxis = edges.map((edge) => {
    const values = ticks[edge.axis];
    const isLogarithmic = scene.axes[edge.axis].floor !== undefined;
    const texts = isLogarithmic ? values.map((value) => numberText(value)) : tickTexts(values);
    const [outX, outY] = outwards(onCard(edge.from), onCard(edge.to), middle);
    const numbers = values.map((value, i): Label => {
      const at = onCard(along(edge, inBox(scene.axes[edge.axis], value)));
      const far = gap.numbers + reach(sizeOfText(texts[i], tickSize), outX, outY);
      return { text: texts[i], left: at.left + far * outX, top: at.top + far * outY, size: tickSize, colour: quiet };
    });
    const widest = Math.max(0, ...texts.map((each) => 2 * reach(sizeOfText(each, tickSize), outX, outY)));
    return { edge, numbers, beyond: gap.numbers + widest + gap.title, out: [outX, outY] as const };
  });
  const titles = byAxis.map(({ edge, beyond, out: [outX, outY] }): Label => {
    const title = scene.axes[edge.axis].title;
    const box = sizeOfText(title, titleSize);
    if (edge.axis === 2) {
      const top = onCard(edge.to);
      return kept({ text: title, left: top.left, top: top.top - box.height, size: titleSize, colour: text }, card);
    }
    const at = onCard(along(edge, 0.5));
    const far = beyond + reach(box, outX, outY);
    return kept({ text: title, left: at.left + far * outX, top: at.top + far * outY, size: titleSize, colour: text }, card);
  });
  return withoutOverlaps(
    titles.filter((title) => title.text !== ''),
    byAxis.map(({ numbers }) => numbers.filter((number) => isOn(number, card))),
  );
}

const along = ({ from, to }: Edge, part: number): Point =>
  from.map((start, i) => start + part * (to[i] - start)) as unknown as Point;

/** The direction from the box's middle that is upright on an edge, on the card; of length 1. */
function outwards(from: OnCard, to: OnCard, middle: OnCard): [number, number] {
  const [alongX, alongY] = [to.left - from.left, to.top - from.top];
  const length = Math.hypot(alongX, alongY);
  const [x, y] = length < 1 ? [0, 1] : [-alongY / length, alongX / length];
  const fromMiddle = ((from.left + to.left) / 2 - middle.left) * x + ((from.top + to.top) / 2 - middle.top) * y;
  return fromMiddle < 0 ? [-x, -y] : [x, y];
}

/** The label, moved onto the card where it would leave it. */
function kept(label: Label, { width, height }: { width: number; height: number }): Label {
  const box = sizeOfText(label.text, label.size);
  const within = (value: number, half: number, end: number) =>
    Math.min(Math.max(value, half + 2), Math.max(end - half - 2, half + 2));
  return { ...label, left: within(label.left, box.width / 2, width), top: within(label.top, box.height / 2, height) };
}

function isOn({ text, size, left, top }: Label, card: Box): boolean {
  const { width, height } = sizeOfText(text, size);
  return left - width / 2 >= 0 && left + width / 2 <= card.width && top - height / 2 >= 0 && top + height / 2 <= card.height;
}

/** Pixels that part two numbers side by side: those of two axes would read as one. */
const apart = 7;

function overlap(one: Label, other: Label): boolean {
  const [box, otherBox] = [sizeOfText(one.text, one.size), sizeOfText(other.text, other.size)];
  return (
    Math.abs(one.left - other.left) < (box.width + otherBox.width) / 2 + apart &&
    Math.abs(one.top - other.top) < (box.height + otherBox.height) / 2
  );
}

/** Titles first; then each axis' numbers, every one or every second or third, as close as they can stand; without those that would lie on others. */
function withoutOverlaps(titles: Label[], axes: Label[][]): Label[] {
  const placed = [...titles];
  for (const numbers of axes) {
    const sparse = thinned(numbers);
    placed.push(...sparse.filter((number) => placed.every((other) => !overlap(number, other))));
  }
  return placed;
}

/** Every number, or every k-th with the least k for which no two overlap. */
function thinned(numbers: Label[]): Label[] {
  for (let stride = 1; stride < numbers.length; stride++) {
    const chosen = numbers.filter((_, i) => i % stride === 0);
    if (chosen.every((number, i) => i === 0 || !overlap(number, chosen[i - 1]))) return chosen;
  }
  return numbers.slice(0, 1);
}

/** The ticks' numbers, with as many digits as tell them apart; far from 1 as a factor times a power of ten. */
export function tickTexts(values: number[]): string[] {
  const largest = Math.max(0, ...values.map(Math.abs));
  if (largest === 0) return values.map(() => '0');
  const step = values.length > 1 ? Math.abs(values[1] - values[0]) : largest;
  const digits = Math.min(Math.max(1, Math.ceil(Math.log10(largest / step) + 1e-9) + 2), 15);
  return values.map((value) => numberText(Number(value.toPrecision(digits)), largest));
}

/** A number as an axis has it whose largest number is `largest`. */
export function numberText(value: number, largest = Math.abs(value)): string {
  if (value === 0) return '0';
  const sign = value < 0 ? '−' : '';
  if (largest >= 1e-3 && largest < 1e5) return sign + String(Math.abs(value));
  const [factor, power] = Math.abs(value).toExponential().split('e');
  const raised = [...String(Number(power))].map((digit) => superscripts[digit]).join('');
  return `${sign}${factor === '1' ? '' : `${factor}·`}10${raised}`;
}

const superscripts: Readonly<Record<string, string>> = {
  '-': '⁻',
  ...Object.fromEntries([...'⁰¹²³⁴⁵⁶⁷⁸⁹'].map((raised, digit) => [String(digit), raised])),
};

/** Half of a capital's height, in units of the text's size: by so much the baseline is below the middle. */
export const halfCapital = 0.36;

/** A label as SVG. */
export function labelSource({ text, left, top, size, colour, anchor = 'middle' }: Label): string {
  const place = `x="${left.toFixed(1)}" y="${(top + halfCapital * size).toFixed(1)}"`;
  return `<text ${place} font-size="${size}" fill="${colour}" text-anchor="${anchor}">${escaped(text)}</text>`;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
