/** Restores files that the page wrote: a picture or a CSV brings back its experiment, a checkpoint its run. */
import { shortened } from '../../../model/computeError.ts';
import { readStateFromCsv } from '../../export/csv.ts';
import { useStore } from '../../store/store.ts';
import { restoreCheckpoint } from './checkpointFiles.ts';

const isPicture = ({ type, name }: File): boolean => type.startsWith('image/') || /\.png$/i.test(name);

/** Restores the file, with a notice of the outcome. Resolves to false where the page did not write the file. */
export async function restoreFile(file: File): Promise<boolean> {
  if (isPicture(file)) {
    await restorePicture(file);
    return true;
  }
  if (await restoreCheckpoint(file)) return true;
  const query = await readStateFromCsv(file);
  if (query) restore(query, file);
  return query !== null;
}

async function restorePicture(file: File): Promise<void> {
  try {
    const { readStateFromPng } = await import('../../export/pngState.ts');
    restore(await readStateFromPng(file), file);
  } catch (error) {
    const { notify } = useStore.getState();
    notify('error', `${shortened(file.name)} could not be restored: ${error instanceof Error ? error.message : error}`);
  }
}

function restore(query: string, { name }: File): void {
  const { restore, notify } = useStore.getState();
  restore(query);
  notify('information', `Restored from ${shortened(name)}.`);
}
