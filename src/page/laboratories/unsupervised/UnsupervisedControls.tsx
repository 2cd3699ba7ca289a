/** The controls of unsupervised PC, in the order of the computation; those of inference and of the step may be changed while it learns. */
import { type DataName, dataSets } from '../../../model/problem/dataSets.ts';
import { FieldNumber, FieldSelect, FieldSlider, SeedSection } from '../../panels/controls/FieldControls.tsx';

/** The network generates images alone; own data may be images. */
const withoutImages = (Object.keys(dataSets) as DataName[]).filter((name) => !dataSets[name].image && name !== 'own');

export default function UnsupervisedControls() {
  return (
    <>
      <section aria-labelledby="controls-network">
        <h2 id="controls-network">Network</h2>
        <FieldSlider field="latent" />
        <FieldSlider field="hidden" symbol="H" />
        <FieldSlider field="width" />
        <FieldSelect field="activation" />
        <FieldSelect field="data" disabled={withoutImages} />
      </section>
      <section aria-labelledby="controls-inference">
        <h2 id="controls-inference">Inference</h2>
        <FieldSlider field="steps" symbol="T" />
        <FieldSlider field="dt" symbol="dt" />
        <FieldSlider field="sparsity" symbol="κ" />
      </section>
      <section aria-labelledby="controls-learning">
        <h2 id="controls-learning">Learning</h2>
        <FieldSlider field="learningRate" />
        <FieldNumber field="batchSize" />
        <FieldNumber field="iterations" />
      </section>
      <SeedSection severalRuns={false} />
    </>
  );
}
