/** Files of numbers, read back: CSV by hand, JSON, and npz through the same zip library and NumPy's published header. */
import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { figureCsv, figureJson } from '../../../src/page/export/figureText.ts';
import { npyBytes, npz } from '../../../src/page/export/npz.ts';
import { runsCsv, runsJson } from '../../../src/page/export/runsText.ts';
import type { DrawnLandscape, Figure } from '../../../src/page/figures/figure.ts';
import { contourFigure } from '../../../src/page/laboratories/landscapes/board/contourFigure.ts';
import { landscapeFigure } from '../../../src/page/laboratories/landscapes/board/landscapeFigure.ts';
import { volumeFigure } from '../../../src/page/laboratories/landscapes/board/volumeFigure.ts';
import { hessianFigure } from '../../../src/page/laboratories/landscapes/rightColumn/spectrum/hessianFigure.ts';
import { hessianRow } from '../../../src/page/laboratories/landscapes/rightColumn/spectrum/spectrumRows.ts';
import { standardLoss, trainingFigure } from '../../../src/page/laboratories/landscapes/timeline/trainingFigure.ts';
import { defaultCamera } from '../../../src/page/view/viewFields.ts';
import { learnerCurves } from '../../learnerCurves.ts';

const state = 'https://example.org/?seed=3&at=1';
const curves = (...loss: number[]) => learnerCurves(loss);

const training: Figure = trainingFigure({
  bp: [curves(0.5, 0.1 + 0.2)],
  pc: [curves(0.5, Number.NaN)],
  otherBp: null,
  restarts: [],
  lossUnit: standardLoss,
  metric: 'loss',
  logarithmic: false,
  playhead: 0,
  iterations: 1,
  theory: null,
  theme: 'light',
  kept: [{ name: 'a, "b"', style: 0, bp: [curves(1)], pc: [curves(2)] }],
});

const drawn: DrawnLandscape = {
  axis: Float64Array.of(-1, 1),
  axisNames: ['w1', 'w2'],
  height: Float64Array.of(1, 2, 3, 4),
  heightName: 'loss',
  range: [1, 4],
  logarithmic: false,
  logarithmicHeights: false,
  divergedAt: null,
  holdsWhereDiverged: true,
  paths: [],
  start: { a: 0, b: 0.5, height: 2 },
  ramp: 'viridis',
  camera: defaultCamera,
  theme: 'light',
};
const landscape = landscapeFigure(drawn);

/** RFC 4180. */
function parsed(text: string): string[][] {
  const rows = text.split('\n').filter((line) => line && !line.startsWith('#'));
  return rows.map((row) =>
    [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)]
      .slice(0, -1)
      .map(([, cell]) => cell.replace(/^"|"$/g, '').replaceAll('""', '"')),
  );
}

describe('figureCsv', () => {
  it('has a row for every point drawn, to the last bit, and says what the columns are', () => {
    const text = figureCsv({ title: 'Training', figure: training, state });
    expect(text.split('\n')[0]).toBe(`# Training; x = iteration; y = training loss; ${state}`);
    expect(parsed(text)).toEqual([
      ['trace', 'x', 'y'],
      ['a, "b": BP', '0', '1'],
      ['a, "b": PC', '0', '2'],
      ['BP', '0', '0.5'],
      ['BP', '1', '0.30000000000000004'],
      ['PC', '0', '0.5'],
      ['PC', '1', 'NaN'],
    ]);
  });

  it('has a row for every point of a surface, x fastest', () => {
    const text = figureCsv({ title: 'Loss landscape', figure: landscape, state });
    expect(text).toContain('# Loss landscape; x = w₁; y = w₂; z = loss;');
    expect(parsed(text).slice(1)).toEqual([
      ['loss', '-1', '-1', '1'],
      ['loss', '1', '-1', '2'],
      ['loss', '-1', '1', '3'],
      ['loss', '1', '1', '4'],
      ['start', '0', '0.5', '2'],
    ]);
  });

  it('has a contour’s heights themselves, however it is coloured, and each path once', () => {
    const paths = [{ learner: 'bp' as const, a: [0], b: [0.5], height: [2], residual: [0], iteration: [0] }];
    const figure = contourFigure({ ...drawn, logarithmic: true, logarithmicHeights: false, paths });
    const text = figureCsv({ title: 'Loss landscape', figure, state });
    expect(text).toContain('; x = w₁; y = w₂; z = loss;');
    const rows = parsed(text);
    expect(rows.filter(([name]) => name === 'loss').map(([, , , z]) => z)).toEqual(['1', '2', '3', '4']);
    expect(rows.filter(([, x, y, z]) => x === '0' && y === '0.5' && !z).map(([name]) => name)).toEqual(['BP', 'start']);
  });

  it('names the heights in a volume, beside its three axes', () => {
    const figure = volumeFigure({
      ...drawn,
      axisNames: ['w1', 'w2', 'w3'],
      height: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8),
      heightName: 'F*',
      range: [1, 8],
      paths: [],
      start: [0, 0, 0],
    });
    const text = figureCsv({ title: 'Energy landscape', figure, state });
    expect(text).toContain('; x = w₁; y = w₂; z = w₃; value = F*;');
    expect(parsed(text)[1]).toEqual(['F*', '-1', '-1', '-1', '1']);
  });

  it('says what counts a Hessian’s rows and columns, and where each cell’s middle is', () => {
    const matrix = Float64Array.from({ length: 16 }, (_, i) => i);
    const about = { size: 4, blocks: [0, 2, 4], energyName: 'F*', range: 1, cells: 2, theme: 'light' as const };
    const figure = hessianFigure({ loss: matrix, energy: matrix, ...about });
    const text = figureCsv({ title: 'Hessian', figure, axes: hessianRow.axes, state });
    expect(text).toContain('# Hessian; x = parameter of the column; y = parameter of the row; z = second derivative;');
    expect(parsed(text).slice(1, 5)).toEqual([
      ['loss', '0.5', '0.5', '5'],
      ['loss', '2.5', '0.5', '7'],
      ['loss', '0.5', '2.5', '13'],
      ['loss', '2.5', '2.5', '15'],
    ]);
  });
});

