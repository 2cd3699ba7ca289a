/** The actions on files that a person opens: own data, and checkpoints of a run. */
import { trainingRequest } from '../laboratories/landscapes/requests/landscapesRequests.ts';
import { viewOf } from '../view/view.ts';
import type { PageActions } from './state/pageState.ts';
import type { StoreParts } from './storeParts.ts';

type FileActions = Pick<PageActions, 'readFiles' | 'takeFiles' | 'openCheckpoint'>;

export function fileActions({ read, take, compute, memory, conversation, player, board }: StoreParts): FileActions {
  return {
    readFiles: (files, onProgress) => compute.readFiles(files, onProgress),
    async takeFiles(files, choice) {
      const { inputs, outputs, channels, fingerprint, remarks } = await compute.takeFiles(files, choice);
      const own = { data: 'own', ownInputs: inputs, ownOutputs: outputs, ownChannels: channels, ownData: fingerprint } as const;
      for (const remark of remarks) board.notify('warning', remark);
      const view = viewOf(read());
      player.race({ ...view, controls: { ...view.controls, ...own } });
    },
    async openCheckpoint(file) {
      const { readCheckpoint } = await import('../checkpointFile/checkpointFile.ts');
      const { view, checkpoint, savedAt } = await readCheckpoint(file, compute.readArchive);
      await memory.adopt(checkpoint, trainingRequest(view), { savedAt, file: file.name }).catch((error: Error) => {
        throw new Error(`${file.name}: ${error.message}`, { cause: error });
      });
      conversation.forget('training');
      take(view, { playing: false });
    },
  };
}
