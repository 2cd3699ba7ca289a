/** A peer: energies after T steps as a chain of tfjs's own operations on wasm, every step taken for all grid points and samples at once. */
import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import type { Matrix } from '../../../src/model/problem/problem.ts';
import type { Workload } from '../workload.ts';

/** The energy at the last step at every grid point. */
export async function energiesByOperations(workload: Workload): Promise<Float32Array> {
  await open();
  const energies = tf.tidy(() => energiesOf(workload));
  const values = await energies.data<'float32'>();
  energies.dispose();
  return values;
}

async function open(): Promise<void> {
  if (tf.getBackend() === 'wasm') return;
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plain,
    'tfjs-backend-wasm-simd.wasm': simd,
    'tfjs-backend-wasm-threaded-simd.wasm': threadedSimd,
  });
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false); // the threaded build breaks when minified
  await tf.setBackend('wasm');
}

function energiesOf({ network, axis, center, u, v, x, y, dt, steps }: Workload): tf.Tensor {
  const points = axis.length ** 2;
  const along = (pick: (a: number, b: number) => number) =>
    tf.tensor3d(Float32Array.from(axis.flatMap((b) => axis.map((a) => pick(a, b)))), [points, 1, 1]);
  const [as, bs] = [along((a) => a), along((_, b) => b)];
  const weights = center.map((centre, l) => tf.add(matrix(centre), tf.add(tf.mul(as, matrix(u[l])), tf.mul(bs, matrix(v[l])))));
  const last = weights.length - 1;
  const spread = (rows: Matrix) => tf.tile(tf.expandDims(matrix(rows), 0), [points, 1, 1]);
  const isCurved = (l: number) => network.activation === 'tanh' && l < last;
  const predict = (l: number, z: tf.Tensor) => {
    const a = tf.matMul(z, weights[l], false, true);
    return isCurved(l) ? tf.tanh(a) : a;
  };
  let z = [spread(x)];
  for (let l = 0; l < last; l++) z.push(predict(l, z[l]));
  z.push(spread(y));
  for (let t = 0; t < steps; t++) {
    z = tf.tidy(() => {
      const predicted = weights.map((_, l) => predict(l, z[l]));
      const errors = predicted.map((g, l) => tf.sub(z[l + 1], g));
      const signals = errors.map((e, l) => (isCurved(l) ? tf.mul(e, tf.sub(1, tf.square(predicted[l]))) : e));
      return z.map((now, l) =>
        l === 0 || l > last ? tf.clone(now) : tf.add(now, tf.mul(dt, tf.sub(tf.matMul(signals[l], weights[l]), errors[l - 1]))),
      );
    });
  }
  const squares = weights.map((_, l) => tf.sum(tf.square(tf.sub(z[l + 1], predict(l, z[l]))), [1, 2]));
  return tf.mul(0.5 / x.shape[0], tf.addN(squares));
}

const matrix = ({ data, shape }: Matrix): tf.Tensor2D => tf.tensor2d(Float32Array.from(data), shape);
