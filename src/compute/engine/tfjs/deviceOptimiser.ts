/** The optimisers of optimiser.ts in tensors: one layer's step, and its state as optimiser.ts lays it out. */
import * as tf from '@tensorflow/tfjs-core';
import type { Optimiser } from '../../../model/problem/problem.ts';
import { adam, momentumDecay } from '../learner/optimiser.ts';
import { requireKnown } from '../work/takes.ts';
import { tfjsOptimisers } from './tfjsTakes.ts';

/** One layer's moments: none, the velocity, or Adam's two. */
export type LayerState = readonly tf.Tensor2D[];

/** The layer's weights and state after a step; `step` counts from 1. Throws a RangeError at an optimiser that has no tensors here. */
export function stepped(
  optimiser: Optimiser,
  rate: number,
  step: number,
  w: tf.Tensor2D,
  gradient: tf.Tensor2D,
  state: LayerState,
): { w: tf.Tensor2D; state: LayerState } {
  const known = requireKnown('optimiser', optimiser, tfjsOptimisers);
  switch (known) {
    case 'sgd':
      return { w: tf.sub(w, tf.mul(rate, gradient)), state };
    case 'momentum': {
      const velocity = tf.add<tf.Tensor2D>(tf.mul(momentumDecay, state[0]), gradient);
      return { w: tf.sub(w, tf.mul(rate, velocity)), state: [velocity] };
    }
    case 'adam':
      return adamStep(rate, step, w, gradient, state);
    case 'adamw':
      return adamStep(rate, step, tf.mul(w, 1 - rate * adam.decay), gradient, state);
  }
}

function adamStep(rate: number, step: number, w: tf.Tensor2D, gradient: tf.Tensor2D, state: LayerState) {
  const first = tf.add<tf.Tensor2D>(tf.mul(adam.first, state[0]), tf.mul(1 - adam.first, gradient));
  const second = tf.add<tf.Tensor2D>(tf.mul(adam.second, state[1]), tf.mul(1 - adam.second, tf.square(gradient)));
  const size = tf.add(tf.sqrt(tf.mul(second, 1 / (1 - adam.second ** step))), adam.epsilon);
  const change = tf.div(tf.mul(first, rate / (1 - adam.first ** step)), size);
  return { w: tf.sub<tf.Tensor2D>(w, change), state: [first, second] };
}
