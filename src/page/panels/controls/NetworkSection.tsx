/** The network: how deep, how wide, its nonlinearity, what it learns, and how its first weights are drawn. */
import { dataSets } from '../../../model/dataSets.ts';
import { MOST_PARAMETERS } from '../../../model/layerShapes.ts';
import { type Parameters, parameters as rows } from '../../../model/parameters.ts';
import { absentSaddles, mostConvolutions, networkOf, widestThatFits } from '../../store/consistency.ts';
import { useStore } from '../../store/store.ts';
import { BareNumber, BareSelect, ParameterNumber, ParameterSelect, ParameterSlider } from './ParameterControls.tsx';

export function NetworkSection() {
  const parameters = useStore((state) => state.parameters);
  const hasPoint = useStore((state) => state.point !== null);
  const { data, hidden, convolutions, initial, saddle } = parameters;
  const most = mostConvolutions(parameters);
  return (
    <section aria-labelledby="controls-network">
      <h2 id="controls-network">Network</h2>
      <ParameterSlider field="hidden" symbol="H" />
      {convolutions < hidden && <WidthSlider parameters={parameters} />}
      {most > 0 && <ParameterSlider field="convolutions" range={{ min: 0, max: most }} />}
      {convolutions > 0 && <ParameterSlider field="channels" note={channelsNote(parameters)} />}
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
          <BareSelect field="saddle" disabled={absentSaddles(parameters, hasPoint)} />
          {saddle === 'rank' && <BareNumber field="rank" />}
        </span>
      </div>
      <ParameterSelect field="initial" />
      {initial === 'normal' && <ParameterSlider field="scale" symbol="σ" />}
    </section>
  );
}

/** Ends where the network would have more weights than fit, and says so there. */
function WidthSlider({ parameters }: { parameters: Parameters }) {
  const widest = widestThatFits(parameters);
  const isLimited = parameters.width === widest && widest < rows.width.max;
  const limit = `Wider, the network would have more than ${MOST_PARAMETERS.toLocaleString('en')} weights`;
  const range = { min: rows.width.min, max: widest };
  return <ParameterSlider field="width" range={range} typedTo={widest} warning={isLimited ? limit : null} />;
}

/** Of each convolution: `8, 16, 32`. */
const channelsNote = (parameters: Parameters): string | undefined => {
  const channels = networkOf(parameters).convolution?.channels ?? [];
  return channels.length > 1 ? channels.join(', ') : undefined;
};
