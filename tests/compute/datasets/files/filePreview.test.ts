import { expect, test } from 'vitest';
import { previewOf } from '../../../../src/compute/datasets/files/filePreview.ts';
import { column, contentOf, fields, ten } from './fields.ts';

test('the target is what is called so, and a label where it counts classes', () => {
  const { suggested, samples, fields: shown } = previewOf(contentOf(fields[2], fields[0]));
  expect(suggested).toEqual({ inputs: [1], targets: [0], oneHot: true, standardise: true });
  expect([samples, shown[0].first]).toEqual([10, [[0], [1], [2], [0], [1]]]);
  expect(previewOf(contentOf(fields[0], column('c', [0.5, ...ten.slice(1)]))).suggested).toMatchObject({
    targets: [1],
    oneHot: false,
  });
});

test('columns called as targets are the targets, all of them, wherever they stand', () => {
  const suggested = (...names: string[]) => {
    const { suggested } = previewOf(contentOf(...names.map((name) => column(name, ten))));
    return [suggested.inputs, suggested.targets];
  };
  const found = [[1, 2], [0]];
  for (const name of ['y', 'Y', 'y0', 'label', 'labels', 'Target', 'class', 'train_labels', 'Y column 1'])
    expect([name, ...suggested(name, 'x0', 'x1')]).toEqual([name, ...found]);
  expect(suggested('y0', 'a', 'y1')).toEqual([[1], [0, 2]]);
  expect(suggested('x', 'y', 'class', 'z')).toEqual([[0, 1, 3], [2]]); // y is a coordinate here
  expect(suggested('a', 'year', 'subclassed')).toEqual([[0, 1], [2]]); // the last, since none is called so
  expect(suggested('y0', 'y1')).toEqual([[0], [1]]);
});
