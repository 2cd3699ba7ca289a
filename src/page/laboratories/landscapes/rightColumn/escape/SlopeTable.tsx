/** Measured slopes beside predicted ones, one row a network and learner, with the range of scales that each was fitted over. */
import type { EscapeFrame, EscapeNetwork } from '../../../../../model/landscapes/escapeFrames.ts';
import { numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { rangeText, ratioAtSmallest } from './escapeWords.ts';

const slopeText = (slope: number): string => numberText(slope, 3);

export function SlopeTable() {
  const sweep = useStore((state) => state.escape);
  return (
    <table className="quantities slopes">
      <thead>
        <tr>
          <th scope="col" title="d ln t / d ln σ">
            slope
          </th>
          <th scope="col">measured</th>
          <th scope="col">predicted</th>
          <th scope="col" title="Scales that the measured slope was fitted over, and how many">
            over σ
          </th>
        </tr>
      </thead>
      {sweep?.networks.map((network) => (
        <NetworkRows key={network.widths.join()} sweep={sweep} network={network} name={nameOf(network, sweep)} />
      ))}
      {!sweep && (
        <tbody>
          <tr>
            <td colSpan={4} className="quiet">
              The slopes appear here as the runs escape.
            </td>
          </tr>
        </tbody>
      )}
    </table>
  );
}

/** What tells the network from the others: its depth, or its width. */
const nameOf = ({ layers, widths }: EscapeNetwork, { networks }: EscapeFrame): string =>
  networks.length > 1 && networks.every((other) => other.layers === layers) ? `width ${widths[1]}` : `L = ${layers}`;

function NetworkRows({ sweep, network, name }: { sweep: EscapeFrame; network: EscapeNetwork; name: string }) {
  const ratio = ratioAtSmallest(sweep, network);
  return (
    <tbody>
      {(['bp', 'pc'] as const).map((learner) => {
        const { fit } = network[learner];
        const predicted = network.predictedSlope[learner];
        return (
          <tr key={learner}>
            <th scope="row">
              <span className={`dot ${learner}`} /> {learner.toUpperCase()}, {name}
            </th>
            <td>{fit ? slopeText(fit.slope) : ''}</td>
            <td>
              {predicted === null
                ? ''
                : predicted === 0
                  ? 'log(1/σ)'
                  : learner === 'bp'
                    ? numberText(predicted, 1)
                    : slopeText(predicted)}
            </td>
            <td>{fit ? rangeText(fit) : 'not settled'}</td>
          </tr>
        );
      })}
      {ratio && (
        <tr>
          <th scope="row" colSpan={4} className="quiet">
            {name}: BP takes {numberText(ratio.ratio, 3)} × PC’s steps at σ = {numberText(ratio.scale, 2)}
          </th>
        </tr>
      )}
    </tbody>
  );
}
