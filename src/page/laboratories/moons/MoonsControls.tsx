/** The controls of two moons: those that mean something for what the board shows. */

import { FieldNumber, FieldSelect, FieldSlider, SeedSection } from '../../panels/controls/FieldControls.tsx';
import { useStore } from '../../store/store.ts';

export default function MoonsControls() {
  const view = useStore((state) => state.controls.moonsView);
  return (
    <>
      <section aria-labelledby="controls-moons">
        <h2 id="controls-moons">Two moons</h2>
        <FieldSelect field="moonsView" />
        {view === 'network' ? <FieldSlider field="width" symbol="h" /> : <FieldSlider field="widest" symbol="h" />}
        <FieldSlider field="noise" />
      </section>
      <section aria-labelledby="controls-inference">
        <h2 id="controls-inference">Inference</h2>
        <FieldSlider field="steps" symbol="T" />
        {view !== 'rates' && <FieldSlider field="dt" symbol="dt" note="(activity rate)" />}
      </section>
      <section aria-labelledby="controls-learning">
        <h2 id="controls-learning">Learning</h2>
        <FieldSlider field="learningRate" />
        <FieldSelect field="optimiser" />
        <FieldNumber field="batchSize" />
        <FieldNumber field="iterations" />
      </section>
      <SeedSection severalRuns={view !== 'network'} />
    </>
  );
}
