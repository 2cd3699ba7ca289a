/** The network: how deep, how wide, its nonlinearity, what it learns, and how its first weights are drawn. */

import { type Controls, controls as rows } from '../../../model/controls.ts';
import { dataSets } from '../../../model/problem/dataSets.ts';
import { MOST_PARAMETERS } from '../../../model/problem/layerShapes.ts';
import { useStore } from '../../store/store.ts';
import { absentSaddles, mostConvolutions, networkOf, widestThatFits } from '../../view/networkOf.ts';
import { BareNumber, BareSelect, ParameterNumber, ParameterSelect, ParameterSlider } from './ParameterControls.tsx';

export function NetworkSection() {
  const controls = useStore((state) => state.controls);
  const hasPoint = useStore((state) => state.point !== null);
  const { data, hidden, convolutions, initial, saddle } = controls;
  const most = mostConvolutions(controls);
  return (
    <section aria-labelledby="controls-network">
      <h2 id="controls-network">Network</h2>
      <ParameterSlider field="hidden" symbol="H" />
      {convolutions < hidden && <WidthSlider controls={controls} />}
      {most > 0 && <ParameterSlider field="convolutions" range={{ min: 0, max: most }} />}
      {convolutions > 0 && <ParameterSlider field="channels" note={channelsNote(controls)} />}
      <ParameterSelect field="activation" />
      <ParameterSelect field="data" />
      {dataSets[data].sizes === null && data !== 'own' && <ParameterNumber field="dimension" />}
      {data === 'teacher' && <ParameterNumber field="decay" />}
      {data === 'two-moons' && <ParameterNumber field="noise" />}
      <div className="row">
        <span className="label" title={rows.saddle.hint}>
          Around
        </span>
        <span className="pair">
          <BareSelect field="saddle" disabled={absentSaddles(controls, hasPoint)} />
          {saddle === 'rank' && <BareNumber field="rank" />}
        </span>
      </div>
      <ParameterSelect field="initial" />
      {initial === 'normal' && <ParameterSlider field="scale" symbol="σ" />}
    </section>
  );
}

/** Ends where the network would have more weights than fit, and says so there. */
function WidthSlider({ controls }: { controls: Controls }) {
  const widest = widestThatFits(controls);
  const isLimited = controls.width === widest && widest < rows.width.max;
  const limit = `Wider, the network would have more than ${MOST_PARAMETERS.toLocaleString('en')} weights`;
  const range = { min: rows.width.min, max: widest };
  return <ParameterSlider field="width" range={range} typedTo={widest} warning={isLimited ? limit : null} />;
}

/** Of each convolution: `8, 16, 32`. */
const channelsNote = (controls: Controls): string | undefined => {
  const channels = networkOf(controls).convolution?.channels ?? [];
  return channels.length > 1 ? channels.join(', ') : undefined;
};
