/** Errors that cross the worker boundary, which keeps their name, message and stack: the page tells them apart by name. And how long a value in an error's words may be. */

export type ComputeErrorName =
  | 'InvalidRequest'
  | 'Replaced'
  | 'DeviceLost'
  | 'BackendUnavailable'
  | 'DataUnavailable'
  | 'PartMissing'
  | 'BadFile'
  | 'TooLarge'
  | 'Diverged';

export function computeError(name: ComputeErrorName, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

const LONGEST_VALUE = 60;

/** A text for an error or a notice to quote: cut off where it is longer than a line. */
export const shortened = (text: string, longest = LONGEST_VALUE): string =>
  text.length > longest ? `${text.slice(0, longest)}…` : text;
