/**
 * Packs the image sets that ship with the page: `npm run pack-data -- FOLDER`, where FOLDER/mnist and FOLDER/fashion-mnist hold the four
 * published IDX files each. It writes public/data/NAME/{train,test}.bin, gzip of all pixels (a byte each, image by image) and then all
 * labels (a byte each), and src/compute/datasets/packed/NAME.json, which says what they hold and what their hashes are. They are not called
 * .gz because some servers would unpack them on the way.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { projectFolder } from './commands.mjs';

/** How many images of each published part the page ships: the first ones. */
const COUNTS = { train: 10_000, test: 2_000 };
/** Of the published files' names. */
const PREFIX = { train: 'train', test: 't10k' };

const MNIST_CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];
const FASHION_CLASSES = ['T-shirt', 'trousers', 'pullover', 'dress', 'coat', 'sandal', 'shirt', 'sneaker', 'bag', 'ankle boot'];

const folder = process.argv[2];
if (!folder)
  throw new Error('no folder given (expected: npm run pack-data -- FOLDER, with FOLDER/mnist and FOLDER/fashion-mnist)');
pack('mnist', {
  classNames: MNIST_CLASSES,
  source: 'MNIST, Yann LeCun and Corinna Cortes, http://yann.lecun.com/exdb/mnist/',
  licence: 'CC BY-SA 3.0',
});
pack('fashion-mnist', {
  classNames: FASHION_CLASSES,
  source: 'Fashion-MNIST, Zalando SE, https://github.com/zalandoresearch/fashion-mnist',
  licence: 'MIT',
});

/**
 * @param {string} name
 * @param {{ classNames: string[], source: string, licence: string }} facts
 */
function pack(name, facts) {
  const train = readPart(name, 'train');
  const test = readPart(name, 'test');
  const manifest = {
    ...facts,
    width: train.width,
    height: train.height,
    published: { train: train.count, test: test.count },
    pixels: pixelStatistics(train.pixels),
    train: writePart(name, 'train', train),
    test: writePart(name, 'test', test),
  };
  const file = join(projectFolder, 'src/compute/datasets/packed', `${name}.json`);
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`);
  console.log(`${name}: ${manifest.train.bytes} + ${manifest.test.bytes} bytes`);
}

/**
 * @param {string} name
 * @param {'train' | 'test'} part
 */
function readPart(name, part) {
  const images = readIdx(join(folder, name, `${PREFIX[part]}-images-idx3-ubyte.gz`), 3);
  const labels = readIdx(join(folder, name, `${PREFIX[part]}-labels-idx1-ubyte.gz`), 1);
  const [count, height, width] = images.shape;
  if (labels.shape[0] !== count) throw new Error(`${name}, ${part}: ${count} images but ${labels.shape[0]} labels`);
  return { count, height, width, pixels: images.data, labels: labels.data };
}

/**
 * @param {string} file
 * @param {number} dimensions
 */
function readIdx(file, dimensions) {
  const bytes = gunzipSync(readFileSync(file));
  const magic = bytes.readUInt32BE(0);
  if (magic !== 0x800 + dimensions)
    throw new Error(`${file}: magic number ${magic} (expected ${0x800 + dimensions}, IDX of unsigned bytes)`);
  const shape = Array.from({ length: dimensions }, (_, i) => bytes.readUInt32BE(4 + 4 * i));
  const data = bytes.subarray(4 + 4 * dimensions);
  const size = shape.reduce((product, length) => product * length, 1);
  if (data.length !== size) throw new Error(`${file}: ${data.length} values (expected ${size})`);
  return { shape, data };
}

/**
 * Mean and sd of all published training pixels, as parts of 255.
 * @param {Uint8Array} pixels
 */
function pixelStatistics(pixels) {
  let sum = 0;
  let squares = 0;
  for (const pixel of pixels) {
    sum += pixel;
    squares += pixel * pixel;
  }
  const mean = sum / pixels.length / 255;
  return { mean, deviation: Math.sqrt(squares / pixels.length / 255 ** 2 - mean ** 2) };
}

/**
 * @param {string} name
 * @param {'train' | 'test'} part
 * @param {{ width: number, height: number, pixels: Uint8Array, labels: Uint8Array }} whole
 */
function writePart(name, part, { width, height, pixels, labels }) {
  const count = COUNTS[part];
  const packed = gzipSync(Buffer.concat([pixels.subarray(0, count * width * height), labels.subarray(0, count)]), { level: 9 });
  const target = join(projectFolder, 'public/data', name);
  mkdirSync(target, { recursive: true });
  writeFileSync(join(target, `${part}.bin`), packed);
  return { count, bytes: packed.length, sha256: createHash('sha256').update(packed).digest('hex') };
}
