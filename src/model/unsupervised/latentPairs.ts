/** Which pairs of digits are interpolated between, and in how many latents: the worker decodes them all, the page shows the one that is chosen. */

/** Latents from one digit's to another's, both ends included. */
export const interpolationSteps = 10;

/** Every a < b below `digits`: 01, 02, ..., 12, ... */
export const latentPairs = (digits: number): [number, number][] =>
  Array.from({ length: digits }, (_, a) =>
    Array.from({ length: digits - a - 1 }, (_, k): [number, number] => [a, a + 1 + k]),
  ).flat();
