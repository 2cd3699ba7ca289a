/** Names of axes as a person reads them: plotly's 3D titles have no mathematics, so subscripts are Unicode. */
const subscripts = '₀₁₂₃₄₅₆₇₈₉';

/** `w12` becomes `w₁₂`; a name without a trailing number stays as it is. */
export const axisTitle = (name: string): string =>
  name.replace(
    /^([A-Za-z])_?(\d+)/,
    (_, letter: string, digits: string) => letter + [...digits].map((digit) => subscripts[+digit]).join(''),
  );
