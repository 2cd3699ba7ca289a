/** The webgpu path against the same values as the reference path, in a browser with a software adapter. */
import { describe } from 'vitest';
import { WebGpuBackend } from '../../src/compute/engine/webgpuBackend.ts';
import { openGpu } from '../../src/compute/engine/webgpuDevice.ts';
import { answersTheReferenceFiles } from '../compute/engine/referenceAnswers.ts';

const backend = openGpu(() => {}).then((gpu) => new WebGpuBackend(gpu, 'thread'));

describe('the webgpu path', () => {
  answersTheReferenceFiles(() => backend, 1e-4);
});
