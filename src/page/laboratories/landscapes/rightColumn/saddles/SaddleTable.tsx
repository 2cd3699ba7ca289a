/** The critical points found, ascending in the loss, each with theory's value, its indices, and a way to look at it. */
import type { CriticalPoint } from '../../../../../model/landscapes/saddlesFrames.ts';
import { copyLink } from '../../../../panels/copyLink.ts';
import { TargetIcon } from '../../../../panels/icons.tsx';
import { numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { lookingAt } from '../../../../view/changes.ts';
import { curvatureText, differenceText, pointName, standingText, subsetText } from './saddleWords.ts';

export function SaddleTable() {
  const points = useStore((state) => state.saddles?.points);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className="scrolls" aria-label="Critical points" tabIndex={0}>
      <table className="quantities points">
        <thead>
          <tr>
            <th scope="col">rank</th>
            <th scope="col">
              <span className="visually-hidden">centre</span>
            </th>
            <th scope="col">loss</th>
            <th scope="col" title="Loss less theory’s critical value, ½ (tr Σ_yy − Σ λ_i over i in S)">
              − theory
            </th>
            <th scope="col" title="Negative eigenvalues of F*’s Hessian, and its smallest">
              F*: λ<sub>min</sub>
            </th>
            <th scope="col" title="Whether the point is critical for F* too, and what it is">
              for F*
            </th>
            <th scope="col">F*</th>
            <th scope="col" title="Negative eigenvalues of the loss’s Hessian, and its smallest">
              loss: λ<sub>min</sub>
            </th>
            <th scope="col" title="Directions of the data that the network has learnt, 1 the strongest">
              S
            </th>
            <th scope="col" title="Starts that led to a point like this">
              found
            </th>
          </tr>
        </thead>
        <tbody>
          {points?.map((point) => (
            <PointRow key={point.start} point={point} />
          ))}
          {!points?.length && (
            <tr>
              <td colSpan={10} className="quiet">
                The critical points appear here as the search finds them.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function PointRow({ point }: { point: CriticalPoint }) {
  const { lookAt } = useStore.getState();
  const name = pointName(point);
  return (
    <tr className={point.standing === 'flat' ? 'candidate' : undefined}>
      <th scope="row">{point.rank}</th>
      <td>
        <button
          type="button"
          className="button bare icon"
          aria-label={`Centre the landscape here: ${name}`}
          title="Centre the landscape here"
          onClick={() => lookAt(point.weights)}
        >
          <TargetIcon />
        </button>
        {point.standing === 'flat' && <CandidateLink point={point} />}
      </td>
      <td>{numberText(Math.abs(point.loss) < 1e-12 ? 0 : point.loss, 5)}</td>
      <td>{differenceText(point)}</td>
      <td>{curvatureText(point.energyIndex, point.energyMin)}</td>
      <td>{standingText(point)}</td>
      <td>{numberText(point.equilibratedEnergy < 1e-12 ? 0 : point.equilibratedEnergy, 5)}</td>
      <td>{curvatureText(point.lossIndex, point.lossMin)}</td>
      <td>{subsetText(point.theory)}</td>
      <td>{point.count} ×</td>
    </tr>
  );
}

/** News, if it holds: to be shared. */
function CandidateLink({ point }: { point: CriticalPoint }) {
  const share = () => {
    const state = useStore.getState();
    copyLink(lookingAt(state, Array.from(point.weights)), state.notify);
  };
  return (
    <button type="button" className="button" aria-label={`Copy link: ${pointName(point)}`} onClick={share}>
      Copy link
    </button>
  );
}
