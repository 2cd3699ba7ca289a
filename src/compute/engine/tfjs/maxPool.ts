/**
 * A max-pool of 2 x 2 over the products of a convolution `[N * windows * 4, channels]`, the four of a window one after another, to units
 * `[N, channels * windows]`. Of equal products, the first counts as the largest.
 */
import type { Constants, OwnKernel } from './ownKernel.ts';

const windowWgsl = /* wgsl */ `
const windows = pooledHeight * pooledWidth;

// Where the first product of unit (sample, channel, place) is.
fn productsAt(unit: i32) -> i32 {
  let sample = unit / (windows * channels);
  return 4 * (sample * windows + unit % windows) * channels + unit / windows % channels;
}
`;

/**
 * `max(a + v) - max(a)`, without a difference of near values where the same product stays the largest: then it is that product's v. With
 * a = 0 it is `max(v)`.
 */
export const poolRise: OwnKernel = {
  name: 'PoolRise',
  inputs: ['a', 'v'],
  shape: ([[rows]], { channels, pooledHeight, pooledWidth }) => [
    rows / (4 * pooledHeight * pooledWidth),
    channels * pooledHeight * pooledWidth,
  ],
  run([a, v], rise, constants) {
    const { channels } = constants;
    overUnits(constants, rise.length, (unit, first) => {
      let before = first;
      let after = first;
      for (let k = first + channels; k < first + 4 * channels; k += channels) {
        if (a[k] > a[before]) before = k;
        if (Math.fround(a[k] + v[k]) > Math.fround(a[after] + v[after])) after = k;
      }
      rise[unit] = a[after] - a[before] + v[after];
    });
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
export const poolSpread: OwnKernel = {
  name: 'PoolSpread',
  inputs: ['signal', 'products'],
  shape: (shapes) => [...shapes[1]],
  run([signal, products], spread, constants) {
    const { channels } = constants;
    spread.fill(0);
    overUnits(constants, signal.length, (unit, first) => {
      let largest = first;
      for (let k = first + channels; k < first + 4 * channels; k += channels) if (products[k] > products[largest]) largest = k;
      spread[largest] = signal[unit];
    });
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

/** Every unit, and where the first of its four products is; in the products' order, so that they are read once. */
function overUnits(
  { channels, pooledHeight, pooledWidth }: Constants,
  units: number,
  visit: (unit: number, firstProduct: number) => void,
): void {
  const windows = pooledHeight * pooledWidth;
  for (let from = 0; from < units; from += windows * channels) {
    for (let place = 0; place < windows; place++) {
      for (let channel = 0; channel < channels; channel++)
        visit(from + channel * windows + place, 4 * (from + place * channels) + channel);
    }
  }
}
