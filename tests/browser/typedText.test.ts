/** Words that a person typed stand in a figure as they were typed: plotly takes none of them for markup. */
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, expect, it } from 'vitest';
import { PlotlyFigure } from '../../src/page/figures/plotly/PlotlyFigure.tsx';
import { samplesFigure } from '../../src/page/laboratories/landscapes/rightColumn/data/samplesFigure.ts';

const names = ['<b>bold</b>', '<a href="https://example.org">open</a>', '&lt;b&gt; &amp; %{x}', '<a href="%">broken</a>'];

let host: HTMLElement;
afterEach(() => host.remove());

it.each(['point', 'series', 'image'] as const)('as classes of samples that are drawn as %s', async (shape) => {
  host = document.createElement('div');
  Object.assign(host.style, { width: '500px', height: '500px', position: 'absolute', left: '0', top: '0' });
  document.body.append(host);
  const image = { height: 1, width: 2, channels: 1 } as const;
  const facts = { label: '', shape, image, made: '', source: null, licence: null, classNames: names };
  const batch = { facts, mask: null, count: 4, inputs: 2, outputs: 1, labels: Int32Array.of(0, 1, 2, 3) };
  const numbers = { x: Float64Array.of(1, 2, 3, 4, 5, 6, 7, 8), y: Float64Array.of(0, 1, 2, 3) };
  const figure = samplesFigure({ ...batch, ...numbers }, 'light');
  const root = createRoot(host);
  await new Promise<void>((onReady) => root.render(createElement(PlotlyFigure, { figure, label: 'Samples', onReady })));
  const texts = [...host.querySelectorAll('text')].map(({ textContent }) => textContent);
  expect(texts).toEqual(expect.arrayContaining(names));
  expect(host.querySelectorAll('a[href="https://example.org"], a[*|href="https://example.org"]')).toHaveLength(0);
  root.unmount();
});
