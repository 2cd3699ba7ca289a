/** How both learners learn: the step, the optimiser, the batches and for how long. */
import { parameters } from '../../../model/parameters.ts';
import { BareNumber, BareSelect, ParameterNumber, ParameterSelect, ParameterSlider } from './ParameterControls.tsx';

export function LearningSection() {
  return (
    <section aria-labelledby="controls-learning">
      <h2 id="controls-learning">Learning</h2>
      <ParameterSlider field="learningRate" />
      <ParameterSelect field="optimiser" />
      <div className="row">
        <span className="label" title={parameters.batches.hint}>
          Batch
        </span>
        <span className="pair">
          <BareNumber field="batchSize" />
          <BareSelect field="batches" />
        </span>
      </div>
      <ParameterNumber field="iterations" />
      <ParameterSelect field="ending" />
      <ParameterSelect field="restarts" />
    </section>
  );
}
