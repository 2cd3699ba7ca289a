/** Opens a person's files: previews their fields, and makes the chosen fields the own data. File readers are loaded with the first file. */

import { shortened } from '../../../model/computeError.ts';
import type { FilePreview, OwnChoice, OwnSizes } from '../../../model/problem/ownData.ts';
import { Breather } from '../../engine/work/breather.ts';
import type { Numbers } from './field.ts';
import { previewOf } from './filePreview.ts';
import type { FileContent } from './joinedFiles.ts';
import { keepOwnSet } from './latestOwnSet.ts';
import { ownSetOf } from './ownSet.ts';
import { Reading } from './reading.ts';

let latest: { key: string; content: Promise<FileContent> } | null = null; // files are read once, for the preview and for the choice that follows

/** Fields of the files; `onProgress` is told how much is read, from 0 to 1. Throws `BadFile`. */
export const previewFiles = async (files: File[], onProgress?: (share: number) => void): Promise<FilePreview> =>
  previewOf(await contentOf(files, onProgress));

/** Makes the chosen fields the own data. Throws `BadFile`, and leaves the earlier own data in place. */
export async function takeFiles(files: File[], choice: OwnChoice): Promise<OwnSizes> {
  const breather = new Breather(new AbortController().signal);
  const own = contentOf(files).then((content) => breather.run(ownSetOf(content, choice, namesOf(files))));
  keepOwnSet(own);
  const { sizes } = await own;
  latest = null; // the samples are enough
  return sizes;
}

/** The arrays of a NumPy archive, flat, by name. Throws `BadFile`. */
export const readArchive = async (file: File): Promise<Record<string, Numbers>> =>
  (await import('./readFiles.ts')).readArchive(file);

const MOST_NAMED = 3;

/** `a.csv, b.csv, c.csv and 7 more`. */
function namesOf(files: File[]): string {
  const names = files.slice(0, MOST_NAMED).map(({ name }) => shortened(name, 80));
  return names.join(', ') + (files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '');
}

function contentOf(files: File[], onProgress?: (share: number) => void): Promise<FileContent> {
  const key = JSON.stringify(files.map(({ name, size, lastModified }) => [name, size, lastModified]));
  if (latest?.key !== key)
    latest = { key, content: import('./readFiles.ts').then(({ readFiles }) => readFiles(files, new Reading(onProgress))) };
  return latest.content;
}
