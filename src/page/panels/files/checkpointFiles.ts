/** Saves the run's checkpoint as a file and opens such files, with a notice of the outcome. */
import { download } from '../../export/download.ts';
import { useStore } from '../../store/store.ts';
import { widthsOf } from '../../view/networkOf.ts';
import { writeQuery } from '../../view/writeQuery.ts';

export async function saveCheckpoint(): Promise<void> {
  const state = useStore.getState();
  const checkpoint = state.latestCheckpoint();
  if (!checkpoint)
    return state.notify('information', 'There is no checkpoint of this run yet: a large network’s come every 10 s.');
  try {
    const { writeCheckpoint } = await import('../../checkpointFile/checkpointFile.ts'); // the zip library comes with the first file
    const run = { state: writeQuery(state), widths: widthsOf(state.controls), savedAt: Date.now() };
    const { experiment, seed } = state.controls;
    const name = `saddlescope-${experiment}-seed-${seed}-iteration-${checkpoint.iteration}.checkpoint.npz`;
    download(writeCheckpoint(checkpoint, run), name);
    state.notify('information', `The checkpoint of iteration ${checkpoint.iteration} is saved as ${name}.`);
  } catch (error) {
    state.notify('error', `The checkpoint could not be saved: ${(error as Error).message}`);
  }
}

/** Goes on from a checkpoint's file. If the file is wrong, a notice says what is wrong in the file, and the page stays as before. */
export async function openCheckpoint(file: File): Promise<void> {
  report(await refusalOf(file));
}

/** Does the work of `openCheckpoint` if the file is a checkpoint, and nothing if the file is something else. Resolves to whether the file is a checkpoint. */
export async function restoreCheckpoint(file: File): Promise<boolean> {
  const refusal = await refusalOf(file);
  if (refusal?.name === 'NotACheckpoint') return false;
  report(refusal);
  return true;
}

const refusalOf = (file: File): Promise<Error | null> =>
  useStore
    .getState()
    .openCheckpoint(file)
    .then(
      () => null,
      (error: Error) => error,
    );

function report(refusal: Error | null): void {
  if (refusal) useStore.getState().notify('error', `The checkpoint could not be opened. ${refusal.message}`);
}
