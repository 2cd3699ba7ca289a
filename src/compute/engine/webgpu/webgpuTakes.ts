/** The work that the fused WGSL kernels take. */
import { wgslActivations } from '../kernels/activation.ts';
import { type AnyWork, beyondSquares, beyondStandard, maskOf, unknownName } from '../work/takes.ts';

/** Why the fused kernels cannot do the work, or null. */
export function takes(work: AnyWork): string | null {
  const { layout, samples } = work;
  return (
    beyondStandard(layout) ??
    maskOf(samples) ??
    unknownName('activation', layout.network.activation, wgslActivations) ??
    refusal(work)
  );
}

function refusal(work: AnyWork): string | null {
  switch (work.kind) {
    case 'landscape':
    case 'point':
      return null;
    case 'gradient':
      return beyondSquares(work);
    case 'variances':
      return `logVariances: ${work.logVariances.length} numbers (expected none)`;
    case 'losses':
    case 'steps': // tfjs keeps a learner's weights, and calls these kernels for its inference
      return `work: ${work.kind} (expected a landscape, a gradient or a point)`;
  }
}
