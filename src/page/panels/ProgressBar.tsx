/** How far a job is, as a bar; screen readers say it in the words given. */
interface Props {
  /** What the job is called. */
  name: string;
  /** 0 to 1. */
  progress: number;
  /** How far it is, in words. */
  text: string;
}

export function ProgressBar({ name, progress, text }: Props) {
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
