/** Latents of test images on their first two principal components, a colour and a shape a class, and the class written where it lies. */
import type { Annotation, Layout, ScatterData } from 'plotly.js';
import type { Evaluation, TestImageSet } from '../../../../model/unsupervised/unsupervisedFrames.ts';
import { flatAxis, flatLayout } from '../../../figures/axes.ts';
import type { Figure, Theme } from '../../../figures/figure.ts';
import { quantile } from '../../../figures/heightRange.ts';
import { categoryColours, categorySymbols, ink } from '../../../figures/palette.ts';

export interface DrawnLatents {
  images: Pick<TestImageSet, 'labels' | 'classNames'>;
  components: Evaluation['components'];
  theme: Theme;
}

/** Each point carries the number of its image among the evaluated ones as `customdata`. */
export function latentFigure(drawn: DrawnLatents): Figure {
  const classes = drawn.images.classNames.map((_, k) => k);
  return { data: classes.map((k) => classTrace(drawn, k)), layout: layout(drawn, classes) };
}

/** Another shape where the colours begin again. */
export const styleOf = (k: number, theme: Theme) => {
  const { length } = categoryColours[theme];
  return {
    color: categoryColours[theme][k % length],
    symbol: categorySymbols[(k + Math.floor(k / length)) % categorySymbols.length],
  };
};

const membersOf = ({ images, components }: DrawnLatents, k: number): number[] =>
  Array.from(components.first.keys()).filter((i) => images.labels[i] === k);

function classTrace(drawn: DrawnLatents, k: number): Partial<ScatterData> {
  const { components, images, theme } = drawn;
  const members = membersOf(drawn, k);
  const name = images.classNames[k];
  return {
    type: 'scatter',
    name,
    mode: 'markers',
    x: members.map((i) => components.first[i]),
    y: members.map((i) => components.second[i]),
    customdata: members,
    marker: { ...styleOf(k, theme), size: 5, opacity: 0.75 },
    hovertemplate: `${name}<extra></extra>`,
  };
}

function layout(drawn: DrawnLatents, classes: number[]): Partial<Layout> {
  const { components, theme } = drawn;
  const [first, second] = components.shares.map((share) => `${(100 * share).toPrecision(2)} %`);
  return {
    margin: { l: 58, r: 12, t: 10, b: 40 },
    ...flatLayout(theme),
    annotations: classes.flatMap((k) => nameAt(drawn, k)),
    xaxis: { ...flatAxis(`first component, ${first} of the variance`, theme), range: rangeOf(components.first) },
    yaxis: { ...flatAxis(`second component, ${second}`, theme), range: rangeOf(components.second) },
  };
}

/** The class at the median of its latents. */
function nameAt(drawn: DrawnLatents, k: number): Partial<Annotation>[] {
  const members = membersOf(drawn, k);
  if (members.length === 0) return [];
  const [x, y] = [drawn.components.first, drawn.components.second].map((component) =>
    quantile(
      Float64Array.from(members, (i) => component[i]),
      0.5,
    ),
  );
  const { color } = styleOf(k, drawn.theme);
  return [
    {
      x,
      y,
      text: `<b>${drawn.images.classNames[k]}</b>`,
      showarrow: false,
      font: { size: 15, color },
      bgcolor: `${ink[drawn.theme].paper}cc`,
      borderpad: 1,
    },
  ];
}

function rangeOf(values: Float64Array): [number, number] {
  const [low, high] = [values.reduce((a, b) => Math.min(a, b)), values.reduce((a, b) => Math.max(a, b))];
  const margin = 0.05 * (high - low) || 1;
  return [low - margin, high + margin];
}
