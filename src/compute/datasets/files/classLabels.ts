/** Fields that name a class: whole numbers from 0 on. */
import { controls } from '../../../model/controls.ts';
import { type Field, fileError, widthOf } from './field.ts';

const MOST_CLASSES = controls.ownOutputs.max;

const isLabel = (value: number): boolean => Number.isInteger(value) && value >= 0 && value < MOST_CLASSES;

/** Whether the field may hold class labels: one whole number a sample, two classes or more, and fewer classes than samples. */
export function looksLikeLabels(field: Field): boolean {
  if (widthOf(field) !== 1) return false;
  let most = 0;
  for (let i = 0; i < field.samples; i++) {
    const value = field.source[field.offset + i * field.stride];
    if (!isLabel(value)) return false;
    most = Math.max(most, value);
  }
  return most >= 1 && most + 1 < field.samples;
}

/** Number of classes. Throws `BadFile` for a value that is no label, with its sample (from 1) and field. */
export function checkedClasses({ source, offset, stride, samples, name }: Field, files: string): number {
  let most = 0;
  for (let i = 0; i < samples; i++) {
    const value = source[offset + i * stride];
    if (!isLabel(value))
      throw fileError(
        files,
        `sample ${i + 1}, ${name}: ${value} is no class label (expected a whole number from 0 to ${MOST_CLASSES - 1})`,
      );
    most = Math.max(most, value);
  }
  return most + 1;
}
