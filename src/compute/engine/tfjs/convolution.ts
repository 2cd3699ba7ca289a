/** The custom operations of a convolutional block: its convolution as a product of matrices, then its max-pool of 2 x 2. */
import { TAPS } from '../../../model/problem/layerShapes.ts';
import type { CustomKernel } from './customKernel.ts';

const sizesWgsl = /* wgsl */ `
const columns = inputs * ${TAPS} + 1;
const windows = pooledHeight * pooledWidth;
`;

/**
 * `[N, inputs * height * width]` to `[N * windows * 4, columns]`: the 3 x 3 pixels around each place of an image, channel by channel, as one row; `bias`, which
 * the filter's bias multiplies, is the row's last number. Rows are only those that the max-pool looks at, the four of each window one after another.
 */
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

const windowWgsl = /* wgsl */ `
const windows = pooledHeight * pooledWidth;

// Where the first product of unit (sample, channel, place) is.
fn productsAt(unit: i32) -> i32 {
  let sample = unit / (windows * channels);
  return 4 * (sample * windows + unit % windows) * channels + unit / windows % channels;
}
`;

/**
 * `max(a + v) - max(a)` over each window of the products `[N * windows * 4, channels]`, the four of a window one after another, to units
 * `[N, channels * windows]`. No near values are subtracted: where one product stays the largest, the rise is that product's v. With a = 0 the rise is
 * `max(v)`. Of equal products, the first counts as the largest.
 */
export const poolRise: CustomKernel = {
  name: 'PoolRise',
  inputs: ['a', 'v'],
  shape: ([[rows]], { channels, pooledHeight, pooledWidth }) => [
    rows / (4 * pooledHeight * pooledWidth),
    channels * pooledHeight * pooledWidth,
  ],
  run([a, v], rise, { channels, pooledHeight, pooledWidth }) {
    const windows = pooledHeight * pooledWidth;
    let first = 0;
    for (let sample = 0; sample < rise.length; sample += windows * channels) {
      for (let place = 0; place < windows; place++, first += 3 * channels) {
        for (let unit = sample + place; unit < sample + windows * channels; unit += windows, first++) {
          let before = first;
          let after = first;
          let largest = Math.fround(a[first] + v[first]);
          for (let k = first + channels; k < first + 4 * channels; k += channels) {
            if (a[k] > a[before]) before = k;
            const moved = Math.fround(a[k] + v[k]);
            if (moved > largest) {
              largest = moved;
              after = k;
            }
          }
          rise[unit] = a[after] - a[before] + v[after];
        }
      }
    }
  },
  wgsl: /* wgsl */ `${windowWgsl}
fn element(index: i32) -> f32 {
  let first = productsAt(index);
  var before = first;
  var after = first;
  for (var k = first + channels; k < first + 4 * channels; k += channels) {
    if (a_[k] > a_[before]) { before = k; }
    if (a_[k] + v_[k] > a_[after] + v_[after]) { after = k; }
  }
  return a_[after] - a_[before] + v_[after];
}
`,
};

/** The pool's transpose: each unit's signal goes to the largest of its products, and none to the others. */
export const poolSpread: CustomKernel = {
  name: 'PoolSpread',
  inputs: ['signal', 'products'],
  shape: (shapes) => [...shapes[1]],
  run([signal, products], spread, { channels, pooledHeight, pooledWidth }) {
    const windows = pooledHeight * pooledWidth;
    spread.fill(0);
    let first = 0;
    for (let sample = 0; sample < signal.length; sample += windows * channels) {
      for (let place = 0; place < windows; place++, first += 3 * channels) {
        for (let unit = sample + place; unit < sample + windows * channels; unit += windows, first++) {
          let largest = first;
          for (let k = first + channels; k < first + 4 * channels; k += channels)
            if (products[k] > products[largest]) largest = k;
          spread[largest] = signal[unit];
        }
      }
    }
  },
  wgsl: /* wgsl */ `${windowWgsl}
fn element(index: i32) -> f32 {
  let channel = index % channels;
  let window = index / (4 * channels);
  let first = 4 * window * channels + channel;
  var largest = first;
  for (var k = first + channels; k < first + 4 * channels; k += channels) {
    if (products_[k] > products_[largest]) { largest = k; }
  }
  return select(0.0, signal_[(window / windows * channels + channel) * windows + window % windows], index == largest);
}
`,
};
