/** The tab of the saddle search: which network is searched, its progress, its verdict on the conjecture, and every critical point found. */
import { controls as rows } from '../../../../../model/controls.ts';
import type { CriticalPoint } from '../../../../../model/landscapes/saddlesFrames.ts';
import { BareNumber, FieldSelect } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard, LiveFigure } from '../../../../panels/FigureCard.tsx';
import { copyLink } from '../../../../panels/header/ShareButton.tsx';
import { TargetIcon } from '../../../../panels/icons.tsx';
import { Failure, JobBar } from '../../../../panels/JobStatus.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { centredOn } from '../../../../view/changes.ts';
import { saddlesRow } from './saddleScatter.ts';
import { conjectureText, curvatureText, detailsText, foundText, pointName, searchProgress, standingText } from './saddleWords.ts';

/** The saddle search: what is searched, how far it is, what it says about the conjecture, and every critical point found. */
export default function SaddlesPanel({ onExport }: PanelProps) {
  const isLinear = useStore((state) => state.controls.activation === 'linear');
  if (!isLinear) return <p className="empty">Saddles are searched for in linear networks, whose critical values are known.</p>;
  return (
    <>
      <div className="sweep">
        <FieldSelect field="searched" />
        <div className="row">
          <span className="label" title={rows.searchStarts.hint}>
            {rows.searchStarts.label}
          </span>
          <BareNumber field="searchStarts" />
        </div>
      </div>
      <SearchProgress />
      <Failure of="saddles" />
      <Verdict />
      <FigureCard title="Saddles" className="tall" onDownload={() => onExport(saddlesRow)}>
        <LiveFigure
          row={saddlesRow}
          before={<p className="empty">The critical points found: their loss, and the least curvature of F* there.</p>}
        />
      </FigureCard>
      <SaddleTable />
      <p className="quiet fine">
        Newton’s steps on ½|∇|², from random factorisations of every rank and Gaussian starts. Points of one value, rank and index
        are one row; its weights are those with the least negative curvature of F*. A candidate is a critical point of F* with λ
        <sub>min</sub> &gt; −10⁻⁸ from which a way down was found.
      </p>
    </>
  );
}

function SearchProgress() {
  const search = useStore((state) => state.saddles);
  const starts = useStore((state) => state.controls.searchStarts);
  return <JobBar of="saddles" name="Saddle search" text={searchProgress(search, starts)} />;
}

function Verdict() {
  const search = useStore((state) => state.saddles);
  if (!search) return null;
  return (
    <p className="told">
      <strong>{conjectureText(search)}</strong> {foundText(search)}
    </p>
  );
}

/** The critical points found, ascending in the loss: what each is for F*, a way to look at it, and below, in words, what else is known of it. */
export function SaddleTable() {
  const points = useStore((state) => state.saddles?.points);
  return (
    <section className="critical-points" aria-label="Critical points">
      <table className="quantities points">
        <thead>
          <tr>
            <th scope="col">rank</th>
            <th scope="col">
              <span className="visually-hidden">centre</span>
            </th>
            <th scope="col">loss</th>
            <th scope="col" title="Negative eigenvalues of F*’s Hessian, and its smallest">
              F*: λ<sub>min</sub>
            </th>
            <th scope="col" title="Whether the point is critical for F* too, and what it is">
              for F*
            </th>
          </tr>
        </thead>
        <tbody>
          {points?.map((point) => (
            <PointRows key={point.start} point={point} />
          ))}
          {!points?.length && (
            <tr>
              <td colSpan={5} className="quiet">
                The critical points appear here as the search finds them.
              </td>
            </tr>
          )}
        </tbody>
      </table>
    </section>
  );
}

function PointRows({ point }: { point: CriticalPoint }) {
  const { centreOn } = useStore.getState();
  const name = pointName(point);
  const isCandidate = point.standing === 'flat';
  return (
    <>
      <tr className={isCandidate ? 'point candidate' : 'point'}>
        <th scope="row">{point.rank}</th>
        <td>
          <button
            type="button"
            className="button bare icon"
            aria-label={`Centre the landscape here: ${name}`}
            title="Centre the landscape here"
            onClick={() => centreOn(point.weights)}
          >
            <TargetIcon />
          </button>
        </td>
        <td>{numberText(Math.abs(point.loss) < 1e-12 ? 0 : point.loss, 5)}</td>
        <td>{curvatureText(point.energyIndex, point.energyMin)}</td>
        <td>{standingText(point)}</td>
      </tr>
      <tr className={isCandidate ? 'details candidate' : 'details'}>
        <td colSpan={5}>
          {detailsText(point)} {isCandidate && <CandidateLink point={point} />}
        </td>
      </tr>
    </>
  );
}

/** The button that copies a link to a candidate against the conjecture: such a point would be news. */
function CandidateLink({ point }: { point: CriticalPoint }) {
  const share = () => {
    const state = useStore.getState();
    copyLink(centredOn(state, Array.from(point.weights)), state.notify);
  };
  return (
    <button type="button" className="button" aria-label={`Copy link: ${pointName(point)}`} onClick={share}>
      Copy link
    </button>
  );
}
