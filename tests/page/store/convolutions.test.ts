/** What is computed of a network with convolutions. */
import { describe, expect, it } from 'vitest';
import { trainingRequest } from '../../../src/page/laboratories/landscapes/requests/landscapesRequests.ts';
import { isShown } from '../../../src/page/store/conversation/kinds.ts';
import { withField } from '../../../src/page/view/changes.ts';
import { consistent } from '../../../src/page/view/consistency.ts';
import { presetView } from '../../../src/page/view/defaultView.ts';
import { isLarge } from '../../../src/page/view/networkOf.ts';
import type { View } from '../../../src/page/view/view.ts';
import { staleKinds } from './staleKinds.ts';

const preset = presetView('figure-5-convolutional', 'matched');
const changed = (changes: Partial<View['controls']>): View =>
  consistent({ ...preset, controls: { ...preset.controls, ...changes } });

describe('convolutions', () => {
  it('are asked for in training', () => {
    expect(trainingRequest(preset).problem.network.convolution).toEqual({ image: [28, 28, 1], channels: [4, 8, 16] });
  });

  it('make a network large: landscapes on request, and no inference', () => {
    const tiny = changed({ channels: 1, steps: 1, batchSize: 1, width: 1 });
    expect(isLarge(tiny.controls)).toBe(true);
    expect(isShown('landscape', tiny)).toBe(false);
    const asked = withField(tiny, 'landscapes', 'always');
    expect(isShown('landscape', asked)).toBe(true);
    expect(isShown('inference', asked)).toBe(false);
    expect(isShown('training', tiny)).toBe(true);
  });

  it('decide every experiment; their channels too, where there are any', () => {
    const stale = staleKinds(preset, withField(preset, 'convolutions', 2));
    expect(stale).toContain('training');
    expect(staleKinds(preset, withField(preset, 'channels', 5))).toEqual(stale);
    const none = withField(preset, 'convolutions', 0);
    expect(staleKinds(none, withField(none, 'channels', 4))).toEqual(new Set());
  });
});
