import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawnTraces } from '../../../src/page/export/figureText.ts';
import { asTyped, withoutMarkup } from '../../../src/page/figures/markup.ts';
import { samplesFigure } from '../../../src/page/laboratories/landscapes/rightColumn/data/samplesFigure.ts';
import { keptTraces } from '../../../src/page/laboratories/landscapes/timeline/keptTraces.ts';
import { standardLoss } from '../../../src/page/laboratories/landscapes/timeline/trainingFigure.ts';
import { learnerCurves } from '../../learnerCurves.ts';

const name = '<b>x</b> <a href="javascript:alert(1)">&lt; %{x}';

describe('a person’s words in a figure', () => {
  it('hold no markup and no place for a number, and come back', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom(name, '&amp;', '&amp;lt;', '%&#123;', '%{{', '<', '&')), (text) => {
        const markup = asTyped(text);
        expect(markup).not.toMatch(/[<>]|%\{/);
        expect(withoutMarkup(markup)).toBe(text);
      }),
    );
  });
  it('are taken out of the markup around them', () => {
    expect(withoutMarkup(`y<sub>1</sub> against ${asTyped('<i>')}`)).toBe('y1 against <i>');
  });
  it('are a kept run’s name, which files of numbers have as it was typed', () => {
    const traces = keptTraces(
      { name, style: 0, bp: [learnerCurves([1])], pc: [learnerCurves([1])] },
      { metric: 'loss', lossUnit: standardLoss, theme: 'light' },
    );
    for (const { name, hovertemplate } of traces) expect(`${name}${hovertemplate}`).not.toMatch(/<(a|b)[ >]/);
    expect(drawnTraces({ data: traces, layout: {} }).map((trace) => trace.name)).toEqual([`${name}: BP`, `${name}: PC`]);
  });
  it.each(['image', 'series', 'point'] as const)('are a class’s name, beside samples drawn as %s', (shape) => {
    const image = { height: 1, width: 2, channels: 1 } as const;
    const facts = { label: '', shape, image, made: '', source: null, licence: null, classNames: [name, 'b'] };
    const batch = { facts, mask: null, count: 2, inputs: 2, outputs: 1, labels: Int32Array.of(0, 1) };
    const [x, y] = [Float64Array.of(1, 2, 3, 4), Float64Array.of(0, 1)];
    const figure = samplesFigure({ ...batch, x, y }, 'light');
    const drawn = JSON.stringify(figure);
    expect(drawn).toContain(JSON.stringify(asTyped(name)).slice(1, -1));
    expect(drawn).not.toContain('<b>');
  });
});
