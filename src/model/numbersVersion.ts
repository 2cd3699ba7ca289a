/**
 * Version of the numbers: raised whenever a run of the same request begins to take other steps (another stream of random numbers, another
 * order of sums, other files of data), so that no checkpoint taken before is continued after.
 */
export const numbersVersion = 6;
