/** How both learners learn: the step, the optimiser, the batches and for how long. */

import { BatchRow, FieldNumber, FieldSelect, FieldSlider } from '../../../panels/controls/FieldControls.tsx';
import { useStore } from '../../../store/store.ts';
import { isChain } from '../../../view/networkOf.ts';

export function LearningSection() {
  const chain = useStore((state) => isChain(state.controls));
  return (
    <section aria-labelledby="controls-learning">
      <h2 id="controls-learning">Learning</h2>
      <FieldSlider field="learningRate" />
      <FieldSelect field="optimiser" />
      <BatchRow />
      <FieldNumber field="iterations" />
      {!chain && <FieldNumber field="pcRate" />}
      {!chain && <FieldSelect field="ending" />}
      {!chain && <FieldSelect field="restarts" />}
    </section>
  );
}
