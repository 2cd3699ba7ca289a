import { describe, expect, it } from 'vitest';
import { type ChoiceField, controls, defaultControls, type Field } from '../../../src/model/controls.ts';
import {
  detours,
  escapeSpread,
  spectrumAgainstTheory,
  theoryAgreement,
} from '../../../src/page/laboratories/landscapes/presets/claims.ts';
import { escapeTime } from '../../../src/page/laboratories/landscapes/presets/escapeTime.ts';
import { isShown } from '../../../src/page/store/conversation/kinds.ts';
import { consistent } from '../../../src/page/view/consistency.ts';
import { presetView } from '../../../src/page/view/defaultView.ts';
import { networkMeasurements, presetControls, presets } from '../../../src/page/view/presets.ts';
import runs from '../../reference/figure2-chain-sgd.json' with { type: 'json' };
import { nothingMeasured as nothing } from '../presets/nothingMeasured.ts';
import { landscapeFrame, spectrumFrame, trainingFrame } from '../store/scriptedWorker.ts';

const experiments = Object.keys(presets) as (keyof typeof presets)[];

describe('every preset', () => {
  for (const experiment of experiments) {
    for (const convention of ['matched', 'published'] as const) {
      it(`${experiment}, ${convention}, is a view that the controls can show`, () => {
        const view = presetView(experiment, convention);
        expect(consistent(view)).toBe(view);
        for (const field of Object.keys(controls) as Field[]) {
          const row = controls[field];
          if (row.kind === 'choice') expect(Object.keys(row.options)).toContain(view.controls[field as ChoiceField]);
          else {
            expect(view.controls[field]).toBeGreaterThanOrEqual(row.min);
            expect(view.controls[field]).toBeLessThanOrEqual(row.max);
          }
        }
      });
    }
    it(`${experiment} opens every experiment that its claim is measured on`, () => {
      const { of } = presets[experiment].claim;
      expect(of.length).toBeGreaterThan(0);
      for (const kind of of) expect(isShown(kind, presetView(experiment, 'matched')), kind).toBe(true);
    });
    it(`${experiment} has nothing measured before the first frame`, () =>
      expect(presets[experiment].claim.measure(nothing)).toBeNull());
  }
  it('the first is what the controls start at', () =>
    expect(presetControls('figure-2-left', 'matched')).toEqual(defaultControls));
});

describe('as published, Figure 2 is asked for as it was run', () => {
  const published = {
    learningRate: 0.4,
    dt: 0.1,
    steps: 20,
    batchSize: 64,
    scale: 0.05,
    seed: 0,
    width: 1,
    dimension: 1,
    convention: 'published',
  };
  it('left', () =>
    expect(presetControls('figure-2-left', 'published')).toMatchObject({ ...published, hidden: 1, iterations: 15 }));
  it('middle', () =>
    expect(presetControls('figure-2-middle', 'published')).toMatchObject({ ...published, hidden: 2, iterations: 100 }));
  it('right', () => {
    const right = presetControls('figure-2-right', 'published');
    expect(right).toMatchObject({
      hidden: 3,
      width: 4,
      dimension: 3,
      scale: 0.1,
      learningRate: 0.001,
      steps: 50,
      stopping: 'published',
    });
  });
  it('right, matched, has PC take the published step: 0.001 on a sum of 64', () => {
    expect(presetControls('figure-2-right', 'matched').learningRate).toBeCloseTo(0.001 * 64, 12);
  });
});

describe('escape time', () => {
  it('is the first iteration below half of the first loss', () => expect(escapeTime([1, 0.9, 0.5, 0.49, 0.1])).toBe(3));
  it('is unknown before', () => expect(escapeTime([1, 0.9])).toBeNull());
  it('of the published chains is what the middle preset prints', () => {
    const middle = runs.find(({ seed, hidden }) => seed === 0 && hidden === 2)!;
    const [pc, bp] = [escapeTime(middle.pc.trainLosses), escapeTime(middle.bp.trainLosses)];
    expect(presets['figure-2-middle'].publishedFacts[0]).toContain(`PC escapes at iteration ${pc}, BP at iteration ${bp}`);
  });
});

