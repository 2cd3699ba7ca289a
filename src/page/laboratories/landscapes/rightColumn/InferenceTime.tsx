/** The slider of inference time, 0 to T and then, where it is shown, equilibrium; and the button that plays it. */

import { ValueSlider } from '../../../panels/controls/ValueSlider.tsx';
import { PauseIcon, RunIcon } from '../../../panels/icons.tsx';
import { reducedMotion, useMediaQuery } from '../../../panels/mediaQuery.ts';
import { useStore } from '../../../store/store.ts';
import { usePlayInference } from './usePlayInference.ts';

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
