/** The webgpu path against the same values as the reference path, in a browser with a software adapter. */
import { describe } from 'vitest';
import { openWebGpu } from '../../src/compute/engine/webgpuDevice.ts';
import { answersTheReferenceFiles } from '../compute/engine/referenceAnswers.ts';

const backend = openWebGpu(() => {});

describe('the webgpu path', () => {
  answersTheReferenceFiles(() => backend, 1e-4);
});
