/** The controls of the landscape: which plane through weight space is drawn, how finely, and where on the plane the learners start. */
import { useShallow } from 'zustand/react/shallow';
import { controls as rows } from '../../../../model/controls.ts';
import { weightName } from '../../../../model/problem/weightName.ts';
import { axisTitle } from '../../../figures/axes.ts';
import { BareSelect, FieldSelect, FieldSlider } from '../../../panels/controls/FieldControls.tsx';
import { NumberInput } from '../../../panels/controls/NumberInput.tsx';
import { numberText } from '../../../panels/numberText.ts';
import { useStore } from '../../../store/store.ts';
import { axesOf, hasTwoWeights, hasVolume, isLarge, networkOf } from '../../../view/networkOf.ts';
import { onPlane } from '../../../view/requestParts.ts';
import { viewOf } from '../../../view/view.ts';
import { AxisRow } from './AxisRow.tsx';

/** Which plane through weight space is drawn, how finely, and where on it the learners start. */
export function LandscapeSection() {
  const controls = useStore((state) => state.controls);
  const { plane, centre, domain, saddle, view } = controls;
  const isAtTheOrigin = centre === 'origin' || (centre === 'saddle' && saddle === 'origin');
  const axes = useStore(useShallow(({ controls, axisA, axisB }) => axesOf(controls, axisA, axisB)));
  const third = hasVolume(controls) && axes ? [0, 1, 2].find((index) => !axes.includes(index)) : undefined;
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
      {plane === 'coordinates' && !hasTwoWeights(controls) && (
        <>
          <AxisRow axis="axisA" label="First axis" />
          <AxisRow axis="axisB" label="Second axis" />
        </>
      )}
      {plane === 'coordinates' && isAtTheOrigin && third !== undefined && (
        <FieldSlider field="held" symbol={weightName(networkOf(controls), third)} range={{ min: -domain, max: domain }} />
      )}
      <DomainSlider />
      <FieldSlider field="resolution" />
      <StartFields />
      {view !== 'volume' && <FieldSelect field="heights" />}
      <FieldSelect field="ramp" />
      {isLarge(controls) && <FieldSelect field="landscapes" />}
    </section>
  );
}

/** The half-width of the plane; where it is fitted to the paths, as it came out, until the slider is moved. */
function DomainSlider() {
  const isOnPaths = useStore((state) => onPlane(viewOf(state)).plane.kind === 'paths');
  const isFitted = useStore((state) => isOnPaths && state.controls.fit === 'paths');
  const drawn = useStore((state) => state.landscape?.axis.at(-1));
  const { set } = useStore.getState();
  return (
    <>
      <FieldSlider
        field="domain"
        shown={isFitted ? drawn : undefined}
        note={isFitted ? 'fitted to both paths' : undefined}
        format={(value) => `±${numberText(value, 2)}`}
      />
      {isOnPaths && !isFitted && (
        <button type="button" className="button bare end" onClick={() => set('fit', 'paths')}>
          Fit to both paths
        </button>
      )}
    </>
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
  const domain = useStore((state) => state.landscape?.axis.at(-1) ?? state.controls.domain);
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
