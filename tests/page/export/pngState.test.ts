import { crc32, deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readStateFromPng, withState } from '../../../src/page/export/pngState.ts';
import { readQuery } from '../../../src/page/view/readQuery.ts';

/** One white pixel, 67 bytes, as written by another program. */
const onePixel = Uint8Array.from(
  Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=', 'base64'),
);
const query = '?hidden=2&width=4&start=0.1,-0.2';
const file = (bytes: Uint8Array, name = 'figure.png') => new File([Uint8Array.from(bytes)], name);

/** The one pixel with these chunks after its header, each a name and its data, as other programs write them. */
function withChunks(...chunks: [name: string, ...data: (string | Uint8Array)[]][]): Uint8Array {
  const bytes = chunks.map(([name, ...data]) => {
    const body = Buffer.concat([name, ...data].map((part) => Buffer.from(part as string)));
    const frame = Buffer.alloc(body.length + 8);
    frame.writeUInt32BE(body.length - 4, 0);
    body.copy(frame, 4);
    frame.writeUInt32BE(crc32(body), body.length + 4);
    return frame;
  });
  return Buffer.concat([onePixel.subarray(0, 33), ...bytes, onePixel.subarray(33)]);
}

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
    const whole = withChunks(['tEXt', 'Comment\0hello'], ['tEXt', `saddlescope\0${query}`]);
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
    await expect(readStateFromPng(file(damaged))).rejects.toThrow(
      /damaged PNG: “figure.png” \(its tEXt chunk has another checksum/,
    );
  });

  it('does not follow a damaged length into gigabytes', async () => {
    const damaged = withState(onePixel, query);
    damaged[33] = 0x7f;
    await expect(readStateFromPng(file(damaged))).rejects.toThrow('its tEXt chunk is cut off');
  });

  it.each([
    ['tEXt', ['tEXt', `saddlescope\0${query}`]],
    ['zTXt', ['zTXt', 'saddlescope\0\0', deflateSync(query)]],
    ['iTXt', ['iTXt', `saddlescope\0\0\0en\0Sattelpunkt\0${query}`]],
    ['iTXt, packed', ['iTXt', 'saddlescope\0\x01\0\0\0', deflateSync(query)]],
  ] satisfies [string, Parameters<typeof withChunks>[0]][])('is read from %s, as image tools rewrite it', async (_, chunk) => {
    await expect(readStateFromPng(file(withChunks(chunk)))).resolves.toBe(query);
  });

  it('is read from a picture that an image tool packed', async () => {
    const packed =
      'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAASHpUWHRzYWRkbGVzY29wZQAAeJxLrShILcrMTc0rsU3LTC8tStU10s1JTStRy8hMSUnNszVSK89MKcmwNVYrTk7MSbU10DMGAO/ZEet7wp6yAAAACklEQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==';
    const state = await readStateFromPng(file(Buffer.from(packed, 'base64')));
    expect(readQuery(state).view.controls).toMatchObject({ hidden: 2, width: 3, scale: 0.3 });
  });

  it('is no state where the text is empty', async () => {
    const empty = ['tEXt', 'saddlescope\0'] as [string, string];
    await expect(readStateFromPng(file(withChunks(empty)))).rejects.toThrow('no Saddlescope state');
    await expect(readStateFromPng(file(withChunks(empty, ['tEXt', `saddlescope\0${query}`])))).resolves.toBe(query);
  });

  it.each([
    ['as it is', ['tEXt', 'saddlescope\0', Buffer.alloc(20e6, 'a')]],
    ['packed into a few bytes', ['zTXt', 'saddlescope\0\0', deflateSync(Buffer.alloc(50e6, 'a'))]],
    ['packed in stored blocks', ['zTXt', 'saddlescope\0\0', deflateSync(Buffer.alloc(66_000, 'a'), { level: 0 })]],
    ['packed, in iTXt', ['iTXt', 'saddlescope\0\x01\0\0\0', deflateSync(Buffer.alloc(66_000, 'a'))]],
  ] satisfies [string, Parameters<typeof withChunks>[0]][])('is refused where it is larger than any, %s', async (_, chunk) => {
    await expect(readStateFromPng(file(withChunks(chunk)))).rejects.toThrow('its state has more than 64 kB, which no state has');
  });

  it.each([
    ['by another method', ['zTXt', 'saddlescope\0\x07', deflateSync(query)], 'packed by method 7 (expected 0, deflate)'],
    ['wrongly', ['zTXt', 'saddlescope\0\0', 'not packed at all'], 'damaged PNG'],
    ['and cut off', ['zTXt', 'saddlescope\0\0', deflateSync(query).subarray(0, 20)], 'damaged PNG'],
  ] satisfies [string, Parameters<typeof withChunks>[0], string][])(
    'is refused where it is packed %s',
    async (_, chunk, message) => {
      await expect(readStateFromPng(file(withChunks(chunk)))).rejects.toThrow(message);
    },
  );

  it('quotes no more of a file’s name than a line', async () => {
    await expect(readStateFromPng(file(onePixel, `${'a'.repeat(1e5)}.png`))).rejects.toThrow(`in “${'a'.repeat(60)}…” (`);
  });
});
