/** The comparison's controls: the network that all models share, how they learn and infer, and how their surfaces are drawn. */
import { type Controls, controls as rows } from '../../../model/controls.ts';
import { Select } from '../../panels/controls/Choices.tsx';
import { BatchRow, FieldNumber, FieldSelect, FieldSlider } from '../../panels/controls/FieldControls.tsx';
import { numberText } from '../../panels/numberText.ts';
import { useStore } from '../../store/store.ts';

/** The data sets offered: images with classes, and test images besides the training images. */
const offered = { 'fashion-mnist': 'Fashion-MNIST', mnist: 'MNIST' } as const satisfies Partial<Record<Controls['data'], string>>;

export default function ComparisonControls() {
  return (
    <>
      <section aria-labelledby="controls-network">
        <h2 id="controls-network">Network</h2>
        <FieldSlider field="hidden" symbol="H" />
        <FieldSlider field="width" range={{ min: 16, max: 1024 }} />
        <FieldSelect field="activation" />
        <DataChoice />
        <FieldSelect field="initial" />
        <ScaleOfNormal />
      </section>
      <section aria-labelledby="controls-learning">
        <h2 id="controls-learning">Learning</h2>
        <FieldSlider field="learningRate" />
        <FieldSlider field="relaxedRate" format={(rate) => numberText(rate, 2)} />
        <FieldSelect field="optimiser" />
        <BatchRow />
        <FieldNumber field="iterations" />
      </section>
      <section aria-labelledby="controls-inference">
        <h2 id="controls-inference">Inference</h2>
        <FieldSlider field="steps" symbol="T" />
        <UpdateEvery />
        <FieldSlider field="dt" symbol="dt" />
      </section>
      <section aria-labelledby="controls-surfaces">
        <h2 id="controls-surfaces">Loss surfaces</h2>
        <FieldSlider field="surfaceDomain" />
        <FieldSlider field="surfaceResolution" />
        <FieldSelect field="ramp" />
      </section>
      <section aria-labelledby="controls-seed">
        <h2 id="controls-seed">Seed</h2>
        <FieldNumber field="seed" />
      </section>
    </>
  );
}

function DataChoice() {
  const data = useStore((state) => state.controls.data);
  const { set } = useStore.getState();
  const options = data in offered ? offered : { ...offered, [data]: rows.data.options[data] };
  return (
    <div className="row">
      <span className="label" title={rows.data.hint}>
        {rows.data.label}
      </span>
      <Select<Controls['data']>
        name={rows.data.label}
        value={data}
        options={options as Record<Controls['data'], string>}
        onChange={(next) => set('data', next)}
      />
    </div>
  );
}

function ScaleOfNormal() {
  const isNormal = useStore((state) => state.controls.initial === 'normal');
  return isNormal && <FieldSlider field="scale" symbol="σ" />;
}

/** The slider of the inference steps between two weight updates, at most T. */
function UpdateEvery() {
  const steps = useStore((state) => state.controls.steps);
  return <FieldSlider field="updateEvery" symbol="k" note="(at most T)" range={{ min: 1, max: steps }} />;
}
