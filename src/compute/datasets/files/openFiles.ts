/** Opens a person's files: previews their fields, and makes the chosen fields the own data. File readers are loaded with the first file. */
import type { FilePreview, OwnChoice, OwnSizes } from '../../../model/problem/ownData.ts';
import type { Field, Numbers } from './field.ts';
import { previewOf } from './filePreview.ts';
import { keepOwnSet } from './latestOwnSet.ts';
import { ownSetOf } from './ownSet.ts';

let latest: { key: string; fields: Promise<Field[]> } | null = null; // files are read once, for the preview and for the choice that follows

/** Fields of the files. Throws `BadFile`. */
export const previewFiles = async (files: File[]): Promise<FilePreview> => previewOf(await fieldsOf(files));

/** Makes the chosen fields the own data. Throws `BadFile`, and leaves the earlier own data in place. */
export async function takeFiles(files: File[], choice: OwnChoice): Promise<OwnSizes> {
  const own = fieldsOf(files).then((fields) => ownSetOf(fields, choice, files.map(({ name }) => name).join(', ')));
  keepOwnSet(own);
  const { sizes } = await own;
  latest = null; // the samples are enough
  return sizes;
}

/** The arrays of a NumPy archive, flat, by name. Throws `BadFile`. */
export const readArchive = async (file: File): Promise<Record<string, Numbers>> =>
  (await import('./readFiles.ts')).readArchive(file);

function fieldsOf(files: File[]): Promise<Field[]> {
  const key = JSON.stringify(files.map(({ name, size, lastModified }) => [name, size, lastModified]));
  if (latest?.key !== key) latest = { key, fields: import('./readFiles.ts').then(({ readFiles }) => readFiles(files)) };
  return latest.fields;
}
