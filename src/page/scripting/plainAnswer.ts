/** An answer as plain JSON: typed arrays become arrays of numbers, at any depth. */
export function plainAnswer<Answer>(answer: Answer): Answer {
  return plain(answer) as Answer;
}

function plain(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}
