/** The checksum of zip archives and of PNG chunks (ISO 3309; APPNOTE.TXT 4.4.7; PNG 5.5): the remainder of the bits divided by a polynomial over GF(2). */

const polynomial = 0xedb88320; // x^32 + x^26 + x^23 + ... + 1, lowest power first

/** Remainder of each byte. */
const remainders = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) remainder = remainder & 1 ? (remainder >>> 1) ^ polynomial : remainder >>> 1;
  return remainder;
});

/** CRC-32 of the bytes, from 0 to 2^32 - 1. `before`: the checksum of the bytes that come before these. */
export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++) crc = remainders[(crc ^ bytes[i]) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}
