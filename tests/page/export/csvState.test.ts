/** A CSV of the page's own brings its state back; a person's own is left to them. */
import { describe, expect, it } from 'vitest';
import { readStateFromCsv } from '../../../src/page/export/csv.ts';
import { figureCsv } from '../../../src/page/export/figureText.ts';

const query = '?experiment=figure-2-left&seed=3&camera=0.9,-1.55,1.2&at=1';
const figure = { data: [{ name: 'BP', x: [0, 1], y: [2, 3] }], layout: { xaxis: { title: { text: 'iteration' } } } };
const file = (text: string) => new File([text], 'numbers.csv');

describe('readStateFromCsv', () => {
  it('finds the query that the page’s address had', async () => {
    const text = figureCsv({ title: 'Training', figure, state: `https://example.org/any/${query}` });
    await expect(readStateFromCsv(file(text))).resolves.toBe(query);
  });

  it('finds it after another program has given the lines other ends', async () => {
    await expect(readStateFromCsv(file(`# Training; https://example.org/${query}\r\ntrace,x\r\n`))).resolves.toBe(query);
  });

  it.each([
    ['no first line of its own', 'a,b\n1,2\n'],
    ['a comment', '# lengths; in mm\na,b\n1,2\n'],
    ['an address of another page', '# from; https://example.org/data?set=3\na,b\n1,2\n'],
    ['nothing', ''],
  ])('finds none where there is %s', async (_, text) => {
    await expect(readStateFromCsv(file(text))).resolves.toBeNull();
  });
});
