/** Where the gradient flow of one sample's energy ends that starts at the feedforward pass. */
import { widestFactored } from '../../../model/problem/cost.ts';
import type { NetworkLayout } from '../work/networkLayout.ts';
import { KinkedFlow } from './kinkedFlow.ts';
import { largestSlope } from './restingFlow.ts';
import { SampleEnergy } from './sampleEnergy.ts';
import { SmoothFlow } from './smoothFlow.ts';

/** Whether the end of the flow is found by factoring, so that it is at rest to the last digits. */
export function isFactored({ layout, sparsity }: { readonly layout: NetworkLayout; readonly sparsity: number }): boolean {
  return layout.isFullyConnected && sparsity === 0 && widestMoving(layout) <= widestFactored;
}

function widestMoving({ widths, firstInferred, layers }: NetworkLayout): number {
  return Math.max(0, ...widths.slice(firstInferred, layers));
}

/** Finds the rest of one sample after another under the same network. */
export class RestFinder {
  readonly sample: SampleEnergy;
  private readonly flow: { settle(first: number): void };

  constructor(layout: NetworkLayout, precisions: Float64Array | null = null) {
    this.sample = new SampleEnergy(layout, precisions);
    this.flow = this.sample.hasKinks ? new KinkedFlow(this.sample) : new SmoothFlow(this.sample);
  }

  /**
   * From the inputs and targets in `sample.z` to rest, for weights that were loaded. Leaves activities, errors, signals and energy there. Returns the largest
   * `|dF/dz|` that is left, as a part of that at the feedforward pass; at kinks, that of the smallest element of the subdifferential.
   */
  find(): number {
    const { sample } = this;
    sample.feedforward();
    const first = largestSlope(sample);
    if (!(first > 0)) return Number.isNaN(first) ? Number.NaN : 0;
    this.flow.settle(first);
    return largestSlope(sample) / first;
  }
}
