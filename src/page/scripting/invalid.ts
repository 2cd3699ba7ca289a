/** The refusal of a script's request or state: the field's path, the offending value, and what would be right. */
import * as v from 'valibot';
import type { ComputeErrorName } from '../../model/computeError.ts';

const NAME: ComputeErrorName = 'InvalidRequest';
const LONGEST_VALUE = 80;

/** `invalid inference.dt: 0 (expected a number above 0)` */
export function invalid(path: string, value: unknown, expected: string): Error {
  const error = new Error(`invalid ${path}: ${shown(value)} (expected ${expected})`);
  error.name = NAME;
  return error;
}

/** The value as the schema returns it. Throws `invalid` at the first wrong field, with the schema's message as what would be right. */
export function parseOrRefuse<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown, root: string): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw invalid(pathOf(issue, root), issue.path ? issue.path.at(-1)!.value : issue.input, issue.message);
}

/** `weights[0].shape`; `root` where the issue is with the whole value. */
function pathOf(issue: v.BaseIssue<unknown>, root: string): string {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return keys.join('').replace(/^\./, '') || root;
}

/** A value on one line. NaN and undefined are spelled here: JSON writes NaN as null and leaves undefined out. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (ArrayBuffer.isView(value)) return shown(Array.from(value as Float64Array));
  const text = JSON.stringify(value, (_key, part) => (Number.isNaN(part) ? 'NaN' : part)) ?? String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
