/** What a person is told where a run goes on from a checkpoint of an earlier visit or of a file. */
import { controls } from '../../../model/controls.ts';
import type { TrainingCheckpoint, TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';
import type { Origin } from './runMemory.ts';

const name = (backend: TrainingCheckpoint['backend']): string => controls.backend.options[backend];

const momentText = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });

/** `frame`: the first since. A run on another path goes on in its own rounding, which is said too; a stored run that is complete is just shown: null. */
export function continuedText(
  { iteration, backend }: TrainingCheckpoint,
  { savedAt, file }: Origin,
  frame: Pick<TrainingFrame, 'iteration' | 'progress' | 'backend'>,
): string | null {
  const source = file === null ? `saved on ${momentText(savedAt)}` : `from ${file}, saved on ${momentText(savedAt)}`;
  if (frame.progress === 1 && frame.iteration === iteration)
    return file && `The run ${source}, is complete: ${iteration} iterations. Reset computes it again.`;
  const otherPath =
    frame.backend === backend
      ? ''
      : ` Its compute path is another now (${name(frame.backend)}, before ${name(backend)}): it goes on in that one’s rounding.`;
  return `Continued from iteration ${iteration}, ${source}.${otherPath} Reset starts again from 0.`;
}