describe('figureJson', () => {
  it('has every trace by its name, the axes and the address', () => {
    const { figure, traces } = JSON.parse(figureJson({ title: 'Training', figure: training, state }));
    expect(figure).toEqual({ title: 'Training', state, axes: { xaxis: 'iteration', yaxis: 'training loss' } });
    expect(traces.map(({ name }: { name: string }) => name)).toEqual(['a, "b": BP', 'a, "b": PC', 'BP', 'PC']);
    expect(traces[2]).toEqual({ name: 'BP', type: 'scatter', x: [0, 1], y: [0.5, 0.1 + 0.2] });
    expect(traces[3].y).toEqual([0.5, null]);
  });

  it('names a surface and its axes', () => {
    const { figure, traces } = JSON.parse(figureJson({ title: 'Loss landscape', figure: landscape, state }));
    expect(figure.axes).toEqual({ xaxis: 'w₁', yaxis: 'w₂', zaxis: 'loss' });
    expect(traces[0]).toMatchObject({ name: 'loss', type: 'surface' });
  });
});

describe('kept runs', () => {
  const run = {
    ...{ name: 'one', state, milliseconds: 7, bp: [curves(3, 2, 1)], pc: [curves(3, 1), curves(4)] },
    otherBp: [curves(5)],
    restarts: [{ from: 2, curves: curves(1, 0) }],
  };

  it('are a column a curve, empty where a run has not begun or has ended', () => {
    const [head, ...rows] = parsed(runsCsv([run]));
    expect(head.slice(0, 5)).toEqual([
      'iteration',
      'one: BP loss',
      'one: BP energy',
      'one: BP gradientNorm',
      'one: PC loss seed 1',
    ]);
    expect(head.slice(10)).toEqual([
      ...['loss', 'energy', 'gradientNorm'].map((metric) => `one: BP, other convention ${metric}`),
      ...['loss', 'energy', 'gradientNorm'].map((metric) => `one: PC from BP at 2 ${metric}`),
    ]);
    expect(rows.map((row) => [row[0], row[1], row[4], row[7], row[10], row[13]])).toEqual([
      ['0', '3', '3', '4', '5', ''],
      ['1', '2', '1', '', '', ''],
      ['2', '1', '', '', '', '1'],
      ['3', '', '', '', '', '0'],
    ]);
  });

  it('are the same as JSON, with the address that made them', () => {
    const { runs } = JSON.parse(runsJson([run]));
    expect(runs[0]).toMatchObject({ name: 'one', state, milliseconds: 7, bp: [{ loss: [3, 2, 1] }] });
    expect(runs[0].pc[1]).toEqual({ loss: [4], energy: [4], gradientNorm: [4] });
    expect(runs[0].otherBp[0].loss).toEqual([5]);
    expect(runs[0].restarts).toEqual([{ from: 2, loss: [1, 0], energy: [1, 0], gradientNorm: [1, 0] }]);
  });
});

describe('npz', () => {
  /** As numpy/lib/format.py describes version 1.0. */
  function readNpy(bytes: Uint8Array): { descr: string; shape: string; order: string; body: ArrayBuffer } {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    expect(String.fromCharCode(...bytes.slice(1, 6))).toBe('NUMPY');
    expect([bytes[0], bytes[6], bytes[7]]).toEqual([0x93, 1, 0]);
    const end = 10 + view.getUint16(8, true);
    expect(end % 64).toBe(0);
    const header = new TextDecoder().decode(bytes.slice(10, end));
    const [, descr, order, shape] = /^\{'descr': '(.*)', 'fortran_order': (\w+), 'shape': (\(.*\)), \} *\n$/.exec(header)!;
    return { descr, order, shape, body: bytes.slice(end).buffer };
  }

  it('holds every array with its type, shape and bits, and the address', async () => {
    const heights = Float64Array.of(0.1 + 0.2, Number.NaN, -1, 1e300, 0, 5e-324);
    const steps = Int32Array.of(0, 5, -7);
    const file = npz({ loss: { shape: [2, 3], data: heights }, steps: { shape: [3], data: steps }, state });
    const files = unzipSync(new Uint8Array(await file.arrayBuffer()));
    expect(Object.keys(files)).toEqual(['loss.npy', 'steps.npy', 'state.npy']);
    const loss = readNpy(files['loss.npy']);
    expect(loss).toMatchObject({ descr: '<f8', order: 'False', shape: '(2, 3)' });
    expect(new Float64Array(loss.body)).toEqual(heights);
    const read = readNpy(files['steps.npy']);
    expect(read).toMatchObject({ descr: '<i4', shape: '(3,)' });
    expect(new Int32Array(read.body)).toEqual(steps);
    const text = readNpy(files['state.npy']);
    expect(text).toMatchObject({ descr: `<U${state.length}`, shape: '()' });
    expect(String.fromCodePoint(...new Uint32Array(text.body))).toBe(state);
  });

  it('takes no shape that the numbers do not fill', () => {
    expect(() => npyBytes({ shape: [2, 2], data: new Float64Array(3) })).toThrow(
      'invalid shape: 2 x 2 (expected 3 numbers, not 4)',
    );
  });
});
