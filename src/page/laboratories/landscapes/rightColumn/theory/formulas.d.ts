/** The typeset formulas, a module that build/typesetFormulas.ts makes. */
declare module 'virtual:formulas' {
  const formulas: Record<import('./formulaTemplates.ts').FormulaName, string>;
  export default formulas;
}
