/** Measured slopes beside predicted ones, one row a network and learner, with the range of scales that each was fitted over. */
import type { EscapeFrame, EscapeNetwork } from '../../../model/requests.ts';
import { useStore } from '../../store/store.ts';
import { numberText } from '../numberText.ts';
import { rangeText, ratioAtSmallest } from './escapeWords.ts';

const slopeText = (slope: number): string => numberText(slope, 3);

export function SlopeTable() {
  const sweep = useStore((state) => state.escape);
  return (
    <table className="readings slopes">
      <thead>
        <tr>
          <th scope="col">d ln t / d ln σ</th>
          <th scope="col">measured</th>
          <th scope="col">predicted</th>
          <th scope="col">fitted over σ</th>
        </tr>
      </thead>
      {sweep?.networks.map((network) => (
        <NetworkRows key={network.widths.join()} sweep={sweep} network={network} />
      ))}
      {!sweep && (
        <tbody>
          <tr>
            <td colSpan={4} className="quiet">
              Filled while the runs escape.
            </td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

function NetworkRows({ sweep, network }: { sweep: EscapeFrame; network: EscapeNetwork }) {
  const ratio = ratioAtSmallest(sweep, network);
  return (
    <tbody>
      {(['bp', 'pc'] as const).map((learner) => {
        const { fit } = network[learner];
        const predicted = network.predictedSlope[learner];
        return (
          <tr key={learner}>
            <th scope="row">
              <span className={`dot ${learner}`} /> {learner.toUpperCase()}, L = {network.layers}
            </th>
            <td>{fit ? slopeText(fit.slope) : ''}</td>
            <td>{predicted === null ? '' : predicted === 0 ? 'log(1/σ)' : slopeText(predicted)}</td>
            <td>{fit ? rangeText(fit) : 'not settled'}</td>
          </tr>
        );
      })}
      {ratio && (
        <tr>
          <th scope="row" colSpan={4} className="quiet">
            {network.widths.join('-')}: BP takes {numberText(ratio.ratio, 3)} times as long as PC at σ ={' '}
            {numberText(ratio.scale, 2)}
          </th>
        </tr>
      )}
    </tbody>
  );
}
