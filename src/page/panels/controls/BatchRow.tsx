/** The batches: how many samples each has, and whether every weight step draws new ones. */
import { parameters } from '../../../model/parameters.ts';
import { BareNumber, BareSelect } from './ParameterControls.tsx';

export function BatchRow() {
  return (
    <div className="row">
      <span className="label" title={parameters.batches.hint}>
        Batch
      </span>
      <span className="pair">
        <BareNumber field="batchSize" />
        <BareSelect field="batches" />
      </span>
    </div>
  );
}