describe('a changed experiment', () => {
  const measured = (experiment: keyof typeof presets, laboratory: 'comparison' | 'moons') => {
    const claims = networkMeasurements({ ...presetControls(experiment, 'matched'), laboratory }, nothing);
    return claims.flatMap(({ of }) => of);
  };
  it('is measured in its own laboratory, and not by numbers of another', () => {
    expect(measured('comparison-fashion', 'comparison')).toEqual(presets['comparison-fashion'].claim.of);
    expect(measured('comparison-fashion', 'moons')).toEqual([]);
    expect(measured('figure-2-left', 'comparison')).toEqual([]);
  });
});

describe('the number beside a claim', () => {
  const frame = trainingFrame(5);
  const withLosses = (bp: number[][], pc: number[][]) => ({
    ...frame,
    bp: bp.map((loss) => ({ ...frame.bp[0], loss: Float64Array.from(loss) })),
    pc: pc.map((loss) => ({ ...frame.pc[0], loss: Float64Array.from(loss) })),
  });

  it('names both escapes', () => {
    const training = withLosses([[1, 1, 1]], [[1, 0.4, 0.1]]);
    expect(escapeSpread({ training })).toBe('iteration of escape: PC 1, BP over 2');
  });
  it('is a median over all seeds, those included that have not escaped', () => {
    const training = withLosses(
      [
        [1, 1, 1],
        [1, 1, 0],
      ],
      [
        [1, 0, 0],
        [1, 1, 1, 0],
      ],
    );
    expect(escapeSpread({ training })).toBe('iteration of escape: PC 2 (1 to 3), BP over 2 (2 to over 2; 1 of 2 escaped)');
  });
  it('is no escape where the start is not near the saddle', () => {
    const training = { ...withLosses([[1, 1, 1]], [[1, 0.4, 0.1]]), startLosses: Float64Array.of(1.06) };
    expect(escapeSpread({ training })).toBe('no escape, since the start’s loss, 1.06, is not within 5 % of the saddle’s, 1.00');
    expect(escapeSpread({ training: { ...training, startLosses: Float64Array.of(1.04) } })).toContain('PC 1');
  });
  it('is the detour of each path', () => {
    const path = { ...frame.bpPath, a: Float64Array.of(0, 3, 3), b: Float64Array.of(0, 0, 4) };
    const straight = { ...frame.pcPath, a: Float64Array.of(0, 1, 2), b: Float64Array.of(0, 1, 2) };
    const training = { ...frame, bpPath: path, pcPath: straight };
    expect(detours({ ...nothing, training })).toBe('BP 1.40, PC 1.00');
    expect(detours({ ...nothing, training: { ...training, progress: 0.5 } })).toBeNull();
  });
  it('holds the energy’s smallest eigenvalue against theory, and says while it is on its way', () => {
    expect(spectrumAgainstTheory({ ...nothing, spectrum: spectrumFrame() })).toBe(
      'λmin of F* −1.000 (theory of F* −1.000, −λmax(Σyy) −1.000), of the loss 0',
    );
    expect(spectrumAgainstTheory({ ...nothing, spectrum: spectrumFrame({ time: 3 }) })).toContain('F at t = 3');
    expect(spectrumAgainstTheory({ ...nothing, spectrum: spectrumFrame({ theory: null }) })).toBeNull();
  });
  it('waits for the whole surface before it compares with theory', () => {
    const agreement = { what: 'Theorem 1 and simulation', difference: 3.21e-7 };
    expect(theoryAgreement({ ...nothing, landscape: landscapeFrame({ agreement, progress: 0.5 }) })).toBeNull();
    expect(theoryAgreement({ ...nothing, landscape: landscapeFrame({ agreement }) })).toBe(
      'Theorem 1 and simulation: at most 3.2e-7 apart',
    );
  });
});
