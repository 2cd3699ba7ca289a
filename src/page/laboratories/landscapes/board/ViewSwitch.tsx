/** One choice for both landscapes: a surface, a contour with the descent field, or, for a chain's three weights, a volume. */

import { BareSelect } from '../../../panels/controls/ParameterControls.tsx';
import { useStore } from '../../../store/store.ts';
import { hasVolume } from '../../../view/networkOf.ts';

export function ViewSwitch() {
  const threeWeights = useStore((state) => hasVolume(state.controls));
  return <BareSelect field="view" disabled={threeWeights ? [] : ['volume']} />;
}
