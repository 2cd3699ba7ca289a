import { describe, expect, it } from 'vitest';
import type { Spectrum } from '../../../../../../src/model/landscapes/frames.ts';
import {
  coarseMatrix,
  entryRange,
  hessianFigure,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/spectrum/hessianFigure.ts';
import {
  binsFor,
  histogramDensity,
  spectrumFigure,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/spectrum/spectrumFigure.ts';

describe('coarseMatrix', () => {
  it('shows a small matrix entry by entry', () => {
    expect(coarseMatrix(Float64Array.of(1, 2, 3, 4), 2, 150)).toEqual({
      rows: [Float64Array.of(1, 2), Float64Array.of(3, 4)],
      side: 1,
    });
  });
  it('lets the largest entry of a block stand for it, with its sign', () => {
    const matrix = new Float64Array(25);
    matrix[0 * 5 + 1] = 0.5;
    matrix[1 * 5 + 0] = -0.7;
    matrix[4 * 5 + 4] = 0.1; // in a cell that is only part of a block
    const { rows, side } = coarseMatrix(matrix, 5, 3);
    expect(side).toBe(2);
    expect(rows.map((row) => [...row])).toEqual([
      [-0.7, 0, 0],
      [0, 0, 0],
      [0, 0, 0.1],
    ]);
  });
  it('gives the same rows for the same matrix', () => {
    const matrix = new Float64Array(4);
    expect(coarseMatrix(matrix, 2, 150)).toBe(coarseMatrix(matrix, 2, 150));
  });
});

describe('the range of a Hessian’s colours', () => {
  const range = (promised: number, ...entries: number[]) => entryRange([Float64Array.from(entries)], promised);
  it('is the papers’ ±1 where that nearly holds every entry', () => {
    expect(range(2.03, 0, -1.02)).toBe(1);
    expect(range(2.03, 0)).toBe(1);
  });
  it('is the next round number where it does not', () => {
    expect(range(2, -1.6)).toBe(2);
    expect(range(3, 31)).toBe(50);
  });
  it('is small for small data, and does not follow entries that inference has still to grow', () => {
    expect(range(0.16, 0.01)).toBe(0.2);
    expect(range(0.16, 0.15)).toBe(0.2);
  });
});

describe('hessianFigure', () => {
  const size = 5;
  const energy = new Float64Array(size * size);
  energy[24] = -1;
  const figure = hessianFigure({
    loss: new Float64Array(size * size),
    energy,
    size,
    blocks: [0, 2, 4, 5],
    energyName: 'F*',
    range: 1,
    cells: 100,
    theme: 'light',
  });
  it('draws row 0 at the top', () => expect(figure.layout.yaxis!.range).toEqual([4.5, -0.5]));
  it('marks the blocks between layers on both maps', () => {
    const at = figure.layout.shapes!.filter(({ x0, x1 }) => x0 === x1).map(({ x0, xref }) => [x0, xref]);
    expect(at).toEqual([
      [1.5, 'x'],
      [3.5, 'x'],
      [1.5, 'x2'],
      [3.5, 'x2'],
    ]);
  });
  it('colours both on one range about zero', () => expect(figure.layout.coloraxis).toMatchObject({ cmin: -1, cmax: 1 }));
});

describe('histogram', () => {
  const bins = binsFor([Float64Array.of(-2, 0, 0, 1)]);
  it('has the value farthest from zero in the middle of a bin, and so zero', () => {
    expect(bins).toEqual({ width: 0.1, first: -21, last: 11 });
  });
  it('integrates to 1', () => {
    const density = histogramDensity(Float64Array.of(-2, 1e-17, -1e-17, 1), bins);
    expect(density.reduce((sum, value) => sum + value * bins.width, 0)).toBeCloseTo(1, 12);
    expect(density[21]).toBeCloseTo(0.5 / 0.1, 12);
  });
  it('of nothing but zeros is one bin about zero', () => {
    const flat = binsFor([new Float64Array(3)]);
    expect(histogramDensity(new Float64Array(3), flat)[-flat.first]).toBeCloseTo(1 / flat.width, 12);
  });
});

describe('spectrumFigure', () => {
  const all = (...values: number[]): Spectrum => ({
    eigenvalues: Float64Array.from(values),
    min: Math.min(...values),
    max: Math.max(...values),
    density: null,
  });
  const known: Spectrum = {
    eigenvalues: null,
    min: -2,
    max: 0,
    density: { x: Float64Array.of(-2, 0), y: Float64Array.of(0.2, 5) },
  };
  const drawn = { energyName: 'F*', theme: 'light' as const };
  const trace = (figure: ReturnType<typeof spectrumFigure>, name: string) =>
    figure.data.find((each) => (each as { name: string }).name === name) as { x: number[]; y: number[]; line: { dash?: string } };

  it('outlines the measured energy exactly where theory agrees', () => {
    const figure = spectrumFigure({ loss: all(0, 0, 0), energy: all(-2, 0, 0), theory: all(-2, 0, 0), ...drawn });
    expect(trace(figure, 'theory').x).toEqual(trace(figure, 'energy').x);
    expect(trace(figure, 'theory').y).toEqual(trace(figure, 'energy').y);
  });
  it('never asks a logarithmic axis for zero', () => {
    const figure = spectrumFigure({ loss: all(0, 0), energy: all(-1, 1), theory: null, ...drawn });
    for (const name of ['loss', 'energy']) expect(Math.min(...trace(figure, name).y)).toBeGreaterThan(0);
    expect(figure.layout.yaxis!.range!.every(Number.isFinite)).toBe(true);
  });
  it('draws a density as a line, and theory’s ends as dashes', () => {
    const ends: Spectrum = { ...known, density: null };
    const figure = spectrumFigure({ loss: known, energy: known, theory: ends, ...drawn });
    expect(trace(figure, 'energy').x).toEqual([-2, 0]);
    expect(trace(figure, 'theory').line.dash).toBe('dash');
    expect(trace(figure, 'theory').x.filter(Number.isFinite)).toEqual([-2, -2, 0, 0]);
  });
});
