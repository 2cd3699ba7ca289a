/** Kept runs and the current one in numbers: where each learner's loss ended, when it left the saddle, and what the run took. */

import { durationText, numberText } from '../../../../panels/numberText.ts';
import { type ComparedRun, type RunCurves, summaryOf } from '../../../../store/runs/keptRun.ts';
import { useKeptRuns } from '../../../../store/runs/keptRuns.ts';
import { useStore } from '../../../../store/store.ts';
import { escapeRange, startsNearSaddle } from '../../presets/escapeTime.ts';

export function RunComparison() {
  const runs = useKeptRuns((state) => state.runs);
  const training = useStore((state) => state.training);
  return (
    <table className="quantities compared-runs">
      <thead>
        <tr>
          <th scope="col">run</th>
          <th scope="col">final loss</th>
          <th
            scope="col"
            title="First iteration whose loss is below half of its start, where the start is near a saddle; the median over seeds"
          >
            escape
          </th>
          <th scope="col" title="Time spent computing both learners">
            time
          </th>
        </tr>
      </thead>
      {training && (
        <RunRows
          name="current run"
          {...training}
          milliseconds={training.checkpoint?.milliseconds ?? training.milliseconds}
          isNearSaddle={startsNearSaddle(training)}
        />
      )}
      {runs.map((run) => (
        <RunRows key={run.id} {...run} />
      ))}
    </table>
  );
}

function RunRows({ name, bp, pc, otherBp, restarts, milliseconds, isNearSaddle }: ComparedRun & { name: string }) {
  return (
    <tbody>
      <tr>
        <th scope="rowgroup" colSpan={3} title={name}>
          {name}
        </th>
        <td>{durationText(milliseconds)}</td>
      </tr>
      <LearnerRow learner="bp" name="BP" curves={bp} escapes={isNearSaddle} />
      <LearnerRow learner="pc" name="PC" curves={pc} escapes={isNearSaddle} />
      {otherBp && (
        <LearnerRow
          learner="bp"
          name="other BP"
          title="BP as the other convention scales its gradient"
          curves={otherBp}
          escapes={isNearSaddle}
        />
      )}
      {restarts.map(({ from, curves }) => (
        <LearnerRow
          key={from}
          learner="pc"
          name={`PC from ${from.toLocaleString('en')}`}
          title="PC started again from where BP rested"
          curves={[curves]}
          escapes
        />
      ))}
    </tbody>
  );
}

interface LearnerProps {
  learner: 'bp' | 'pc';
  name: string;
  title?: string;
  curves: RunCurves;
  /** Whether the learner started near a saddle, so that an escape is reported. */
  escapes: boolean;
}

function LearnerRow({ learner, name, title, curves, escapes }: LearnerProps) {
  const { finalLoss, escapedAt } = summaryOf(curves);
  return (
    <tr>
      <th scope="row" title={title}>
        <span className={`dot ${learner}`} />
        {name}
      </th>
      <td>{numberText(finalLoss)}</td>
      <td title={escapes ? escapeRange(curves) : 'Not known to have started near a saddle'}>{escapes ? escapedAt : ''}</td>
      <td />
    </tr>
  );
}
