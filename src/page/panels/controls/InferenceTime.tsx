/** The slider of inference time, 0 to T and then, where it is shown, equilibrium; and the button that plays it. */

import { useCallback, useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { reducedMotion, useMediaQuery } from '../appearance.ts';
import { PauseIcon, RunIcon } from '../icons.tsx';
import { ValueSlider } from './ValueSlider.tsx';

export function InferenceTime({ hasEquilibrium = true }: { hasEquilibrium?: boolean }) {
  const time = useStore((state) => state.time);
  const steps = useStore((state) => state.controls.steps);
  const still = useMediaQuery(reducedMotion);
  const { playing, play, stop } = usePlayInference();
  const { setTime } = useStore.getState();
  const last = hasEquilibrium ? steps + 1 : steps;
  const isEquilibrium = hasEquilibrium && time === 'equilibrium';
  const step = time === 'equilibrium' ? steps : Math.min(time, steps);
  const text = isEquilibrium ? 't = ∞' : `t = ${step}`;
  return (
    <div className="inference-time">
      <span className="label">Inference time</span>
      <ValueSlider
        name="Inference time"
        value={isEquilibrium ? last : step}
        valueText={isEquilibrium ? 'equilibrium, t = ∞' : text}
        title={
          hasEquilibrium
            ? '0 to T inference steps, then equilibrium: the loss turns into the equilibrated energy'
            : '0 to T inference steps'
        }
        min={0}
        max={last}
        integer
        spacing="linear"
        solid
        onChange={(place) => {
          stop();
          setTime(place > steps ? 'equilibrium' : place);
        }}
      />
      <span className="count">{text}</span>
      {!still && (
        <button
          type="button"
          className="button bare icon"
          aria-label={playing ? 'Stop inference' : 'Play inference'}
          title={playing ? 'Stop' : 'Play inference from t = 0 to T'}
          onClick={playing ? stop : play}
        >
          {playing ? <PauseIcon /> : <RunIcon />}
        </button>
      )}
    </div>
  );
}

const duration = 3000; // ms from t = 0 to t = T

/** Plays inference: t = 0, 1, ..., T in a few seconds, then rests at T. A person who takes the slider stops it. */
function usePlayInference(): { playing: boolean; play(): void; stop(): void } {
  const [playing, setPlaying] = useState(false);

  useEffect(() => {
    if (!playing) return;
    const { setTime } = useStore.getState();
    let began: number | null = null;
    let frame = requestAnimationFrame(function advance(now) {
      began ??= now;
      const { steps } = useStore.getState().controls;
      const along = Math.min((now - began) / duration, 1);
      const step = Math.round(along * steps);
      if (useStore.getState().time !== step) setTime(step);
      if (along < 1) frame = requestAnimationFrame(advance);
      else setPlaying(false);
    });
    return () => cancelAnimationFrame(frame);
  }, [playing]);

  return { playing, play: useCallback(() => setPlaying(true), []), stop: useCallback(() => setPlaying(false), []) };
}
