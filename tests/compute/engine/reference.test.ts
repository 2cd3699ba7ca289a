/** The reference path against the values of tests/reference, which were made without this project. */
import { describe } from 'vitest';
import { ReferenceBackend } from '../../../src/compute/engine/reference/referenceBackend.ts';
import { answersTheReferenceFiles } from './referenceAnswers.ts';

describe('the reference path', () => {
  answersTheReferenceFiles(async () => new ReferenceBackend(), 1e-9);
});
