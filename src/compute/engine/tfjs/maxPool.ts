/**
 * A max-pool of 2 x 2 over the products of a convolution `[N * windows * 4, channels]`, the four of a window one after another, to units
 * `[N, channels * windows]`. Of equal products, the first counts as the largest.
 */
import type { CustomKernel } from './customKernel.ts';

const windowWgsl = /* wgsl */ `
const windows = pooledHeight * pooledWidth;

// Where the first product of unit (sample, channel, place) is.
fn productsAt(unit: i32) -> i32 {
  let sample = unit / (windows * channels);
  return 4 * (sample * windows + unit % windows) * channels + unit / windows % channels;
}
`;

/**
 * `max(a + v) - max(a)`, without a difference of near values: where one product stays the largest, the rise is that product's v. With
 * a = 0 the rise is `max(v)`.
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
