/** The network: how deep, how wide, its nonlinearity, what it learns, and how its first weights are drawn. */

import { type Controls, controls as rows } from '../../../../model/controls.ts';
import { dataSets } from '../../../../model/problem/dataSets.ts';
import { MOST_PARAMETERS } from '../../../../model/problem/layerShapes.ts';
import { BareNumber, BareSelect, FieldNumber, FieldSelect, FieldSlider } from '../../../panels/controls/FieldControls.tsx';
import { useStore } from '../../../store/store.ts';
import { absentSaddles, mostConvolutions, networkOf, widestThatFits } from '../../../view/networkOf.ts';

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

/** Ends where the network would have more weights than fit, and says so there. */
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
