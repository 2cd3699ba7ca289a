/** The origin of a checkpoint that this visit did not take, and the notice about the run that goes on from there. */
import { controls } from '../../../model/controls.ts';
import type { TrainingCheckpoint, TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';

export interface Origin {
  /** Milliseconds since 1970. */
  savedAt: number;
  /** Name of the file that a person opened; null for a checkpoint in the browser's storage. */
  file: string | null;
}

/**
 * The notice about a run that goes on from a checkpoint; null for a stored run that is complete and needs no notice. `frame` is the first frame
 * after the checkpoint: another compute path than the checkpoint's rounds differently, which the notice says.
 */
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

const name = (backend: TrainingCheckpoint['backend']): string => controls.backend.options[backend];

const momentText = (milliseconds: number): string =>
  new Date(milliseconds).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
