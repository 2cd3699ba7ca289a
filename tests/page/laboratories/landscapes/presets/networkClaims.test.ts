import { describe, expect, it } from 'vitest';
import { type Controls, defaultControls } from '../../../../../src/model/controls.ts';
import type { LearnerCurves } from '../../../../../src/model/problem/learnerCurves.ts';
import { claimsAbout } from '../../../../../src/page/laboratories/landscapes/presets/networkClaims.ts';
import { learnerCurves } from '../../../../learnerCurves.ts';
import { nothingMeasured } from '../../../presets/nothingMeasured.ts';
import { spectrumFrame, trainingFrame } from '../../../store/scriptedWorker.ts';

const run = (escapes: number | null): LearnerCurves =>
  learnerCurves(Float64Array.from({ length: 10 }, (_, t) => (escapes !== null && t >= escapes ? 0.4 : 1)));
const raced = (pc: number | null, bp: number | null) => ({
  ...nothingMeasured,
  training: { ...trainingFrame(9), pc: [run(pc)], bp: [run(bp)] },
});
const kindsOf = (controls: Partial<Controls>, frames = raced(2, 5)) =>
  claimsAbout({ ...defaultControls, ...controls }, frames).map(({ of }) => of[0]);
const escapeOf = (frames: ReturnType<typeof raced>) => claimsAbout(defaultControls, frames).at(-1)!.measure(frames);

describe('claims about the network at hand', () => {
  it('are those whose theory covers the network', () => {
    expect(kindsOf({})).toEqual(['landscape', 'spectrum', 'training']);
    expect(kindsOf({ activation: 'tanh' })).toEqual(['training']);
    expect(kindsOf({ saddle: 'rank' })).toEqual(['landscape', 'training']);
    expect(kindsOf({ panel: 'escape' })).toEqual(['landscape', 'spectrum', 'training', 'escape']);
    expect(kindsOf({ spectrumAt: 'playhead' })).toEqual(['landscape', 'training']);
  });
  it('speak of escapes only where the start is near a saddle', () => {
    const frames = raced(2, 5);
    const far = { ...frames, training: { ...frames.training, startLosses: Float64Array.of(3) } };
    expect(kindsOf({}, far)).toEqual(['landscape', 'spectrum']);
  });
  it('say whether they hold', () => {
    expect(escapeOf(raced(2, 5))).toBe('holds here: iteration of escape: PC 2, BP 5');
    expect(escapeOf(raced(2, null))).toBe('holds here: iteration of escape: PC 2, BP over 9');
    expect(escapeOf(raced(5, 2))).toBe('does not hold here: iteration of escape: PC 5, BP 2');
    expect(escapeOf(raced(null, null))).toBe('undecided: iteration of escape: PC over 9, BP over 9');
  });
  it('compare the curvature with its bound', () => {
    const measure = (spectrum: ReturnType<typeof spectrumFrame>) => {
      const frames = { ...raced(2, 5), spectrum };
      return claimsAbout(defaultControls, frames)[1].measure(frames);
    };
    const frame = spectrumFrame();
    expect(measure(frame)).toMatch(/^holds here: λmin of F\*/);
    expect(measure({ ...frame, curvatureBound: frame.energy.min - 1 })).toMatch(/^does not hold here: /);
  });
});
