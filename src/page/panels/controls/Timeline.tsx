/** The run's clock: run or pause, one step, back to the start, any iteration, any pace. */
import type { ReactNode } from 'react';
import { controls } from '../../../model/controls.ts';
import { useStore } from '../../store/store.ts';
import { PauseIcon, ResetIcon, RunIcon, StepIcon } from '../icons.tsx';
import { Select } from './Choices.tsx';
import { ValueSlider } from './ValueSlider.tsx';

const paces = { '0.25': '¼×', '0.5': '½×', '1': '1×', '2': '2×', '4': '4×', '8': '8×' } as const;

/** `children`: further buttons for the run, after the clock. */
export function Timeline({ children }: { children?: ReactNode }) {
  const playing = useStore((state) => state.playing);
  const speed = useStore((state) => state.speed);
  const { run, pause, step, reset, setSpeed } = useStore.getState();
  return (
    <div className="clock">
      <button
        type="button"
        className="button primary icon"
        aria-label={playing ? 'Pause' : 'Run'}
        title="Space"
        onClick={playing ? pause : run}
      >
        {playing ? <PauseIcon /> : <RunIcon />}
      </button>
      <button type="button" className="button bare icon" aria-label="Step" title="One weight step ( . )" onClick={step}>
        <StepIcon />
      </button>
      <button
        type="button"
        className="button bare icon"
        aria-label="Reset"
        title="Back to the start (R); a run continued from a checkpoint starts again"
        onClick={reset}
      >
        <ResetIcon />
      </button>
      <Scrubber />
      <Select
        name="Speed"
        value={String(speed) as keyof typeof paces}
        options={paces}
        onChange={(pace) => setSpeed(Number(pace))}
      />
      {children}
    </div>
  );
}

/** The slider of the iteration, a component of its own since it moves with every iteration and the buttons do not. */
function Scrubber() {
  const playhead = useStore((state) => state.playhead);
  const iterations = useStore((state) => state.controls.iterations);
  const total = Math.max(iterations, playhead);
  const more = Math.min(Math.max(iterations, 10), controls.iterations.max - iterations);
  const { scrub, extend } = useStore.getState();
  return (
    <>
      <ValueSlider
        name="Iteration"
        value={playhead}
        valueText={`iteration ${playhead} of ${total}`}
        min={0}
        max={total}
        integer
        spacing="linear"
        solid
        onChange={scrub}
      />
      <span className="count">
        {playhead} / {total}
      </span>
      {playhead >= total && more > 0 && (
        <button type="button" className="button bare" title="Continue both learners from here" onClick={() => extend(more)}>
          +{more}
        </button>
      )}
    </>
  );
}
