/** The scales of heights of the loss and the energy: the same for both, each its own, or logarithmic; and the words that say which. */
import type { Controls } from '../../../../model/controls.ts';
import type { LandscapeFrame } from '../../../../model/landscapes/frames.ts';
import type { DrawnLandscape } from '../../../figures/figure.ts';
import { endsOf, flatText, type HeightRange, heightRange, isFlat, quantile, roundOffOf } from '../../../figures/heightRange.ts';
import { numberText } from '../../../panels/numberText.ts';

export interface HeightScale extends Pick<DrawnLandscape, 'range' | 'logarithmic' | 'logarithmicHeights'> {
  /** Parts of the caption under the landscape. */
  notes: string[];
}

export type HeightScales = Record<'loss' | 'energy', HeightScale>;

type Heights = Pick<LandscapeFrame, 'loss' | 'equilibratedEnergy' | 'backend'>;

/** Scales by frame: figures and captions ask for those of one frame many times, and each takes a pass over all heights. */
const known = new WeakMap<Heights, Partial<Record<Controls['heights'], HeightScales>>>();

/** The scales are taken from the loss and F*: they rest while inference time is scrubbed. */
export function heightScales(landscape: Heights, choice: Controls['heights']): HeightScales {
  const ofFrame = known.get(landscape) ?? {};
  known.set(landscape, ofFrame);
  ofFrame[choice] ??= scalesOf(landscape, choice);
  return ofFrame[choice];
}

/** A surface, and what a scale is chosen by. */
interface Surface {
  name: string;
  heights: ArrayLike<number>;
  /** Least and largest height. */
  ends: [number, number];
  isFlat: boolean;
  /** Part of the level by which heights differ as they are rounded. */
  roundOff: number;
}

type Pair = readonly [loss: Surface, energy: Surface];

function scalesOf({ loss, equilibratedEnergy, backend }: Heights, choice: Controls['heights']): HeightScales {
  const roundOff = roundOffOf(backend);
  const pair: Pair = [surfaceOf('loss', loss, roundOff), surfaceOf('F*', equilibratedEnergy, roundOff)];
  const make = { same: sameScale, own: ownScales, log: logarithmicScale }[choice === 'auto' ? chosenFor(pair) : choice];
  const [ofLoss, ofEnergy] = make(pair);
  return { loss: ofLoss, energy: ofEnergy };
}

function surfaceOf(name: string, heights: ArrayLike<number>, roundOff: number): Surface {
  const ends = endsOf([heights]);
  return { name, heights, ends, isFlat: ends[0] <= ends[1] && isFlat(ends, roundOff), roundOff };
}

/** A surface that fills a smaller part of a scale than this cannot be read. */
const leastPart = 0.1;

/** Decades from the lowest heights to the highest from which on logarithmic heights tell more. */
const manyDecades = 3;

/** A surface that spans a smaller part of the other has no relief beside it, and a scale of its own would draw as much as the other's. */
const nothingBeside = 1e-3;

/** The same scale while both can be read on it: a surface that is flat, or flat beside the other, tells all it has to say there. */
function chosenFor(pair: Pair): Exclude<Controls['heights'], 'auto'> {
  const whole = spanOf(commonEnds(pair));
  if (isFlatBeside(pair) && pair.some(({ ends }) => spanOf(ends) >= leastPart * whole)) return 'same';
  const isCrowded = pair.some(
    (surface) => spanOf(surface.ends) > 0 && !surface.isFlat && spanOf(surface.ends) < leastPart * whole,
  );
  if (!isCrowded) return 'same';
  return pair.every((surface) => surface.ends[0] > 0 && decadesOf(floorOf([surface]), surface.ends[1]) >= manyDecades)
    ? 'log'
    : 'own';
}

function isFlatBeside(pair: Pair): boolean {
  const [low, high] = pair.map(({ ends }) => spanOf(ends)).sort((one, other) => one - other);
  return low > 0 && low < nothingBeside * high;
}

const commonEnds = (pair: Pair): [number, number] => endsOf(pair.map(({ ends }) => ends));
const rangeOf = (surfaces: readonly Surface[]): HeightRange =>
  heightRange(
    surfaces.map(({ heights }) => heights),
    surfaces[0].roundOff,
  );
