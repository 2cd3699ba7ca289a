/** The numbers beside the claims about two moons: pure functions from live frames to words. */

import type { Frames } from '../../../../model/experiments.ts';
import { type ActivityCell, bestCell, cellOf, ratesIn, ratioCell, widthsIn } from './activityStatistics.ts';

/** Accuracies this close to the best count as no worse. */
const close = 0.02;

const percent = (part: number): string => (100 * part).toFixed(1);

/** `best rate 0.03 at h = 16, 0.003 at h = 256; within 2 points of it up to 0.1 and 0.05; BP 90.2 to 96.8 %`. */
export function bestRates({ activityRates }: Frames): string | null {
  const runs = activityRates?.runs ?? [];
  const known = widthsIn(runs).flatMap((width) => {
    const best = bestCell(runs, width);
    return best
      ? [
          {
            width,
            best,
            largest: largestClose(
              ratesIn(runs).map((rate) => cellOf(runs, width, rate)),
              best,
            ),
          },
        ]
      : [];
  });
  const [first, last] = [known[0], known.at(-1)];
  if (!first || !last || first === last) return null;
  const bp = widthsIn(runs)
    .map((width) => cellOf(runs, width, null).mean)
    .filter(Number.isFinite);
  return [
    `best rate ${first.best.rate} at h = ${first.width}, ${last.best.rate} at h = ${last.width}`,
    `within ${100 * close} points of it up to ${first.largest} and ${last.largest}`,
    `BP ${percent(Math.min(...bp))} to ${percent(Math.max(...bp))} %`,
  ].join('; ');
}

/** The largest rate from the best on whose accuracy stays close to the best one's. */
function largestClose(cells: ActivityCell[], best: ActivityCell & { rate: number }): number {
  let largest = best.rate;
  for (const { rate, mean } of cells) {
    if (rate! <= best.rate) continue;
    if (!(mean >= best.mean - close)) break;
    largest = rate!;
  }
  return largest;
}

/** Medians over the weight steps at the smaller rate, the one divided by the batch size: `PC’s median 1.9e-3 at h = 50, 3.0e-4 at h = 800: 6.3 times less; BP’s 4.0 and 1.3`. */
export function ratioFall({ activityRates }: Frames): string | null {
  const runs = activityRates?.runs ?? [];
  const rate = ratesIn(runs)[0] ?? null;
  if (rate === null) return null;
  const cells = widthsIn(runs)
    .map((width) => ({ width, pc: ratioCell(runs, width, rate), bp: ratioCell(runs, width, null) }))
    .filter(({ pc }) => pc.runs > 0);
  const [first, last] = [cells[0], cells.at(-1)];
  if (!first || !last || first === last) return null;
  const words = ({ width, pc }: typeof first) => `${pc.median.toExponential(1)} at h = ${width}`;
  const fall = (first.pc.median / last.pc.median).toPrecision(2);
  return `PC’s median ${words(first)}, ${words(last)}: ${fall} times less; BP’s ${first.bp.median.toPrecision(2)} and ${last.bp.median.toPrecision(2)}`;
}

/** The newest test accuracies: `after 32 steps BP 96.9 %, PC 96.5 % of the test points`. */
export function decisionAccuracy({ decision }: Frames): string | null {
  if (!decision || decision.iteration === 0) return null;
  const { bp, pc, iteration } = decision;
  return `after ${iteration} steps BP ${percent(bp.accuracy.at(-1)!)} %, PC ${percent(pc.accuracy.at(-1)!)} % of the test points`;
}
