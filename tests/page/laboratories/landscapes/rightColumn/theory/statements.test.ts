import { describe, expect, it } from 'vitest';
import { typeset } from '../../../../../../build/typesetFormulas.ts';
import { defaultControls } from '../../../../../../src/model/controls.ts';
import {
  type FormulaName,
  filledFormula,
  formulaSources,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/theory/formulaTemplates.ts';
import { type Known, statements } from '../../../../../../src/page/laboratories/landscapes/rightColumn/theory/statements.ts';
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
    expect(about(published, 'escapePcShallow')).toBeUndefined();
    expect(about(chain, 'escapePcShallow')).toBeDefined();
  });
  it('divides the leading-order times by each learner’s rate, and compares BP’s loss and PC’s energy', () => {
    const controls = { ...defaultControls, learningRate: 0.5, pcRate: 2, hidden: 2 };
    const falling = (at: number) => Float64Array.from({ length: 9 }, (_, t) => (t < at ? 1 : 0.4));
    const [bp, pc] = [
      { ...chain.training!.bp[0], loss: falling(7) },
      { ...chain.training!.pc[0], energy: falling(3) },
    ];
    const known = { ...chain, controls, training: { ...chain.training!, bp: [bp], pc: [pc] } };
    expect(about(known, 'escapeBp')!.comparison).toEqual({ what: 'measured', measured: 7, theory: 8 });
    expect(about(known, 'escapePc')!.comparison).toEqual({ what: 'measured', measured: 3, theory: 2 });
    const atRest = { ...known, controls: { ...controls, learner: 'pc-equilibrium' as const } };
    expect(about(atRest, 'escapePc')!.comparison).toMatchObject({ theory: 1.5 });
  });
  it('says nothing of escapes where the leading order does not hold', () => {
    const away = { ...chain, inference: { ...chain.inference, escape: { bp: null, pc: null, equilibrium: null } } };
    expect(statements(away).filter(({ formula }) => formula.startsWith('escape'))).toEqual([]);
  });
  it('divides the loss by S only where S is a number', () => {
    expect(about(chain, 'ratio')!.comparison).toBe('S is a number here: F* is the loss divided by S.');
    const rescaling = { min: 1.2, max: 3, eigenvalues: Float64Array.of(1.2, 3) };
    const wide = { ...chain, inference: { ...chain.inference, rescaling } };
    expect(about(wide, 'ratio')!.comparison).toContain('weighs the residuals by S⁻¹');
  });
  it('names the rate of the excited modes as theory, and that of all modes as a bound', () => {
    const inference = { ...chain.inference, rate: { measured: 0.8961, predicted: 0.896, slowest: 0.898, bound: 0.9 } };
    const wide = { ...chain, inference, controls: { ...defaultControls, width: 10, dimension: 2 } };
    expect(about(wide, 'rate')).toMatchObject({
      numbers: { slowest: '0.8980', bound: '0.9000' },
      comparison: { measured: 0.8961, theory: 0.896 },
    });
  });
});
