/** The weight along one axis of the plane: its layer, and its row and column in the layer's matrix. */
import { layerShapes } from '../../../../model/problem/layerShapes.ts';
import { layerName } from '../../../../model/problem/weightName.ts';
import { placeHere, readPlace, writePlace } from '../../../../model/problem/weightPlace.ts';
import { Select } from '../../../panels/controls/Choices.tsx';
import { NumberInput } from '../../../panels/controls/NumberInput.tsx';
import { useStore } from '../../../store/store.ts';
import { type AxisField, withAxis } from '../../../view/changes.ts';
import { isChain, networkOf } from '../../../view/networkOf.ts';
import { viewOf } from '../../../view/view.ts';

/** Stands for a layer that the network does not have. */
const ABSENT = 'absent';

/** In a chain, whose matrices have one entry, the layer alone. */
export function AxisRow({ axis, label }: { axis: AxisField; label: string }) {
  const controls = useStore((state) => state.controls);
  const text = useStore((state) => state[axis]);
  const network = networkOf(controls);
  const shapes = layerShapes(network);
  const here = placeHere(network, text);
  const { row, column } = here ?? readPlace(text)!;
  const choose = (layer: number, chosenRow: number, chosenColumn: number) => {
    const { rows, columns } = shapes[layer - 1];
    const place = { layer, row: Math.min(chosenRow, rows), column: Math.min(chosenColumn, columns), of: null };
    const { show } = useStore.getState();
    show(withAxis(viewOf(useStore.getState()), axis, writePlace(place)));
  };
  const layers = Object.fromEntries(shapes.map((_, l) => [String(l + 1), layerName(network, l + 1)]));
  const shape = here && shapes[here.layer - 1];
  return (
    <div className="row">
      <span
        className="label"
        title="The weight along this axis of the plane: its layer, and its row and column in the layer’s matrix"
      >
        {label}
      </span>
      <span className="pair axis">
        <Select
          name={`${label}, layer`}
          value={here ? String(here.layer) : ABSENT}
          options={here ? layers : { [ABSENT]: 'none', ...layers }}
          onChange={(layer) => layer !== ABSENT && choose(Number(layer), row, column)}
        />
        {shape && !isChain(controls) && (
          <>
            <Entry name={`${label}, row`} value={row} most={shape.rows} onCommit={(typed) => choose(here.layer, typed, column)} />
            <Entry
              name={`${label}, column`}
              value={column}
              most={shape.columns}
              onCommit={(typed) => choose(here.layer, row, typed)}
            />
          </>
        )}
      </span>
    </div>
  );
}

interface EntryProps {
  name: string;
  value: number;
  most: number;
  onCommit(typed: number): void;
}

/** A row or a column of the layer's matrix, typed. */
function Entry({ name, value, most, onCommit }: EntryProps) {
  const { notify } = useStore.getState();
  return (
    <NumberInput
      name={name}
      value={value}
      min={1}
      max={most}
      integer
      title={`${name}, 1 to ${most}`}
      onCommit={onCommit}
      onInvalid={(message) => notify('warning', message)}
    />
  );
}
