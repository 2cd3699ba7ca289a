/** The landscapes' controls: every one that means something now, in the order of the computation. */

import { type Controls, controls as rows } from '../../../../model/controls.ts';
import { dataSets } from '../../../../model/problem/dataSets.ts';
import { MOST_PARAMETERS } from '../../../../model/problem/layerShapes.ts';
import {
  BareNumber,
  BareSelect,
  BatchRow,
  FieldNumber,
  FieldSelect,
  FieldSlider,
  SeedSection,
} from '../../../panels/controls/FieldControls.tsx';
import { numberText } from '../../../panels/numberText.ts';
import { useStore } from '../../../store/store.ts';
import { absentSaddles, isChain, mostConvolutions, networkOf, widestThatFits } from '../../../view/networkOf.ts';
import { LandscapeSection } from './LandscapeSection.tsx';

/** The landscapes' controls: every one that means something now, in the order of the computation. */
export function LandscapesControls() {
  return (
    <>
      <NetworkSection />
      <LearningSection />
      <InferenceSection />
      <LandscapeSection />
      <SeedSection />
    </>
  );
}

/** The network: how deep, how wide, its nonlinearity, what it learns, and how its first weights are drawn. */
export function NetworkSection() {
  const controls = useStore((state) => state.controls);
  const hasPoint = useStore((state) => state.point !== null);
  const { data, hidden, convolutions, initial, saddle } = controls;
  const most = mostConvolutions(controls);
  return (
    <section aria-labelledby="controls-network">
      <h2 id="controls-network">Network</h2>
      <FieldSlider field="hidden" symbol="H" />
      {convolutions < hidden && <WidthSlider controls={controls} />}
      {most > 0 && <FieldSlider field="convolutions" range={{ min: 0, max: most }} />}
      {convolutions > 0 && <FieldSlider field="channels" note={channelsNote(controls)} />}
      <FieldSelect field="activation" />
      <FieldSelect field="data" />
      {dataSets[data].sizes === null && data !== 'own' && <FieldNumber field="dimension" />}
      {data === 'teacher' && <FieldNumber field="decay" />}
      {data === 'two-moons' && <FieldNumber field="noise" />}
      <div className="row">
        <span className="label" title={rows.saddle.hint}>
          Around
        </span>
        <span className="pair">
          <BareSelect field="saddle" disabled={absentSaddles(controls, hasPoint)} />
          {saddle === 'rank' && <BareNumber field="rank" />}
        </span>
      </div>
      <FieldSelect field="initial" />
      {initial === 'normal' && <FieldSlider field="scale" symbol="σ" />}
    </section>
  );
}

/** The slider of the width, which ends where a wider network would have more weights than fit, with a warning there. */
function WidthSlider({ controls }: { controls: Controls }) {
  const widest = widestThatFits(controls);
  const isLimited = controls.width === widest && widest < rows.width.max;
  const limit = `Wider, the network would have more than ${MOST_PARAMETERS.toLocaleString('en')} weights`;
  const range = { min: rows.width.min, max: widest };
  return <FieldSlider field="width" range={range} typedTo={widest} warning={isLimited ? limit : null} />;
}

/** Channels of each convolution: `8, 16, 32`. */
const channelsNote = (controls: Controls): string | undefined => {
  const channels = networkOf(controls).convolution?.channels ?? [];
  return channels.length > 1 ? channels.join(', ') : undefined;
};

/** How both learners learn: the step, the optimiser, the batches and for how long. */
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

/** How predictive coding infers before it learns, with the largest stable step beside the one in use. */
export function InferenceSection() {
  const dt = useStore((state) => state.controls.dt);
  // The limit at the inference panel's weights; the limit on the whole grid where only the landscape is computed.
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
