/** A custom operation beside tfjs's own: loops over wasm's heap, and their WGSL. */
import * as tf from '@tensorflow/tfjs-core';

/** Whole numbers for which an operation is compiled. */
export type Constants = Readonly<Record<string, number>>;

export interface CustomKernel {
  readonly name: string;
  /** Names of its inputs, in order. */
  readonly inputs: readonly string[];
  /** Shape of its output. */
  shape(inputs: readonly (readonly number[])[], constants: Constants): number[];
  /** Writes every element of the output, whose elements are undefined before. */
  run(inputs: readonly Float32Array[], output: Float32Array, constants: Constants): void;
  /** WGSL of `fn element(index: i32) -> f32`, which reads the inputs as arrays called `${name}_`, and the constants by their names. */
  readonly wgsl: string;
}

/** Runs it on the active backend. */
export function runCustomKernel({ name }: CustomKernel, inputs: tf.NamedTensorMap, constants: Constants = {}): tf.Tensor2D {
  return tf.engine().runKernel(name, inputs, { ...constants }) as tf.Tensor2D;
}
