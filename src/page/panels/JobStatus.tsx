/** The state of a computation: its progress, the buttons that ask for it, stop it or take it up again, and what went wrong. */
import { useEffect, useState } from 'react';
import type { Kind } from '../../model/experiments.ts';
import { dataNotice } from '../store/conversation/reports.ts';
import { progressOf } from '../store/state/pace.ts';
import { useStore } from '../store/store.ts';

interface JobProps {
  of: Kind;
  /** The progress bar's accessible name. */
  name: string;
  /** How far the job is, in words. */
  text: string;
}

/** A long job: a bar, its progress in words, and the button that stops the job or takes it up again. */
export function JobBar({ of, name, text }: JobProps) {
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

interface BarProps {
  /** The progress bar's accessible name. */
  name: string;
  /** 0 to 1. */
  progress: number;
  /** How far the job is, in words, which screen readers say. */
  text: string;
}

export function ProgressBar({ name, progress, text }: BarProps) {
  return (
    <span
      className="job-bar"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(100 * progress)}
      aria-valuetext={text}
    >
      <span style={{ transform: `scaleX(${progress})` }} />
    </span>
  );
}

/** A thin line at the top of a card while its figure is still being refined. */
export function Progress({ of }: { of: Exclude<Kind, 'training'> }) {
  const busy = useStore((state) => state.computing[of]);
  const progress = useStore(({ pace }) => pace[of] && progressOf(pace[of])) ?? 0;
  return (
    <div className={busy ? 'progress busy' : 'progress'} aria-hidden="true">
      <span style={{ transform: `scaleX(${busy ? progress : 1})` }} />
    </div>
  );
}

/** The error of a panel's latest request, shown in the panel, whose last good figure stays. Missing data are said by their notice, once for all panels. */
export function Failure({ of }: { of: Kind }) {
  const failure = useStore((state) => state.failure[of]);
  const isSaid = useStore(({ notices }) => failure !== null && notices.some(({ text }) => text === dataNotice(failure)));
  if (failure === null || isSaid) return null;
  return (
    <p className="failure" role="alert">
      {failure}
    </p>
  );
}

const refresh = 250; // ms

/** performance.now(), four times a second while `runs`: a component that says how long its job will take counts down with it. */
export function useClock(runs: boolean): number {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => setNow(performance.now()), refresh);
    return () => clearInterval(timer);
  }, [runs]);
  return now;
}

/** The place of a figure that the page does not compute by itself for a large network, with the button that asks for it; or does not compute at all. */
export function OnRequest({ what, ofConvolutions = false }: { what: string; ofConvolutions?: boolean }) {
  const { set } = useStore.getState();
  const hasConvolutions = useStore((state) => state.controls.convolutions > 0);
  if (hasConvolutions && !ofConvolutions) return <p className="empty">{what} is shown for fully connected networks.</p>;
  return (
    <div className="empty">
      <p>
        {what} of a network this large takes minutes{hasConvolutions ? '' : ' in float64'}, and training slows down meanwhile.
      </p>
      <button type="button" className="button" onClick={() => set('landscapes', 'always')}>
        {hasConvolutions ? 'Compute landscapes' : 'Compute landscapes and inference'}
      </button>
    </div>
  );
}
