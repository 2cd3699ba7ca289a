/** A preview of opened files: their fields, a few numbers of each field, and suggested inputs and targets. */
import type { FilePreview, OwnChoice } from '../../../model/problem/ownData.ts';
import { looksLikeLabels } from './classLabels.ts';
import { type Field, widthOf } from './field.ts';

const PREVIEWED = { samples: 5, numbers: 4 };

export function previewOf(fields: Field[]): FilePreview {
  const { samples } = fields[0];
  return {
    samples,
    fields: fields.map((field) => ({
      name: field.name,
      shape: field.shape,
      first: Array.from({ length: Math.min(samples, PREVIEWED.samples) }, (_, i) => {
        const from = field.offset + i * field.stride;
        return Array.from(field.source.subarray(from, from + Math.min(widthOf(field), PREVIEWED.numbers)), Number);
      }),
    })),
    suggested: suggestion(fields),
  };
}

/** The suggested target is a field with the name of a target, else the last field; a target of a few whole numbers from 0 on is a label. */
function suggestion(fields: Field[]): OwnChoice {
  const named = fields.findIndex(({ name }) => /^(labels?|class|target|y)$/i.test(name));
  const target = named < 0 ? fields.length - 1 : named;
  const inputs = fields.map((_, k) => k).filter((k) => k !== target);
  return { inputs, targets: [target], oneHot: looksLikeLabels(fields[target]), standardise: true };
}
