/** How many random inputs a fuzz test tries: a share in `npm test`, and all of them in `npm run fuzz`. */
export const fuzzRuns = (share: number, all: number): number => (process.env.FUZZ ? all : share);
