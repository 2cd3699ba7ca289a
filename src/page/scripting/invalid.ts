/** How the scripting door refuses: the field's path, the offending value, and what would be right. */
import * as v from 'valibot';
import type { ComputeErrorName } from '../../model/service.ts';

const NAME: ComputeErrorName = 'InvalidRequest';
const LONGEST_VALUE = 80;

/** `invalid inference.dt: 0 (expected a number above 0)` */
export function invalid(path: string, value: unknown, expected: string): Error {
  const error = new Error(`invalid ${path}: ${shown(value)} (expected ${expected})`);
  error.name = NAME;
  return error;
}

/** The value if the schema takes it; its messages are what would be right. Throws `invalid` at the first field that is wrong. */
export function parseOrRefuse<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown, root: string): Output {
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw invalid(pathOf(issue, root), issue.path ? issue.path.at(-1)!.value : issue.input, issue.message);
}

/** `weights[0].shape`; the request itself where the issue is with the whole. */
function pathOf(issue: v.BaseIssue<unknown>, root: string): string {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return keys.join('').replace(/^\./, '') || root;
}

/** A value on one line; JSON has no word for NaN and leaves a missing value out. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (typeof value === 'number') return String(value);
  if (ArrayBuffer.isView(value)) return shown(Array.from(value as Float64Array));
  const text = JSON.stringify(value, (_key, part) => (Number.isNaN(part) ? 'NaN' : part)) ?? String(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}
