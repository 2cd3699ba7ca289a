/** A long job: how far it is, in a bar and in words, and the button that stops it or takes it up again. */

import type { Kind } from '../../model/experiments.ts';
import { useStore } from '../store/store.ts';
import { ProgressBar } from './ProgressBar.tsx';

interface Props {
  of: Kind;
  /** What the job is called. */
  name: string;
  /** How far it is, in words. */
  text: string;
}

export function JobBar({ of, name, text }: Props) {
  const busy = useStore((state) => state.computing[of]);
  const progress = useStore((state) => state[of]?.progress ?? 0);
  const { stop, resume } = useStore.getState();
  return (
    <div className="job">
      <ProgressBar name={name} progress={progress} text={text} />
      <span className="quiet">{text}</span>
      {busy && (
        <button type="button" className="button" onClick={() => stop(of)}>
          Stop
        </button>
      )}
      {!busy && progress < 1 && (
        <button type="button" className="button" onClick={() => resume(of)}>
          Resume
        </button>
      )}
    </div>
  );
}
