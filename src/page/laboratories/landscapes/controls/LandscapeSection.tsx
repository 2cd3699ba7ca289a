/** The controls of the landscape: which plane through weight space is drawn, how finely, and where on the plane the learners start. */
import { useShallow } from 'zustand/react/shallow';
import { controls as rows } from '../../../../model/controls.ts';
import { weightName } from '../../../../model/problem/weightName.ts';
import { axisTitle } from '../../../figures/axes.ts';
import { Select } from '../../../panels/controls/Choices.tsx';
import { BareSelect, FieldSelect, FieldSlider } from '../../../panels/controls/FieldControls.tsx';
import { NumberInput } from '../../../panels/controls/NumberInput.tsx';
import { numberText } from '../../../panels/numberText.ts';
import { useStore } from '../../../store/store.ts';
import { hasVolume, isChain, isLarge, networkOf, weightCount } from '../../../view/networkOf.ts';

/** Which plane through weight space is drawn, how finely, and where on it the learners start. */
export function LandscapeSection() {
  const controls = useStore((state) => state.controls);
  const { plane, centre, first, second, domain } = controls;
  const everyWeightIsAnAxis = isChain(controls) && controls.hidden === 1;
  const third = hasVolume(controls) ? [0, 1, 2].find((index) => index !== first && index !== second) : undefined;
  return (
    <section aria-labelledby="controls-landscape">
      <h2 id="controls-landscape">Landscape</h2>
      <div className="row">
        <span className="label" title={rows.plane.hint}>
          Plane
        </span>
        <span className="pair">
          <BareSelect field="plane" />
          <span className="quiet">at</span>
          <BareSelect field="centre" />
        </span>
      </div>
      {plane === 'hessian' && <FieldSelect field="curvature" />}
      {plane === 'coordinates' && !everyWeightIsAnAxis && (
        <div className="row">
          <span className="label">Axes</span>
          <span className="pair">
            <AxisChoice field="first" />
            <AxisChoice field="second" />
          </span>
        </div>
      )}
      {plane === 'coordinates' && centre === 'origin' && third !== undefined && (
        <FieldSlider field="held" symbol={weightName(networkOf(controls), third)} range={{ min: -domain, max: domain }} />
      )}
      <FieldSlider field="domain" format={(value) => `±${numberText(value, 2)}`} />
      <FieldSlider field="resolution" />
      <StartFields />
      <FieldSelect field="ramp" />
      {isLarge(controls) && <FieldSelect field="landscapes" />}
    </section>
  );
}

/** The keyboard's way to place the start: its two coordinates, and the way back. */
function StartFields() {
  const [nameA, nameB] = useStore(useShallow((state) => state.landscape?.axisNames ?? ['w₁', 'w₂']));
  const placed = useStore((state) => state.start !== null);
  const [a, b] = useStore(
    useShallow((state) => [
      state.start?.a ?? state.landscape?.start.a ?? null,
      state.start?.b ?? state.landscape?.start.b ?? null,
    ]),
  );
  const domain = useStore((state) => state.controls.domain);
  const { placeStart, notify } = useStore.getState();
  const coordinate = (axis: string, value: number | null, place: (typed: number) => void) => (
    <NumberInput
      name={`Start ${axisTitle(axis)}`}
      value={value}
      min={-domain}
      max={domain}
      text={value === null ? '' : numberText(value, 2)}
      disabled={value === null}
      onCommit={place}
      onInvalid={(message) => notify('warning', message)}
    />
  );
  return (
    <>
      <div className="row">
        <span className="label" title="Where both learners start, in the plane; click or drag on a landscape to move it">
          Start <span className="quiet">◆</span>
        </span>
        <span className="pair">
          {coordinate(nameA, a, (typed) => placeStart({ a: typed, b: b ?? 0 }))}
          {coordinate(nameB, b, (typed) => placeStart({ a: a ?? 0, b: typed }))}
        </span>
      </div>
      {placed && (
        <button type="button" className="button bare end" onClick={() => placeStart(null)}>
          Use the seed’s start
        </button>
      )}
    </>
  );
}

const longestList = 128;

/** Which weight an axis shows: a list of names while it is short enough to read, an index to type beyond that. */
export function AxisChoice({ field }: { field: 'first' | 'second' }) {
  const controls = useStore((state) => state.controls);
  const { set, notify } = useStore.getState();
  const network = networkOf(controls);
  const index = controls[field];
  const other = controls[field === 'first' ? 'second' : 'first'];
  const count = weightCount(controls);
  const { label } = rows[field];
  if (count > longestList) {
    return (
      <NumberInput
        name={label}
        value={index}
        min={0}
        max={count - 1}
        integer
        text={weightName(network, index)}
        title={`Index of the weight, 0 to ${count - 1}`}
        onCommit={(typed) => set(field, typed)}
        onInvalid={(message) => notify('warning', message)}
      />
    );
  }
  const options = Object.fromEntries(Array.from({ length: count }, (_, weight) => [weight, weightName(network, weight)]));
  return (
    <Select
      name={label}
      value={String(index)}
      options={options}
      disabled={[String(other)]}
      onChange={(weight) => set(field, Number(weight))}
    />
  );
}
