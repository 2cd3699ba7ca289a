/** One series of each class, one above another; where there are no classes, the first few. */
import type { ScatterData } from 'plotly.js';
import { flatAxis, flatLayout } from '../../../../figures/axes.ts';
import type { Figure, Theme } from '../../../../figures/figure.ts';
import { categoryColours } from '../../../../figures/palette.ts';
import type { DrawnBatch } from './drawnBatch.ts';

const MOST_SERIES = 10;

type Series = Pick<DrawnBatch, 'facts' | 'x' | 'count' | 'inputs' | 'labels'>;

export function seriesFigure(batch: Series, theme: Theme): Figure {
  const { x, inputs, labels } = batch;
  const shown = representatives(batch);
  const values = shown.map((i) => Array.from(x.subarray(i * inputs, (i + 1) * inputs)));
  const spacing = 1.1 * Math.max(...values.map((series) => Math.max(...series) - Math.min(...series)), Number.MIN_VALUE);
  const middle = (series: number[]) => (Math.max(...series) + Math.min(...series)) / 2;
  const heights = shown.map((_, place) => (shown.length - 1 - place) * spacing); // the first on top
  return {
    data: values.map((series, place): Partial<ScatterData> => {
      const name = nameOf(batch, shown[place]);
      const colours = categoryColours[theme];
      return {
        type: 'scatter',
        mode: 'lines',
        name,
        x: series.map((_, k) => k),
        y: series.map((value) => value - middle(series) + heights[place]),
        text: series.map((value) => value.toPrecision(3)),
        line: { color: colours[(labels ? labels[shown[place]] : place) % colours.length], width: 1.5 },
        hovertemplate: `${name}: %{text} at %{x}<extra></extra>`,
      } as Partial<ScatterData>;
    }),
    layout: {
      margin: { l: 74, r: 12, t: 8, b: 40 },
      ...flatLayout(theme),
      xaxis: { ...flatAxis('input', theme), range: [0, inputs - 1] },
      yaxis: {
        ...flatAxis('', theme),
        range: [-0.6 * spacing, heights[0] + 0.6 * spacing],
        tickmode: 'array',
        tickvals: heights,
        ticktext: shown.map((i) => nameOf(batch, i)),
      },
    },
  };
}

/** The first sample of each class in the order of the classes, or the first samples. */
function representatives({ count, labels }: Series): number[] {
  const all = Array.from({ length: count }, (_, i) => i);
  if (!labels) return all.slice(0, MOST_SERIES);
  const first = all.filter((i) => labels.indexOf(labels[i]) === i);
  return first.sort((a, b) => labels[a] - labels[b]).slice(0, MOST_SERIES);
}

const nameOf = ({ facts: { classNames }, labels }: Series, i: number): string =>
  labels && classNames ? classNames[labels[i]] : `sample ${i}`;
