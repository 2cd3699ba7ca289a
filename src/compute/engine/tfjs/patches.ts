/**
 * A convolution as a product of matrices: the 3 x 3 pixels around each place of an image, channel by channel, as one row, and a last number
 * that the filter's bias multiplies. Rows are only those that the max-pool of 2 x 2 looks at, the four of each window one after another.
 */
import { TAPS } from '../../../model/problem/layerShapes.ts';
import type { CustomKernel } from './customKernel.ts';

const sizesWgsl = /* wgsl */ `
const columns = inputs * ${TAPS} + 1;
const windows = pooledHeight * pooledWidth;
`;

/** `[N, inputs * height * width]` to `[N * windows * 4, columns]`; `bias` is the last number of a row. */
export const patches: CustomKernel = {
  name: 'Patches',
  inputs: ['image'],
  shape: ([[samples]], { inputs, pooledHeight, pooledWidth }) => [samples * 4 * pooledHeight * pooledWidth, inputs * TAPS + 1],
  run([image], rows, { height, width, inputs, pooledHeight, pooledWidth, bias }) {
    let at = 0;
    for (let from = 0; from < image.length; from += inputs * height * width) {
      for (let row = 0; row < 4 * pooledHeight * pooledWidth; row++) {
        const { y, x } = placeOf(row, pooledWidth);
        const [isLeft, isRight] = [x > 0, x + 1 < width];
        for (let channel = 0; channel < inputs; channel++) {
          let pixel = from + (channel * height + y - 1) * width + x;
          for (let line = y - 1; line <= y + 1; line++, pixel += width, at += 3) {
            const isInside = line >= 0 && line < height;
            rows[at] = isInside && isLeft ? image[pixel - 1] : 0;
            rows[at + 1] = isInside ? image[pixel] : 0;
            rows[at + 2] = isInside && isRight ? image[pixel + 1] : 0;
          }
        }
        rows[at++] = bias;
      }
    }
  },
  wgsl: /* wgsl */ `${sizesWgsl}
fn element(index: i32) -> f32 {
  let column = index % columns;
  if (column == columns - 1) { return f32(bias); }
  let row = index / columns;
  let window = row / 4;
  let place = window % windows;
  let tap = column % ${TAPS};
  let y = 2 * (place / pooledWidth) + (row / 2) % 2 + tap / 3 - 1;
  let x = 2 * (place % pooledWidth) + row % 2 + tap % 3 - 1;
  if (y < 0 || y >= height || x < 0 || x >= width) { return 0.0; }
  return image_[((window / windows * inputs + column / ${TAPS}) * height + y) * width + x];
}
`,
};

/** The transpose of `patches`: each pixel is the sum of the numbers that were read from it; what the bias read goes nowhere. */
export const patchSums: CustomKernel = {
  name: 'PatchSums',
  inputs: ['rows'],
  shape: ([[rows]], { height, width, inputs, pooledHeight, pooledWidth }) => [
    rows / (4 * pooledHeight * pooledWidth),
    inputs * height * width,
  ],
  run([rows], image, { height, width, inputs, pooledHeight, pooledWidth }) {
    image.fill(0);
    let at = 0;
    for (let from = 0; from < image.length; from += inputs * height * width) {
      for (let row = 0; row < 4 * pooledHeight * pooledWidth; row++, at++) {
        const { y, x } = placeOf(row, pooledWidth);
        const [isLeft, isRight] = [x > 0, x + 1 < width];
        for (let channel = 0; channel < inputs; channel++) {
          let pixel = from + (channel * height + y - 1) * width + x;
          for (let line = y - 1; line <= y + 1; line++, pixel += width, at += 3) {
            if (line < 0 || line >= height) continue;
            if (isLeft) image[pixel - 1] += rows[at];
            image[pixel] += rows[at + 1];
            if (isRight) image[pixel + 1] += rows[at + 2];
          }
        }
      }
    }
  },
  wgsl: /* wgsl */ `${sizesWgsl}
fn element(index: i32) -> f32 {
  let x = index % width;
  let y = index / width % height;
  let plane = index / (width * height);
  var sum = 0.0;
  for (var tap = 0; tap < ${TAPS}; tap++) {
    let row = y - tap / 3 + 1;
    let column = x - tap % 3 + 1;
    if (row < 0 || row >= 2 * pooledHeight || column < 0 || column >= 2 * pooledWidth) { continue; }
    let window = plane / inputs * windows + row / 2 * pooledWidth + column / 2;
    sum += rows_[(4 * window + row % 2 * 2 + column % 2) * columns + plane % inputs * ${TAPS} + tap];
  }
  return sum;
}
`,
};

/** Where in an image its row `row` is. */
function placeOf(row: number, pooledWidth: number): { y: number; x: number } {
  const window = row >> 2;
  return { y: 2 * Math.floor(window / pooledWidth) + ((row >> 1) & 1), x: 2 * (window % pooledWidth) + (row & 1) };
}
