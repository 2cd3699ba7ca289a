import { describe, expect, it } from 'vitest';
import type { EscapeCurve, EscapeNetwork } from '../../../../../../src/model/landscapes/escapeFrames.ts';
import type { Figure } from '../../../../../../src/page/figures/figure.ts';
import { escapeSlopes } from '../../../../../../src/page/laboratories/landscapes/presets/claims.ts';
import { escapeFigure } from '../../../../../../src/page/laboratories/landscapes/rightColumn/escape/escapeFigure.ts';
import {
  leftOut,
  ratioAtSmallest,
  sweepProgress,
} from '../../../../../../src/page/laboratories/landscapes/rightColumn/escape/escapeWords.ts';
import { nothingMeasured as nothing } from '../../../../presets/nothingMeasured.ts';
import { escapeFrame } from '../../../../store/scriptedWorker.ts';

// biome-ignore lint/suspicious/noExplicitAny: a test looks into plotly's loosely typed traces
const trace = (figure: Figure, name: string): any => figure.data.find((each) => 'name' in each && each.name === name);

const scales = Float64Array.of(0.01, 0.1, 1);
const unknown = Number.NaN;

function curve(median: number[], change: Partial<EscapeCurve> = {}): EscapeCurve {
  const none = new Int32Array(median.length);
  const known = Float64Array.from(median);
  return {
    median: known,
    earliest: known,
    latest: known,
    running: none,
    censored: none,
    diverged: none,
    overshot: none,
    fit: null,
    ...change,
  };
}

/** BP: 100 / sigma from 0.1 up, and not escaped below. */
const bp = curve([unknown, 1000, 100], {
  censored: Int32Array.of(3, 0, 0),
  fit: { slope: -1.1, intercept: Math.log(100), from: 0.1, to: 1, points: 2 },
});
const pc = curve([40, 30, 20], { overshot: Int32Array.of(1, 0, 0) });
const network: EscapeNetwork = { widths: [1, 1, 1, 1], layers: 3, predictedSlope: { bp: -1, pc: null }, bp, pc };
const frame = escapeFrame({ scales, mostSteps: 5000, networks: [network] });

describe('escapeFigure', () => {
  const figure = escapeFigure({ sweep: frame, theme: 'light' });

  it('draws medians where they are known, on log-log axes', () => {
    expect(trace(figure, 'BP 1-1-1-1')).toMatchObject({ x: [0.1, 1], y: [1000, 100] });
    expect(trace(figure, 'PC 1-1-1-1').y).toEqual([40, 30, 20]);
    expect([figure.layout.xaxis?.type, figure.layout.yaxis?.type]).toEqual(['log', 'log']);
  });
  it('marks a censored scale by an open triangle at the most steps', () => {
    expect(trace(figure, 'BP not escaped')).toMatchObject({
      x: [0.01],
      y: [5000],
      text: ['BP 1-1-1-1'],
      marker: { symbol: 'triangle-up-open' },
    });
    expect(trace(figure, 'PC not escaped').x).toEqual([]);
  });
  it('dashes the predicted slope through the middle of the fit', () => {
    const { line, ...points } = trace(figure, 'predicted');
    expect(line.dash).toBe('dash');
    const [x, y]: number[][] = [points.x, points.y].map((values) => values.filter(Number.isFinite));
    const constant = 100 * Math.sqrt(0.1) ** -1.1 * Math.sqrt(0.1); // steps times scale
    for (const [i, scale] of x.entries()) expect(y[i] * scale).toBeCloseTo(constant, 8);
    expect(Math.max(...y)).toBeLessThanOrEqual(5000);
  });
  it('shows the fit’s range', () => expect(trace(figure, 'BP fits').x).toEqual([0.1, 1, Number.NaN]));
});

describe('the sweep in words', () => {
  it('compares at the smallest scale where both are known', () =>
    expect(ratioAtSmallest(frame, network)).toEqual({ ratio: 1000 / 30, scale: 0.1 }));
  it('says what did not escape, and where inference overshot', () =>
    expect(leftOut(frame, 0.1)).toEqual([
      '3 runs of BP had not escaped by 5,000 steps (△).',
      expect.stringContaining('In 1 run of PC inference ended above the energy it began with: dt = 0.1'),
    ]));
  it('counts runs that are over', () => {
    const running = { ...network, bp: curve([unknown, 1, 1], { running: Int32Array.of(2, 0, 0) }) };
    expect(sweepProgress(escapeFrame({ networks: [running] }), 18)).toBe('16 of 18 runs done');
    expect(sweepProgress(null, 18)).toBe('0 of 18 runs done');
  });
  it('is the claim’s number', () =>
    expect(escapeSlopes({ ...nothing, escape: frame })).toBe('slopes L = 3: BP −1.10 (predicted −1)'));
});
