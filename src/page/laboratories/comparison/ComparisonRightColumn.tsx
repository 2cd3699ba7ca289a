/** The comparison's right column: the models to compare, how well and how soon each learns, and the shape of each loss surface. */
import './comparison.css';
import { comparedModels } from '../../../model/comparison/comparedModels.ts';
import type { ComparedRunFrame, SurfacesFrame } from '../../../model/comparison/comparisonFrames.ts';
import { FigureCard, LiveFigure } from '../../panels/FigureCard.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { numberText } from '../../panels/numberText.ts';
import { useStore } from '../../store/store.ts';
import { comparedBarsRow } from './comparisonRows.ts';
import { troubles } from './comparisonWords.ts';
import { ModelChoice } from './ModelChoice.tsx';
import { ninetyPercent, surfaceShape } from './presets/outcomeMeasures.ts';

/** The comparison's right column: which models, how well and how soon each learns, and what the surfaces' shapes are. */
export default function ComparisonRightColumn({ onExport }: PanelProps) {
  return (
    <>
      <ModelChoice />
      <FigureCard title="Accuracy and time" className="half" onDownload={() => onExport(comparedBarsRow)}>
        <LiveFigure
          row={comparedBarsRow}
          before={<p className="empty">The latest test accuracy, and the seconds of a model’s own steps to 90 % of it.</p>}
        />
      </FigureCard>
      <OutcomeTable />
      <Troubles />
    </>
  );
}

function Troubles() {
  const comparison = useStore((state) => state.comparison);
  if (!comparison) return null;
  return troubles(comparison).map((sentence) => (
    <p key={sentence} className="quiet fine">
      {sentence}
    </p>
  ));
}

/** The table of outcomes: each model's accuracy, its time to 90 % of this accuracy, and the shape of the loss around its weights. */
export function OutcomeTable() {
  const comparison = useStore((state) => state.comparison);
  const surfaces = useStore((state) => state.surfaces);
  return (
    <table className="quantities outcomes">
      <thead>
        <tr>
          <th scope="col">model</th>
          <th scope="col" title="Part of the test images that the latest test classified rightly">
            accuracy
          </th>
          <th scope="col" title="Iterations before the first test at 90 % of that accuracy">
            90 % at
          </th>
          <th scope="col" title="Mean loss on the surface’s rim, less the loss at its centre">
            rise
          </th>
          <th scope="col" title="Part of the surface’s points at which it bends down: 0 of a convex one">
            dented
          </th>
        </tr>
      </thead>
      <tbody>
        {comparison?.runs.map((run) => (
          <OutcomeRow key={run.model} run={run} surfaces={surfaces} />
        ))}
        {!comparison && (
          <tr>
            <td colSpan={5} className="quiet">
              The numbers appear here while the models learn.
            </td>
          </tr>
        )}
      </tbody>
    </table>
  );
}

function OutcomeRow({ run, surfaces }: { run: ComparedRunFrame; surfaces: SurfacesFrame | null }) {
  const { label, says } = comparedModels[run.model];
  const time = ninetyPercent(run.curves.tests, run.testedAfter);
  const surface = surfaces?.surfaces.find(({ model }) => model === run.model);
  const shape = surface && surfaceShape(surface);
  return (
    <tr>
      <th scope="row" title={says}>
        {label}
      </th>
      <td>{time && `${(100 * time.accuracy).toFixed(1)} %`}</td>
      <td>{time?.iteration}</td>
      <td>{shape && numberText(shape.rise, 2)}</td>
      <td>{shape && `${(100 * shape.dented).toFixed(0)} %`}</td>
    </tr>
  );
}
