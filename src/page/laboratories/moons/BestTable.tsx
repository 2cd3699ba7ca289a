/** Each width's best activity rate and its accuracy, as published and as measured here, with BP's beside them. */

import { useStore } from '../../store/store.ts';
import { sweptWidths } from './moonsRows.ts';
import { accuracyText, divergedText } from './moonsWords.ts';
import { bestCell, cellOf } from './presets/activityStatistics.ts';
import { publishedBest } from './presets/publishedMoons.ts';

export function BestTable() {
  const runs = useStore((state) => state.activityRates?.runs) ?? [];
  const controls = useStore((state) => state.controls);
  const diverged = divergedText(runs);
  return (
    <>
      <table className="quantities moons-best">
        <caption>Best rate and test accuracy, %</caption>
        <thead>
          <tr>
            <th scope="col">h</th>
            <th scope="col" colSpan={2}>
              published
            </th>
            <th scope="col" colSpan={2} title="Mean ± sd over the seeds, at the rate with the highest mean">
              ours
            </th>
            <th scope="col">BP</th>
          </tr>
        </thead>
        <tbody>
          {sweptWidths(controls).map((width) => {
            const published = publishedBest.find((row) => row.width === width);
            const best = bestCell(runs, width);
            return (
              <tr key={width}>
                <th scope="row">{width}</th>
                <td>{published?.rate}</td>
                <td>{published && (100 * published.accuracy).toFixed(1)}</td>
                <td>{best?.rate}</td>
                <td>{best && accuracyText(best)}</td>
                <td>{accuracyText(cellOf(runs, width, null))}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
      {diverged && <p className="quiet fine">{diverged}</p>}
    </>
  );
}
