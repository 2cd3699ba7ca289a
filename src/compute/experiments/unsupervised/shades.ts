/** Images as they are drawn: a byte a pixel, so that frames stay small. */
import type { Shades } from '../../../model/unsupervised/unsupervisedFrames.ts';

/** `round(255 b)` for brightness b, held between 0 and 255; of colour images b is the mean of their channels. `images`: [count * channels * pixels]. */
export function shadesOf(images: Float64Array, pixels: number, channels: number): Shades {
  const count = images.length / (pixels * channels);
  const shades = new Uint8ClampedArray(count * pixels); // rounds and holds
  for (let i = 0; i < count; i++) {
    for (let p = 0; p < pixels; p++) {
      let sum = 0;
      for (let c = 0; c < channels; c++) sum += images[(i * channels + c) * pixels + p];
      shades[i * pixels + p] = (255 * sum) / channels;
    }
  }
  return new Uint8Array(shades.buffer);
}
