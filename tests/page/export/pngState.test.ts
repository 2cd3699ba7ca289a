import { deflateSync } from 'node:zlib';
import encodeChunks from 'png-chunks-encode';
import { describe, expect, it } from 'vitest';
import { readStateFromPng, withState } from '../../../src/page/export/pngState.ts';

/** One white pixel, 67 bytes, as written by another program. */
const onePixel = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64'),
);
const query = '?hidden=2&width=4&start=0.1,-0.2';
const file = (bytes: Uint8Array, name = 'figure.png') => new File([Uint8Array.from(bytes)], name);

describe('the state inside a PNG', () => {
  it('comes back as it went in', async () => {
    await expect(readStateFromPng(file(withState(onePixel, query)))).resolves.toBe(query);
  });

  it('stands right after the header, with the picture’s own chunks untouched', () => {
    const carrying = Buffer.from(withState(onePixel, query));
    expect(carrying.subarray(37, 41).toString()).toBe('tEXt');
    expect(carrying.subarray(0, 33)).toEqual(Buffer.from(onePixel.subarray(0, 33)));
    expect(carrying.subarray(33 + 12 + 'saddlescope'.length + 1 + query.length)).toEqual(Buffer.from(onePixel.subarray(33)));
  });

  it('is found among other programs’ texts', async () => {
    const header = { name: 'IHDR', data: onePixel.slice(16, 29) };
    const comment = { name: 'tEXt', data: Buffer.from('Comment\0hello') };
    const state = { name: 'tEXt', data: Buffer.from(`saddlescope\0${query}`) };
    const body = { name: 'IDAT', data: deflateSync(Buffer.of(0, 255)) };
    const whole = encodeChunks([header, comment, state, body, { name: 'IEND', data: new Uint8Array() }]);
    await expect(readStateFromPng(file(whole))).resolves.toBe(query);
  });

  it('is missing from other pictures, and the message says so', async () => {
    await expect(readStateFromPng(file(onePixel))).rejects.toThrow('no Saddlescope state in “figure.png”');
  });

  it('is not looked for in what is not a PNG', async () => {
    await expect(readStateFromPng(file(Buffer.from('GIF89a'), 'a.gif'))).rejects.toThrow('not a PNG: “a.gif”');
    await expect(readStateFromPng(new Blob([]))).rejects.toThrow('not a PNG: the file');
  });

  it('is refused from a file that was cut off anywhere', async () => {
    const whole = withState(onePixel, query);
    for (let length = 8; length < whole.length; length++) {
      await expect(readStateFromPng(file(whole.subarray(0, length)))).rejects.toThrow('damaged PNG: “figure.png”');
    }
  });

  it('is refused when any of its bytes changed', async () => {
    const damaged = withState(onePixel, query);
    damaged[33 + 8 + 'saddlescope'.length + 4] ^= 1;
    await expect(readStateFromPng(file(damaged))).rejects.toThrow(/damaged PNG: “figure.png” \(CRC values for tEXt/);
  });

  it('does not follow a damaged length into gigabytes', async () => {
    const damaged = withState(onePixel, query);
    damaged[33] = 0x7f;
    await expect(readStateFromPng(file(damaged))).rejects.toThrow('its tEXt chunk is cut off');
  });
});
