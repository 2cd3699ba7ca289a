/** var(dW_2)/var(dW_3) over the weight steps by width: its mean as published, ours in both variants, and BP's. */

import { useStore } from '../../store/store.ts';
import { sweptWidths } from './moonsRows.ts';
import { divergedText, ratioDigits } from './moonsWords.ts';
import { ratioCell } from './presets/activityStatistics.ts';
import { publishedRatios } from './presets/publishedMoons.ts';
import { activityRatesOf } from './requests/moonsRequests.ts';

export function RatioTable() {
  const runs = useStore((state) => state.activityRates?.runs) ?? [];
  const controls = useStore((state) => state.controls);
  const [divided, whole = divided] = activityRatesOf(controls.dt, controls.batchSize);
  const diverged = divergedText(runs);
  return (
    <>
      <table className="quantities moons-ratios">
        <caption>var(dW₂)/var(dW₃) over the weight steps of all seeds</caption>
        <thead>
          <tr>
            <th scope="col">h</th>
            <th scope="col" title="Mean over the weight steps, activity step divided by the batch size">
              published
            </th>
            <th scope="col" title="Activity step divided by the batch size">
              divided: mean
            </th>
            <th
              scope="col"
              title="Median over the weight steps, activity step divided by the batch size: one unstable step can decide a mean, but no median"
            >
              median
            </th>
            <th scope="col" title="Activity step as it is: median">
              as it is
            </th>
            <th scope="col" title="Median">
              BP
            </th>
          </tr>
        </thead>
        <tbody>
          {sweptWidths(controls).map((width) => {
            const published = publishedRatios.find((row) => row.width === width);
            return (
              <tr key={width}>
                <th scope="row">{width}</th>
                <td>{published && ratioDigits(published.ratio)}</td>
                <td>{ratioDigits(ratioCell(runs, width, divided).mean)}</td>
                <td>{ratioDigits(ratioCell(runs, width, divided).median)}</td>
                <td>{ratioDigits(ratioCell(runs, width, whole).median)}</td>
                <td>{ratioDigits(ratioCell(runs, width, null).median)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {diverged && <p className="quiet fine">{diverged}</p>}
    </>
  );
}
