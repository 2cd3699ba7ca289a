/** How both learners learn: the step, the optimiser, the batches and for how long. */

import { useStore } from '../../store/store.ts';
import { isChain } from '../../view/networkOf.ts';
import { BatchRow } from './BatchRow.tsx';
import { ParameterNumber, ParameterSelect, ParameterSlider } from './ParameterControls.tsx';

export function LearningSection() {
  const chain = useStore((state) => isChain(state.controls));
  return (
    <section aria-labelledby="controls-learning">
      <h2 id="controls-learning">Learning</h2>
      <ParameterSlider field="learningRate" />
      <ParameterSelect field="optimiser" />
      <BatchRow />
      <ParameterNumber field="iterations" />
      {!chain && <ParameterNumber field="pcRate" />}
      {!chain && <ParameterSelect field="ending" />}
      {!chain && <ParameterSelect field="restarts" />}
    </section>
  );
}
