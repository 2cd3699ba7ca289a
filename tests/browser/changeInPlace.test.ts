/** A plot that was changed in place is the plot that plotly would draw anew: the same lines, points, ticks, words and upright lines. */
import { afterEach, describe, expect, it } from 'vitest';
import type { EscapeCurve } from '../../src/model/landscapes/escapeFrames.ts';
import type { Figure } from '../../src/page/figures/figure.ts';
import { changeInPlace } from '../../src/page/figures/plotly/changeInPlace.ts';
import { figureForSize } from '../../src/page/figures/plotly/figureForSize.ts';
import type { GraphDiv } from '../../src/page/figures/plotly/graphDiv.ts';
import { plotConfiguration } from '../../src/page/figures/plotly/mountedPlot.ts';
import Plotly from '../../src/page/figures/plotly/plotlyBundle.ts';
import { escapeFigure } from '../../src/page/laboratories/landscapes/rightColumn/escape/escapeFigure.ts';
import { spectrumFigure } from '../../src/page/laboratories/landscapes/rightColumn/spectrum/spectrumFigure.ts';
import { standardLoss, trainingFigure } from '../../src/page/laboratories/landscapes/timeline/trainingFigure.ts';
import { learnerCurves } from '../learnerCurves.ts';

const [width, height] = [480, 260];
let plots: GraphDiv[] = [];

afterEach(() => {
  for (const plot of plots) {
    Plotly.purge(plot);
    plot.remove();
  }
  plots = [];
});

async function drawnFresh(figure: Figure): Promise<GraphDiv> {
  const plot = document.createElement('div') as unknown as GraphDiv;
  document.body.append(plot);
  plots.push(plot);
  const { data, layout } = figureForSize(figure, width, height);
  await Plotly.newPlot(plot, data, layout, plotConfiguration);
  return plot;
}

const picture = () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));

const byText = (a: unknown, b: unknown): number => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1);

/** What a person sees of a flat plot. */
function seen(plot: GraphDiv) {
  const all = (selector: string) => [...plot.querySelectorAll<SVGElement>(selector)];
  const words = (selector: string) =>
    all(selector).map((text) => [text.textContent, text.getAttribute('transform'), text.getAttribute('y')]);
  return {
    lines: all('.scatterlayer path.js-line, .scatterlayer path.js-fill').map((path) => path.getAttribute('d') ?? ''),
    points: all('.scatterlayer path.point').map((point) => point.getAttribute('transform')),
    ticks: words('.xtick text, .ytick text').sort(byText), // nobody sees which came first
    annotations: all('.annotation-text').map((text) => text.textContent),
    titles: words('.xtitle, .ytitle'),
    shapes: all('.shapelayer path').map((path) => path.getAttribute('d')),
  };
}

/** There and back again: each change is taken in place, and ends where a fresh plot begins. */
async function expectSame(from: Figure, to: Figure): Promise<void> {
  const changed = await drawnFresh(from);
  for (const [before, after] of [
    [from, to],
    [to, from],
  ]) {
    const earlier = seen(changed);
    expect(changeInPlace(changed, before, after)).toBe(true);
    await picture();
    expect(seen(changed)).not.toEqual(earlier);
    expect(seen(changed)).toEqual(seen(await drawnFresh(after)));
  }
}

const training = (bp: number[], pc: number[], change: { playhead?: number; theory?: number[]; logarithmic?: boolean } = {}) => {
  const { playhead = 0, theory = null, logarithmic = false } = change;
  return trainingFigure({
    ...{ bp: [learnerCurves(bp)], pc: [learnerCurves(pc)], otherBp: null, restarts: [], lossUnit: standardLoss, metric: 'loss' },
    ...{ logarithmic, playhead, iterations: 4, theory, theme: 'light' },
  });
};

describe('training curves', () => {
  it('grow, with the upright line', () =>
    expectSame(training([2, 1.9], [2, 1.2]), training([2, 1.9, 1.7, 1.1], [2, 1.2, 0.4, 0.1], { playhead: 3 })));

  it('take another range, and labels as wide as it needs', () =>
    expectSame(training([2, 1.9], [2, 1.2]), training([1234, 900, 800], [1234, 3, 2])));

  it('take other decades of a logarithmic axis', () =>
    expectSame(training([2, 1], [2, 1], { logarithmic: true }), training([2, 1e-3], [2, 1e-7], { logarithmic: true })));

  it('begin and end with theory’s curve', () =>
    expectSame(training([2, 1.5, 1], [2, 1, 0.5]), training([2, 1.5, 1], [2, 1, 0.5], { theory: [2, 0.9, 0.4] })));

  it('begin and end with both learners’', () => expectSame(training([], []), training([2, 1.5, 1], [2, 1, 0.5])));
});

describe('escape times', () => {
  const scales = Float64Array.of(0.01, 0.1, 1);
  const curve = (median: number[], change: Partial<EscapeCurve> = {}): EscapeCurve => {
    const [known, none] = [Float64Array.from(median), new Int32Array(median.length)];
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
  };
  const figure = (bp: EscapeCurve, pc: EscapeCurve) =>
    escapeFigure({
      sweep: {
        scales,
        mostSteps: 5000,
        networks: [{ widths: [1, 1, 1], layers: 2, predictedSlope: { bp: -1, pc: null }, bp, pc }],
      },
      theme: 'light',
    });
  const { NaN: unknown } = Number;

  it('come one after another, the fit and the censored scale last', () =>
    expectSame(
      figure(curve([unknown, unknown, unknown]), curve([unknown, unknown, 20])),
      figure(
        curve([unknown, 1000, 100], {
          censored: Int32Array.of(3, 0, 0),
          fit: { slope: -1, intercept: Math.log(100), from: 0.1, to: 1, points: 2 },
        }),
        curve([40, 30, 20]),
      ),
    ));
});

describe('spectra', () => {
  const spectrum = (...eigenvalues: number[]) => ({
    eigenvalues: Float64Array.from(eigenvalues),
    min: eigenvalues[0],
    max: eigenvalues[eigenvalues.length - 1],
    density: null,
  });
  const figure = (energy: ReturnType<typeof spectrum>, energyName: string, theory: ReturnType<typeof spectrum> | null) =>
    spectrumFigure({ loss: spectrum(-1, 0, 0, 1), energy, theory, energyName, theme: 'light' });

  it('change with inference time, their axis, key and words too', () =>
    expectSame(figure(spectrum(-1, -0.2, 0, 1), 'F, t = 3', null), figure(spectrum(-3, -0.5, 0, 2), 'F*', null)));

  it('begin and end with theory’s outline', () =>
    expectSame(figure(spectrum(-2, -0.2, 0, 1), 'F', null), figure(spectrum(-2, -0.2, 0, 1), 'F*', spectrum(-2, -0.2, 0, 1))));
});
