/** The theory panel's formulas in TeX, with a slot for each live number, and the numbers put into the slots of a typeset formula. */

/** The theory panel's formulas in TeX. `\slot{name}` is where a live number goes; build/typesetFormulas.ts typesets them. */
export const formulaSources = {
  loss: String.raw`L = \frac{1}{2N} \sum_i \lVert y_i - W_{L:1} x_i \rVert^2 = \slot{loss}`,
  lossOfAny: String.raw`L = \frac{1}{2N} \sum_i \lVert y_i - f(x_i) \rVert^2 = \slot{loss}`,
  energy: String.raw`F^* = \frac{1}{2N} \sum_i r_i^\top S^{-1} r_i = \slot{energy}`,
  rescaling: String.raw`S = I + \sum_{l=2}^{L} W_{L:l} W_{L:l}^\top`,
  ratio: String.raw`\slot{smallest} \;\le\; \frac{L}{F^*} = \slot{ratio} \;\le\; \slot{largest}`,
  chainEnergy: String.raw`F_t = F^* + (L - F^*)\,\rho^{2t} = \slot{energy}`,
  rate: String.raw`\rho = \max_{k \,:\, v_k^\top W_L^\top r \ne 0} \bigl| 1 - dt\,\lambda_k \bigr| = \slot{slowest} \;\le\; \max_k \bigl| 1 - dt\,\lambda_k \bigr| = \slot{bound}`,
  stable: String.raw`dt < \frac{2}{\lambda_{\text{max}}(\partial^2 F / \partial z^2)} = \slot{stable}`,
  bound: String.raw`\lambda_{\text{min}}(\nabla^2 F^*) \le -\lambda_{\text{max}}(\Sigma_{yy}) = \slot{bound}`,
  zeroRank: String.raw`\nabla^2_{W_L} F^* = -\,\Sigma_{yy} \otimes (I + W_{L-1} W_{L-1}^\top)`,
  escapeBp: String.raw`\dot W_l \approx W_{L:l+1}^\top \Sigma_{yx} W_{l-1:1}^\top, \quad L \approx \tfrac12 L_0 \;\text{ at }\; t_{\mathrm{BP}} = \slot{steps}`,
  escapePcShallow: String.raw`t_{\mathrm{PC}} \approx \frac{\ln(1/c)}{\eta\, \mu} = \slot{steps}`,
  escapePc: String.raw`\eta\, \lambda_j\, t \approx \ln\frac{w_j}{c_j} + w_j^2 + \tfrac14 w_j^4, \quad \sum_j \frac{\lambda_j}{1 + w_j^2} \approx \tfrac12 \operatorname{tr} \Sigma_{yy} \;\text{ at }\; t_{\mathrm{PC}} = \slot{steps}`,
} as const;

export type FormulaName = keyof typeof formulaSources;

/** `@name@` becomes `numbers[name]`, wherever it stands; throws where the formula has a place for a number that is not given. */
export function filledFormula(markup: string, numbers: Record<string, string>): string {
  return markup.replace(/@(\w+)@/g, (_, slot: string) => {
    if (!(slot in numbers))
      throw new Error(`no number for "${slot}" (expected one of ${Object.keys(numbers).join(', ') || 'none'})`);
    return numbers[slot];
  });
}
