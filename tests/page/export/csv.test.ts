/** Cells that a spreadsheet would compute are written as text, numbers as numbers. */
import { describe, expect, it } from 'vitest';
import { csvLine } from '../../../src/page/export/csv.ts';
import { figureCsv } from '../../../src/page/export/figureText.ts';
import { runsCsv } from '../../../src/page/export/runsText.ts';
import { learnerCurves } from '../../learnerCurves.ts';

describe('a cell of text', () => {
  it.each([
    ['=1+1', "'=1+1"],
    ['=HYPERLINK("https://example.org","open")', '"\'=HYPERLINK(""https://example.org"",""open"")"'],
    ['+cmd', "'+cmd"],
    ['-2+3', "'-2+3"],
    ['@SUM(1)', "'@SUM(1)"],
    ['＝1+1', "'＝1+1"],
    ['＠SUM(1)', "'＠SUM(1)"],
    ['\t=1', '"\'\t=1"'],
    ['\r=1', '"\'\r=1"'],
    ['a;=1', '"a;=1"'],
    ['a=1', 'a=1'],
    ['−1 to 1', '−1 to 1'],
  ])('%j is written as %j', (cell, written) => expect(csvLine([cell])).toBe(written));
  it.each(['-1', '+0.5', '-1e-3', '-.5'])('that is the number %s stays the number', (cell) => expect(csvLine([cell])).toBe(cell));
});

it('a cell with a number stays a number, below zero as well', () => {
  expect(csvLine([-1.5, 0, 1e-7, Number.NEGATIVE_INFINITY, Number.NaN])).toBe('-1.5,0,1e-7,-inf,NaN');
});

it('a run’s name begins no formula', () => {
  const curves = [learnerCurves([1])];
  const run = { name: '=cmd|x', state: '', milliseconds: 1, bp: curves, pc: [], otherBp: null, restarts: [] };
  expect(runsCsv([run]).split('\n')[0]).toBe("iteration,'=cmd|x: BP loss,'=cmd|x: BP energy,'=cmd|x: BP gradientNorm");
});

it('neither does a part of the first line, where a spreadsheet cuts the line at commas', () => {
  const figure = { data: [{ name: 'BP', x: [0] }], layout: { xaxis: { title: { text: 'a,=1,@b' } } } };
  const state = 'https://example.org/?start=0.1,-0.05&camera=1,-2,=3';
  const [first] = figureCsv({ title: 'Training', figure, state }).split('\n');
  for (const cell of first.split(',').slice(1)) expect(cell).toMatch(/^ /);
});
