/** Saves the run's checkpoint as a file and opens such files; says in a notice what came of it. */
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
    const { writeCheckpoint } = await import('../../checkpointFile/writeCheckpoint.ts'); // the zip library comes with the first file
    const run = { state: writeQuery(state), widths: widthsOf(state.controls), savedAt: Date.now() };
    const { experiment, seed } = state.controls;
    const name = `saddlescope-${experiment}-seed-${seed}-iteration-${checkpoint.iteration}.checkpoint.npz`;
    download(writeCheckpoint(checkpoint, run), name);
    state.notify('information', `The checkpoint of iteration ${checkpoint.iteration} is saved as ${name}.`);
  } catch (error) {
    state.notify('error', `The checkpoint could not be saved: ${(error as Error).message}`);
  }
}

/** Says which file and what is wrong in it, where it cannot be opened; the page is as before then. */
export async function openCheckpoint(file: File): Promise<void> {
  const { openCheckpoint: open, notify } = useStore.getState();
  await open(file).catch((error: Error) => notify('error', `The checkpoint could not be opened. ${error.message}`));
}
