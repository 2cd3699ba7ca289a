/** The batches: how many samples each has, and whether every weight step draws new ones. */
import { controls } from '../../../model/controls.ts';
import { BareNumber, BareSelect } from './ParameterControls.tsx';

export function BatchRow() {
  return (
    <div className="row">
      <span className="label" title={controls.batches.hint}>
        Batch
      </span>
      <span className="pair">
        <BareNumber field="batchSize" />
        <BareSelect field="batches" />
      </span>
    </div>
  );
}