const spanOf = ([low, high]: readonly [number, number]): number => high - low;
const decadesOf = (low: number, high: number): number => Math.log10(high / low);

type Scales = [HeightScale, HeightScale];

const linearScale = ({ range, logarithmic, note }: HeightRange, notes: string[]): HeightScale => ({
  range,
  logarithmic,
  logarithmicHeights: false,
  notes: logarithmic && note ? [...notes, note] : notes,
});

function sameScale(pair: Pair): Scales {
  const common = rangeOf(pair);
  const spans = isFlatBeside(pair) ? spansText(pair) : null;
  const compared = spans ? `same height scale: ${spans}` : 'same height scale';
  return pair.map((surface) => linearScale(common, [...surfaceNotes(surface), compared])) as Scales;
}

/** What is unusual about a surface itself. */
function surfaceNotes({ name, heights, ends, isFlat }: Surface): string[] {
  const missing = Array.from(heights).filter((height) => !Number.isFinite(height)).length;
  return [
    ...(isFlat ? [`${name} ${flatText(ends)}`] : []),
    ...(missing > 0 ? [`${name} not finite at ${missing} of ${heights.length} points, which are left out`] : []),
  ];
}

function ownScales(pair: Pair): Scales {
  const compared = ['own height and colour scales', spansText(pair)].filter((part) => part !== null).join(': ');
  return pair.map((surface) => linearScale(rangeOf([surface]), [...surfaceNotes(surface), compared])) as Scales;
}

/** How much of the taller surface the lower one spans; null where one is flat or has no heights. */
function spansText(pair: Pair): string | null {
  const [low, high] = [...pair].sort((one, other) => spanOf(one.ends) - spanOf(other.ends));
  const times = spanOf(high.ends) / spanOf(low.ends);
  if (pair.some((surface) => surface.isFlat) || !(times > 0 && times < Infinity)) return null;
  return `${named(low)} spans ${partText(times)} of ${named(high)}`;
}

function partText(times: number): string {
  if (times < 1.5) return `${Math.round(100 / times)} %`;
  if (times > 1000) return numberText(1 / times, 1);
  return `1/${times < 9.5 ? numberText(times, 2) : Math.round(times)}`;
}

const named = ({ name }: Surface): string => (name === 'loss' ? 'the loss' : name);

/** The same scale where a logarithm has nothing to spread: flat heights, or none above zero. */
function logarithmicScale(pair: Pair): Scales {
  const [low, high] = commonEnds(pair);
  if (isFlat([low, high], pair[0].roundOff)) return sameScale(pair);
  if (high <= 0)
    return sameScale(pair).map((scale) => ({ ...scale, notes: [...scale.notes, 'no height above 0 has a logarithm'] })) as Scales;
  const floor = floorOf(pair);
  const decades = decadesOf(floor, high);
  const isCut = low < floor;
  const note = [
    `heights logarithmic, ${decades < 1.95 ? decades.toFixed(1) : Math.round(decades)} decades`,
    ...(isCut ? [`lower ones drawn at ${numberText(floor, 1).replace(/^1·/, '')}`] : []),
  ].join(', ');
  return pair.map((surface) => ({
    range: [floor, high],
    logarithmic: true,
    logarithmicHeights: true,
    notes: [...surfaceNotes(surface), note],
  })) as Scales;
}

/** Share of the positive heights that may be lower than a logarithmic axis begins: the few points beside a valley's floor would take most of the axis. */
const shareBelow = 0.01;

/** Where a logarithmic axis begins: at the lowest height where this is positive and not far below the others, else at a power of ten. */
function floorOf(surfaces: readonly Surface[]): number {
  const positive = surfaces.flatMap(({ heights }) => Array.from(heights).filter((height) => height > 0));
  const usual = quantile(positive, shareBelow);
  const [low] = endsOf(surfaces.map(({ ends }) => ends));
  return low > usual / 10 ? low : 10 ** (Math.ceil(Math.log10(usual)) - 1);
}
