import { describe, expect, it } from 'vitest';
import { wrapText } from '../../../src/page/export/exportable.ts';
import { checkPixels, checkWidth, type PictureSettings, widthRange } from '../../../src/page/export/exportSettings.ts';

const settings = (change: Partial<Pick<PictureSettings, 'width' | 'unit' | 'scale'>>) => ({
  width: 800,
  unit: 'px' as const,
  scale: 2,
  ...change,
});

describe('the limits of a picture', () => {
  it('accepts up to eightfold scale', () => {
    expect(() => checkPixels(settings({ scale: 8 }), 1)).not.toThrow();
  });

  it('names the setting, its value and what would be right', () => {
    expect(() => checkPixels(settings({ scale: 9 }), 1)).toThrow('invalid scale: 9 (expected 1 to 8)');
    expect(() => checkPixels(settings({ width: 12.5 }), 1)).toThrow('invalid width: 12.5 (expected 200 to 8000 pixels)');
    expect(() => checkPixels(settings({ width: 8000, scale: 8 }), 1)).toThrow('expected at most 16384: scale 2 at this width');
  });
});

describe('widths on paper', () => {
  it('may be broken, within what a picture can have', () => {
    expect(() => checkWidth({ width: 8.5, unit: 'cm' })).not.toThrow();
    expect(() => checkWidth({ width: 3, unit: 'cm' })).toThrow('invalid width: 3 (expected 5.3 to 211.66 cm)');
    expect(() => checkWidth({ width: 90, unit: 'in' })).toThrow('invalid width: 90 (expected 2.09 to 83.33 in)');
  });
  it('have the pixels that CSS has in them, times the scale', () => {
    expect(() => checkPixels({ width: 50, unit: 'in', scale: 4 }, 1)).toThrow('image too large: 19200 pixels along a side');
  });
  it('have the range of pixels', () => expect(widthRange('px')).toEqual({ min: 200, max: 8000 }));
});

describe('wrapText', () => {
  it('breaks at spaces where a line is full', () => {
    expect(wrapText('one two three four', 8, (text) => text.length)).toEqual(['one two', 'three', 'four']);
  });

  it('has no lines for no caption', () => {
    expect(wrapText('', 8, (text) => text.length)).toEqual([]);
  });
});
