/** Made by build/typesetFormulas.ts. */
declare module 'virtual:formulas' {
  const formulas: Record<import('./formulaSources.ts').FormulaName, string>;
  export default formulas;
}
