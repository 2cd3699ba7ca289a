/** Energies so small beside the data that rounding decides their digits: they are withheld, with the reason. */
import type { InferenceFrame } from '../../../../../model/landscapes/frames.ts';
import { numberText } from '../../../../panels/numberText.ts';
import type { Withheld } from './QuantityTable.tsx';

/** The double precision's part of the strongest direction of the data, λmax(Σyy): what rounding may leave of an energy that is zero. */
const roundingOf = ({ moments }: Pick<InferenceFrame, 'moments'>): number => Number.EPSILON * moments.output;

/** `text`, or why no number is shown: `energy`, which the number is made of, is below what rounding leaves. */
export function aboveRounding(text: string, energy: number, frame: Pick<InferenceFrame, 'moments'>): string | Withheld {
  if (text === '' || !isRounding(energy, frame)) return text;
  return { word: 'rounding', reason: roundingReason(frame) };
}

/** Whether rounding decides the digits of an energy. */
export const isRounding = (energy: number, frame: Pick<InferenceFrame, 'moments'>): boolean => energy < roundingOf(frame);

export const roundingReason = (frame: Pick<InferenceFrame, 'moments'>): string =>
  `Not shown: energies below ${numberText(roundingOf(frame), 2)} are what rounding leaves beside these data`;
