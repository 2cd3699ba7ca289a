/** The comparison's controls: the network that all models share, how they learn and infer, and how their surfaces are drawn. */
import { type Controls, controls as rows } from '../../../model/controls.ts';
import { BatchRow } from '../../panels/controls/BatchRow.tsx';
import { ParameterNumber, ParameterSelect, ParameterSlider } from '../../panels/controls/ParameterControls.tsx';
import { numberText } from '../../panels/numberText.ts';
import { Select } from '../../panels/Select.tsx';
import { useStore } from '../../store/store.ts';

/** Sets with classes, and images to test on that nothing is learnt from. */
const offered = { 'fashion-mnist': 'Fashion-MNIST', mnist: 'MNIST' } as const satisfies Partial<Record<Controls['data'], string>>;

export default function ComparisonControls() {
  return (
    <>
      <section aria-labelledby="controls-network">
        <h2 id="controls-network">Network</h2>
        <ParameterSlider field="hidden" symbol="H" />
        <ParameterSlider field="width" range={{ min: 16, max: 1024 }} />
        <ParameterSelect field="activation" />
        <DataChoice />
        <ParameterSelect field="initial" />
        <ScaleOfNormal />
      </section>
      <section aria-labelledby="controls-learning">
        <h2 id="controls-learning">Learning</h2>
        <ParameterSlider field="learningRate" />
        <ParameterSlider field="relaxedRate" format={(rate) => numberText(rate, 2)} />
        <ParameterSelect field="optimiser" />
        <BatchRow />
        <ParameterNumber field="iterations" />
      </section>
      <section aria-labelledby="controls-inference">
        <h2 id="controls-inference">Inference</h2>
        <ParameterSlider field="steps" symbol="T" />
        <UpdateEvery />
        <ParameterSlider field="dt" symbol="dt" />
      </section>
      <section aria-labelledby="controls-surfaces">
        <h2 id="controls-surfaces">Loss surfaces</h2>
        <ParameterSlider field="surfaceDomain" />
        <ParameterSlider field="surfaceResolution" />
        <ParameterSelect field="ramp" />
      </section>
      <section aria-labelledby="controls-seed">
        <h2 id="controls-seed">Seed</h2>
        <ParameterNumber field="seed" />
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
  return isNormal && <ParameterSlider field="scale" symbol="σ" />;
}

/** No more than there are inference steps. */
function UpdateEvery() {
  const steps = useStore((state) => state.controls.steps);
  return <ParameterSlider field="updateEvery" symbol="k" note="(at most T)" range={{ min: 1, max: steps }} />;
}
