/** Between which two of the test digits the network draws. */
import { controls as rows } from '../../../model/controls.ts';
import { Select } from '../../panels/Select.tsx';
import { useStore } from '../../store/store.ts';

export function DigitPair() {
  return (
    <div className="row">
      <span className="label">From one digit to another</span>
      <span className="pair">
        <Digit field="digitFrom" other="digitTo" />
        <span className="quiet">to</span>
        <Digit field="digitTo" other="digitFrom" />
      </span>
    </div>
  );
}

/** By its class where that is known. */
function Digit({ field, other }: { field: 'digitFrom' | 'digitTo'; other: 'digitFrom' | 'digitTo' }) {
  const images = useStore((state) => state.unsupervised?.images);
  const value = useStore((state) => state.controls[field]);
  const taken = useStore((state) => state.controls[other]);
  const { set } = useStore.getState();
  const names = images
    ? Array.from(images.digits, (i) => images.classNames[images.labels[i]])
    : Array.from({ length: rows[field].max + 1 }, (_, place) => String(place));
  return (
    <Select
      name={rows[field].label}
      title={rows[field].hint}
      value={String(value)}
      options={Object.fromEntries(names.map((name, place) => [place, name]))}
      disabled={[String(taken)]}
      onChange={(place) => set(field, Number(place))}
    />
  );
}
