/** Errors that cross the worker boundary, which keeps their name, message and stack: the page tells them apart by name. */

export type ComputeErrorName =
  | 'InvalidRequest'
  | 'Replaced'
  | 'DeviceLost'
  | 'BackendUnavailable'
  | 'DataUnavailable'
  | 'BadFile'
  | 'TooLarge'
  | 'Diverged';

export function computeError(name: ComputeErrorName, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
