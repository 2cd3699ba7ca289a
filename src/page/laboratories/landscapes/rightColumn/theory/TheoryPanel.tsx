/** The tab of the theory: each statement's formula with this page's numbers in it, and every measured number beside the predicted one. */
import 'katex/dist/katex.min.css';
import formulas from 'virtual:formulas';
import { useMemo } from 'react';
import { BareSelect } from '../../../../panels/controls/FieldControls.tsx';
import { Failure } from '../../../../panels/JobStatus.tsx';
import { differenceText, numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { type FormulaName, filledFormula } from './formulaTemplates.ts';
import { type Comparison, type Statement, statements } from './statements.ts';

/** The theory with this page's numbers in it, and every measured number beside the predicted one. */
export default function TheoryPanel() {
  const inference = useStore((state) => state.inference);
  const spectrum = useStore((state) => state.spectrum);
  const training = useStore((state) => state.training);
  const controls = useStore((state) => state.controls);
  const time = useStore((state) => state.time);
  const said = useMemo(
    () => inference && statements({ inference, spectrum, training, controls, time }),
    [inference, spectrum, training, controls, time],
  );
  return (
    <section className="theory" aria-label="Theory">
      <p className="quiet at">
        at weights of <BareSelect field="probe" />
      </p>
      <Failure of="inference" />
      <Failure of="spectrum" />
      {said ? (
        said.map((statement) => <StatementBlock key={statement.formula} statement={statement} />)
      ) : (
        <p className="empty">The statements appear here with the first inference.</p>
      )}
    </section>
  );
}

function StatementBlock({ statement: { about, formula, numbers, comparison } }: { statement: Statement }) {
  return (
    <div className="statement">
      <h3>{about}</h3>
      <Formula name={formula} numbers={numbers} />
      {typeof comparison === 'string' ? <p className="quiet">{comparison}</p> : <Compared {...comparison} />}
    </div>
  );
}

function Compared({ what, measured, theory }: Comparison) {
  const cells = { [what]: numberText(measured), theory: numberText(theory), difference: differenceText(measured, theory) };
  return (
    <dl className="compared">
      {Object.entries(cells).map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A formula with live numbers in it, as KaTeX typeset it when the page was built. */
export function Formula({ name, numbers = {} }: { name: FormulaName; numbers?: Record<string, string> }) {
  const markup = filledFormula(formulas[name], numbers);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own markup, made at build time; only numbers are put into it
  return <div className="formula" dangerouslySetInnerHTML={{ __html: markup }} />;
}
