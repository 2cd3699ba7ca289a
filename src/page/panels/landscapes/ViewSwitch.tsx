/** One choice for both landscapes: a surface, a contour with the descent field, or, for a chain's three weights, a volume. */
import { hasVolume } from '../../store/consistency.ts';
import { useStore } from '../../store/store.ts';
import { BareSelect } from '../controls/ParameterControls.tsx';

export function ViewSwitch() {
  const threeWeights = useStore((state) => hasVolume(state.parameters));
  return <BareSelect field="view" disabled={threeWeights ? [] : ['volume']} />;
}
