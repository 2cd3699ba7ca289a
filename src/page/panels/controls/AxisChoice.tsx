/** Which weight an axis shows: a list of names while it is short enough to read, an index to type beyond that. */
import { parameters as rows } from '../../../model/parameters.ts';
import { weightCount } from '../../store/consistency.ts';
import { useStore } from '../../store/store.ts';
import { Select } from '../Select.tsx';
import { NumberInput } from './NumberInput.tsx';
import { weightName } from './weightNames.ts';

const longestList = 128;

export function AxisChoice({ field }: { field: 'first' | 'second' }) {
  const parameters = useStore((state) => state.parameters);
  const { set, notify } = useStore.getState();
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
        text={weightName(parameters, index)}
        title={`Index of the weight, 0 to ${count - 1}`}
        onCommit={(typed) => set(field, typed)}
        onInvalid={(message) => notify('warning', message)}
      />
    );
  }
  const options = Object.fromEntries(Array.from({ length: count }, (_, weight) => [weight, weightName(parameters, weight)]));
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
