/** Fields of a file as a person types them: numbers from 1 and ranges of them, such as "1-784, 786". */

/** Indices from 0 as text. */
export function rangesText(indices: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const index of indices) {
    const last = runs.at(-1);
    if (last && index === last[1] + 1) last[1] = index;
    else runs.push([index, index]);
  }
  return runs.map(([from, to]) => (from === to ? `${from + 1}` : `${from + 1}-${to + 1}`)).join(', ');
}

/** Indices from 0, each once, in the order typed. Throws an Error in words for a person where a part is no number or range from 1 to `count`. */
export function readRanges(text: string, count: number): number[] {
  const indices = new Set<number>();
  for (const part of text
    .split(',')
    .map((each) => each.trim())
    .filter(Boolean)) {
    const match = /^(\d+)(?:\s*[-–]\s*(\d+))?$/.exec(part);
    const [from, to] = match ? [Number(match[1]), Number(match[2] ?? match[1])] : [0, 0];
    if (from < 1 || to < from || to > count)
      throw new Error(`"${part}" names no fields (expected numbers from 1 to ${count}, or ranges such as 1-${count})`);
    for (let field = from; field <= to; field++) indices.add(field - 1);
  }
  return [...indices];
}
