/** Which weight an axis shows: a list of names while it is short enough to read, an index to type beyond that. */
import { controls as rows } from '../../../../model/controls.ts';
import { weightName } from '../../../../model/problem/weightName.ts';
import { Select } from '../../../panels/controls/Choices.tsx';
import { NumberInput } from '../../../panels/controls/NumberInput.tsx';
import { useStore } from '../../../store/store.ts';
import { networkOf, weightCount } from '../../../view/networkOf.ts';

const longestList = 128;

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
