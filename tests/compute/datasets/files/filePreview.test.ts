import { expect, test } from 'vitest';
import { previewOf } from '../../../../src/compute/datasets/files/filePreview.ts';
import { column, fields, ten } from './fields.ts';

test('the target is what is called so, and a label where it counts classes', () => {
  const { suggested, samples, fields: shown } = previewOf([fields[2], fields[0]]);
  expect(suggested).toEqual({ inputs: [1], targets: [0], oneHot: true, standardise: true });
  expect([samples, shown[0].first]).toEqual([10, [[0], [1], [2], [0], [1]]]);
  expect(previewOf([fields[0], column('c', [0.5, ...ten.slice(1)])]).suggested).toMatchObject({ targets: [1], oneHot: false });
});
