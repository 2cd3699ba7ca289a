/** Made by build/typesetFormulas.ts. */
declare module 'virtual:formulas' {
  const formulas: Record<import('./formulaTemplates.ts').FormulaName, string>;
  export default formulas;
}
