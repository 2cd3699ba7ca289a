import { describe, expect, it } from 'vitest';
import { wrapText } from '../../../src/page/export/exportable.ts';
import { checkSettings, type ExportSettings } from '../../../src/page/export/exportSettings.ts';

const settings = (change: Partial<ExportSettings>): ExportSettings => ({
  width: 800,
  scale: 2,
  background: 'white',
  query: '?',
  ...change,
});

describe('checkSettings', () => {
  it('accepts up to eightfold scale', () => {
    expect(() => checkSettings(settings({ scale: 8 }), 1)).not.toThrow();
  });

  it('names the setting, its value and what would be right', () => {
    expect(() => checkSettings(settings({ scale: 9 }), 1)).toThrow('invalid scale: 9 (expected 1 to 8)');
    expect(() => checkSettings(settings({ width: 12.5 }), 1)).toThrow('invalid width: 12.5 (expected 200 to 8000 pixels)');
    expect(() => checkSettings(settings({ width: 8000, scale: 8 }), 1)).toThrow('expected at most 16384: scale 2 at this width');
  });
});

describe('wrapText', () => {
  it('breaks at spaces where a line is full', () => {
    expect(wrapText('one two three four', 8, (text) => text.length)).toEqual(['one two', 'three', 'four']);
  });

  it('has no lines for no caption', () => {
    expect(wrapText('', 8, (text) => text.length)).toEqual([]);
  });
});
