/** A linear probe: softmax regression from latents to classes, learnt beside the network and unseen by it. */
import type { ProbeState } from '../../../model/unsupervised/unsupervisedFrames.ts';
import { optimiserState, takeStep } from '../../engine/learner/optimiser.ts';

/** Learning rate of Adam, as published. */
const rate = 0.01;

export class LinearProbe {
  private readonly weights: Float64Array;
  private readonly optimiser: Float64Array;

  constructor(
    private readonly classes: number,
    inputs: number,
    earlier: ProbeState | null,
  ) {
    this.weights = earlier?.weights.slice() ?? new Float64Array(classes * (inputs + 1));
    this.optimiser = earlier?.optimiser.slice() ?? optimiserState('adam', this.weights.length);
  }

  /** One step of Adam on these latents. */
  learn(latents: Float64Array, labels: Int32Array): void {
    takeStep('adam', rate, this.weights, probeGradient(this.weights, latents, labels, this.classes).gradient, this.optimiser);
  }

  /** The class that is likeliest for each latent. */
  classify(latents: Float64Array, count: number): Int32Array {
    const logits = logitsOf(this.weights, latents, count, this.classes);
    return Int32Array.from({ length: count }, (_, i) => {
      const own = logits.subarray(i * this.classes, (i + 1) * this.classes);
      return own.indexOf(own.reduce((most, logit) => Math.max(most, logit), Number.NEGATIVE_INFINITY));
    });
  }

  state(): ProbeState {
    return { weights: this.weights.slice(), optimiser: this.optimiser.slice() };
  }
}

/**
 * `-1/N sum_i log p_i[label_i]` with `p_i = softmax(W z_i + b)`, and its gradient `1/N sum_i (p_i - onehot_i) [z_i, 1]^T`.
 * `weights`: [classes, inputs + 1], the bias last; `latents`: [N, inputs].
 */
export function probeGradient(
  weights: Float64Array,
  latents: Float64Array,
  labels: Int32Array,
  classes: number,
): { loss: number; gradient: Float64Array } {
  const count = labels.length;
  const inputs = weights.length / classes - 1;
  const logits = logitsOf(weights, latents, count, classes);
  const gradient = new Float64Array(weights.length);
  let loss = 0;
  for (let i = 0; i < count; i++) {
    const p = softmax(logits.subarray(i * classes, (i + 1) * classes));
    loss -= Math.log(p[labels[i]]) / count;
    for (let k = 0; k < classes; k++) {
      const error = (p[k] - (k === labels[i] ? 1 : 0)) / count;
      const row = k * (inputs + 1);
      for (let j = 0; j < inputs; j++) gradient[row + j] += error * latents[i * inputs + j];
      gradient[row + inputs] += error;
    }
  }
  return { loss, gradient };
}

/** W z + b, [N, classes]. */
function logitsOf(weights: Float64Array, latents: Float64Array, count: number, classes: number): Float64Array {
  const inputs = weights.length / classes - 1;
  const logits = new Float64Array(count * classes);
  for (let i = 0; i < count; i++) {
    for (let k = 0; k < classes; k++) {
      const row = k * (inputs + 1);
      let sum = weights[row + inputs];
      for (let j = 0; j < inputs; j++) sum += weights[row + j] * latents[i * inputs + j];
      logits[i * classes + k] = sum;
    }
  }
  return logits;
}

function softmax(logits: Float64Array): Float64Array {
  const most = logits.reduce((largest, logit) => Math.max(largest, logit), Number.NEGATIVE_INFINITY);
  const powers = logits.map((logit) => Math.exp(logit - most));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
