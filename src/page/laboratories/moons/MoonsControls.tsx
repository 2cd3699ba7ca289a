/** The controls of two moons: those that mean something for what the board shows. */

import { ParameterNumber, ParameterSelect, ParameterSlider } from '../../panels/controls/ParameterControls.tsx';
import { SeedSection } from '../../panels/controls/SeedSection.tsx';
import { useStore } from '../../store/store.ts';

export default function MoonsControls() {
  const view = useStore((state) => state.controls.moonsView);
  return (
    <>
      <section aria-labelledby="controls-moons">
        <h2 id="controls-moons">Two moons</h2>
        <ParameterSelect field="moonsView" />
        {view === 'network' ? <ParameterSlider field="width" symbol="h" /> : <ParameterSlider field="widest" symbol="h" />}
        <ParameterSlider field="noise" />
      </section>
      <section aria-labelledby="controls-inference">
        <h2 id="controls-inference">Inference</h2>
        <ParameterSlider field="steps" symbol="T" />
        {view !== 'rates' && <ParameterSlider field="dt" symbol="dt" note="(activity rate)" />}
      </section>
      <section aria-labelledby="controls-learning">
        <h2 id="controls-learning">Learning</h2>
        <ParameterSlider field="learningRate" />
        <ParameterSelect field="optimiser" />
        <ParameterNumber field="batchSize" />
        <ParameterNumber field="iterations" />
      </section>
      <SeedSection severalRuns={view !== 'network'} />
    </>
  );
}
