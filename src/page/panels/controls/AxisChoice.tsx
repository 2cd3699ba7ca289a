/** Which weight an axis shows: a list of names while it is short enough to read, an index to type beyond that. */
import { parameters as rows } from '../../../model/parameters.ts';
import { weightName } from '../../../model/weightName.ts';
import { networkOf, weightCount } from '../../store/consistency.ts';
import { useStore } from '../../store/store.ts';
import { Select } from '../Select.tsx';
import { NumberInput } from './NumberInput.tsx';

const longestList = 128;

export function AxisChoice({ field }: { field: 'first' | 'second' }) {
  const parameters = useStore((state) => state.parameters);
  const { set, notify } = useStore.getState();
  const network = networkOf(parameters);
  const index = parameters[field];
  const other = parameters[field === 'first' ? 'second' : 'first'];
  const count = weightCount(parameters);
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
