/** A preview of opened files: their fields, a few numbers of each field, and suggested inputs and targets. */
import type { FilePreview, OwnChoice } from '../../../model/problem/ownData.ts';
import { looksLikeLabels } from './classLabels.ts';
import { type Field, widthOf } from './field.ts';
import type { FileContent } from './joinedFiles.ts';

const PREVIEWED = { samples: 5, numbers: 4 };

export function previewOf({ fields, trainingCount, remarks }: FileContent): FilePreview {
  const { samples } = fields[0];
  return {
    samples,
    trainingCount,
    remarks,
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

/** Names of targets, the surest first: `label`, `train_labels`, `target 2`, `class`, then `y`, `y0`, `Y column 1`. */
const TARGET_NAMES = [/^(.*[_\- ])?(labels?|targets?|class(es)?)[_\- ]?\d*( column \d+)?$/i, /^y[_\- ]?\d*( column \d+)?$/i];

/** The suggested targets are the fields with names of targets, else the last field; one target of a few whole numbers from 0 on is a label. */
function suggestion(fields: Field[]): OwnChoice {
  const all = fields.map((_, k) => k);
  const named = TARGET_NAMES.map((pattern) => all.filter((k) => pattern.test(fields[k].name)));
  const targets = named.find((found) => found.length > 0 && found.length < fields.length) ?? [fields.length - 1];
  const inputs = all.filter((k) => !targets.includes(k));
  const oneHot = targets.length === 1 && looksLikeLabels(fields[targets[0]]);
  return { inputs, targets, oneHot, standardise: true };
}
