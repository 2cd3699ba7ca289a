/** A formula with live numbers in it, as KaTeX typeset it when the page was built. */
import formulas from 'virtual:formulas';
import { filledFormula } from './filledFormula.ts';
import type { FormulaName } from './formulaSources.ts';

export function Formula({ name, numbers = {} }: { name: FormulaName; numbers?: Record<string, string> }) {
  const markup = filledFormula(formulas[name], numbers);
  // biome-ignore lint/security/noDangerouslySetInnerHtml: our own markup, made at build time; only numbers are put into it
  return <div className="formula" dangerouslySetInnerHTML={{ __html: markup }} />;
}
