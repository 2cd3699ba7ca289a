/** Errors that cross to the page, told apart by name (the boundary keeps name, message and stack). */
import type { ComputeErrorName } from './service.ts';

export function computeError(name: ComputeErrorName, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}
