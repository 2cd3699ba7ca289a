import { describe, expect, it } from 'vitest';
import { typeset } from '../../../../../../build/typesetFormulas.ts';
import { defaultControls } from '../../../../../../src/model/controls.ts';
import {
  type FormulaName,
  filledFormula,
  formulaSources,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/theory/formulaTemplates.ts';
import {
  type Known,
  predictedBpEscape,
  predictedPcEscape,
  statements,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/theory/statements.ts';
import { inferenceFrame, spectrumFrame, trainingFrame } from '../../../../store/scriptedWorker.ts';

const slotsOf = (tex: string): string[] => [...tex.matchAll(/\\slot\{(\w+)\}/g)].map(([, slot]) => slot);

describe('a typeset formula', () => {
  for (const [name, tex] of Object.entries(formulaSources)) {
    it(`${name} has its numbers in HTML and in MathML, and says it to a screen reader`, () => {
      const markup = typeset(tex);
      expect(markup).toContain('<math');
      for (const slot of slotsOf(tex)) expect(markup.split(`@${slot}@`), slot).toHaveLength(3);
    });
  }
  it('takes numbers, and refuses to be left without one', () => {
    expect(filledFormula('a @x@ b @x@', { x: '2' })).toBe('a 2 b 2');
    expect(() => filledFormula('@x@', { y: '2' })).toThrow('no number for "x" (expected one of y)');
  });
  it('that is wrong is not built', () => expect(() => typeset(String.raw`\frac{1}`)).toThrow());
});

describe('the theory panel', () => {
  const chain: Known = {
    inference: {
      ...inferenceFrame(),
      layerEnergies: [Float64Array.of(0, 0.5), Float64Array.of(0.1, 0.36)],
      rescaling: { min: 1.25, max: 1.25, eigenvalues: Float64Array.of(1.25) }, // w_2 = 1/2
    },
    spectrum: spectrumFrame(),
    training: trainingFrame(5),
    controls: defaultControls,
    time: 1,
  };
  const about = (known: Known, formula: FormulaName) => statements(known).find((statement) => statement.formula === formula);

  it('fills every place of every formula that it shows', () => {
    const deep = { ...chain, controls: { ...defaultControls, hidden: 3, width: 4, dimension: 2 } };
    const bent = { ...chain, controls: { ...deep.controls, activation: 'tanh' as const } };
    for (const known of [chain, deep, bent]) {
      for (const { formula, numbers } of statements(known)) {
        expect(() => filledFormula(typeset(formulaSources[formula]), numbers)).not.toThrow();
      }
    }
  });
  it('predicts F_t = F* + (L - F*) rho^(2t) of the chain, rho = 1 - dt (1 + w_2^2)', () => {
    const { comparison } = about(chain, 'chainEnergy')!;
    expect(comparison).toMatchObject({
      measured: expect.closeTo(0.46, 12),
      theory: expect.closeTo(0.4 + 0.1 * (1 - 0.1 * 1.25) ** 2, 12),
    });
  });
  it('names the theorem of the saddle that it is at', () => {
    expect(about(chain, 'bound')!.about).toContain('Theorem 2');
    const theory = { ...spectrumFrame().theory!, name: 'Theorem 3, a zero-rank saddle' };
    expect(about({ ...chain, spectrum: { ...spectrumFrame(), theory } }, 'zeroRank')!.about).toContain('Theorem 3');
    expect(about({ ...chain, spectrum: { ...spectrumFrame(), theory: null } }, 'bound')).toBeUndefined();
  });
  it('predicts no escape where gradients are not on one scale', () => {
    const published = { ...chain, controls: { ...defaultControls, convention: 'published' as const } };
    expect(about(published, 'escapePc')).toBeUndefined();
    expect(about(chain, 'escapePc')).toBeDefined();
  });
});

describe('predicted escapes', () => {
  const origin = { layers: 3, scale: 0.01, learningRate: 0.1, inputOutput: 2, curvature: -4 };
  it('of BP take steps like sigma^-(L - 2)', () => {
    const ratio = predictedBpEscape({ ...origin, layers: 4, scale: 0.001 }) / predictedBpEscape({ ...origin, layers: 4 });
    expect(ratio).toBeCloseTo(100, 1);
  });
  it('agree with gradient descent on the balanced chain, w <- w + eta s w^(L-1), from sigma to 1', () => {
    for (const layers of [2, 3, 4]) {
      const small = { ...origin, layers, learningRate: 1e-4 };
      let [w, steps] = [small.scale, 0];
      for (; w < 1; steps++) w += small.learningRate * small.inputOutput * w ** (layers - 1);
      expect(predictedBpEscape(small) / steps).toBeCloseTo(1, 2);
    }
  });
  it('of PC take steps like log(1 / sigma) at every depth', () => {
    expect(predictedPcEscape({ ...origin, scale: 1e-4 }) / predictedPcEscape(origin)).toBeCloseTo(2, 12);
  });
});
