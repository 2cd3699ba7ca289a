/** Plays inference: t = 0, 1, ..., T in a few seconds, then rests at T. The only clock in this panel; it stops when a person takes the slider. */
import { useCallback, useEffect, useState } from 'react';
import { useStore } from '../../../store/store.ts';

const duration = 3000; // ms from t = 0 to t = T

export function usePlayInference(): { playing: boolean; play(): void; stop(): void } {
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
