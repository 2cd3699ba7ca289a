/** The refusal of a script's request or state: the field's path, the offending value, and what would be right. */
import * as v from 'valibot';
import { computeError, shortened } from '../../model/computeError.ts';
import { plainValue, Unreadable } from './plainValue.ts';

const LONGEST_VALUE = 80;

/** `invalid inference.dt: 0 (expected a number above 0)` */
export function invalid(path: string, value: unknown, expected: string): Error {
  return computeError('InvalidRequest', `invalid ${shortened(path, LONGEST_VALUE)}: ${shown(value)} (expected ${expected})`);
}

/** The value as the schema returns it. Throws `invalid` at the first wrong field, with the schema's message as what would be right. */
export function parseOrRefuse<Output>(schema: v.GenericSchema<unknown, Output>, value: unknown, root: string): Output {
  const result = v.safeParse(schema, plainValue(value), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw invalid(pathOf(issue, root), issue.path ? issue.path.at(-1)!.value : issue.input, issue.message);
}

/** `weights[0].shape`; `root` where the issue is with the whole value. */
function pathOf(issue: v.BaseIssue<unknown>, root: string): string {
  const keys = (issue.path ?? []).map(({ key }) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`));
  return keys.join('').replace(/^\./, '') || root;
}

const shown = (value: unknown): string => shortened(spelled(value), LONGEST_VALUE);

/** A plain value on one line, much as JSON has it, which writes NaN as null and leaves undefined out; no further than is shown. */
function spelled(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value instanceof Unreadable) return value.why;
  if (typeof value === 'string') return JSON.stringify(value.slice(0, LONGEST_VALUE + 1));
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'a function';
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value) || ArrayBuffer.isView(value)) return `[${joined(value as unknown[], spelled)}]`;
  return `{${joined(Object.entries(value), ([key, part]) => `${spelled(key)}:${spelled(part)}`)}}`;
}

/** The parts with commas between them, until there are more characters than are shown. */
function joined<Part>(parts: ArrayLike<Part>, spell: (part: Part) => string): string {
  let text = '';
  for (let i = 0; i < parts.length && text.length <= LONGEST_VALUE; i++) text += `${i > 0 ? ',' : ''}${spell(parts[i])}`;
  return text;
}
