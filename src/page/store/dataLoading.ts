/** How far the loading of a data set is, in words. */
import { dataSets } from '../../model/problem/dataSets.ts';
import type { DataProgress } from '../../model/service.ts';

/** A tenth at a time, so that it can be read; null when all of it has come. */
export function loadingText({ name, loaded, total }: DataProgress): string | null {
  if (loaded >= total) return null;
  const megabytes = (total / 1e6).toFixed(1);
  return `Loading ${dataSets[name].label}: ${10 * Math.floor((10 * loaded) / total)} % of ${megabytes} MB`;
}
