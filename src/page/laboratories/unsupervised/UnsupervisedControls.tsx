/** The controls of unsupervised PC, in the order of the computation; those of inference and of the step may be changed while it learns. */
import { dataSets } from '../../../model/problem/dataSets.ts';
import type { DataName } from '../../../model/problem/problem.ts';
import { ParameterNumber, ParameterSelect, ParameterSlider } from '../../panels/controls/ParameterControls.tsx';
import { SeedSection } from '../../panels/controls/SeedSection.tsx';

/** What is no image cannot be generated; own data may be. */
const withoutImages = (Object.keys(dataSets) as DataName[]).filter((name) => !dataSets[name].image && name !== 'own');

export default function UnsupervisedControls() {
  return (
    <>
      <section aria-labelledby="controls-network">
        <h2 id="controls-network">Network</h2>
        <ParameterSlider field="latent" />
        <ParameterSlider field="hidden" symbol="H" />
        <ParameterSlider field="width" />
        <ParameterSelect field="activation" />
        <ParameterSelect field="data" disabled={withoutImages} />
      </section>
      <section aria-labelledby="controls-inference">
        <h2 id="controls-inference">Inference</h2>
        <ParameterSlider field="steps" symbol="T" />
        <ParameterSlider field="dt" symbol="dt" />
        <ParameterSlider field="sparsity" symbol="κ" />
      </section>
      <section aria-labelledby="controls-learning">
        <h2 id="controls-learning">Learning</h2>
        <ParameterSlider field="learningRate" />
        <ParameterNumber field="batchSize" />
        <ParameterNumber field="iterations" />
      </section>
      <SeedSection severalRuns={false} />
    </>
  );
}
