/** How predictive coding infers before it learns, with the largest stable step beside the one in use. */

import { FieldSelect, FieldSlider } from '../../../panels/controls/FieldControls.tsx';
import { numberText } from '../../../panels/numberText.ts';
import { useStore } from '../../../store/store.ts';

export function InferenceSection() {
  const dt = useStore((state) => state.controls.dt);
  // At the weights the inference panel looks at; on the whole grid where only the landscape has answered.
  const stable = useStore((state) => state.inference?.stableDt ?? state.landscape?.stableDt ?? null);
  const unstable = stable !== null && dt >= stable;
  return (
    <section aria-labelledby="controls-inference">
      <h2 id="controls-inference">Inference</h2>
      <FieldSlider field="steps" symbol="T" />
      <FieldSlider
        field="dt"
        symbol="dt"
        note={stable === null ? undefined : `(stable < ${numberText(stable, 2)})`}
        warning={unstable ? `Inference diverges at dt = ${numberText(dt, 2)}; it settles below ${numberText(stable, 3)}.` : null}
      />
      <FieldSelect field="learner" />
      <FieldSelect field="stopping" />
    </section>
  );
}
