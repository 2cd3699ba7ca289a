/** The seed that everything random follows from, and how many seeds run, where several can. */
import { controls } from '../../../model/controls.ts';
import { useStore } from '../../store/store.ts';
import { BareNumber, FieldNumber } from './FieldControls.tsx';

/** `severalRuns`: whether what is shown has more than one run. */
export function SeedSection({ severalRuns = true }: { severalRuns?: boolean }) {
  const { set } = useStore.getState();
  const renew = () => set('seed', crypto.getRandomValues(new Uint16Array(1))[0]);
  return (
    <section aria-labelledby="controls-seed">
      <h2 id="controls-seed">Seed</h2>
      <div className="row">
        <span className="label" title={controls.seed.hint}>
          Seed
        </span>
        <span className="pair">
          <button type="button" className="button bare" onClick={renew} title="Draw new initial weights and batches">
            ↻ new seed
          </button>
          <BareNumber field="seed" />
        </span>
      </div>
      {severalRuns && <FieldNumber field="seeds" label="Runs, mean ± sd" />}
    </section>
  );
}
