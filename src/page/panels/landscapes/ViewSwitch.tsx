/** One switch for both landscapes: a surface, a contour with the descent field, or, for a chain's three weights, a volume. */
import { parameters } from '../../../model/parameters.ts';
import { hasVolume } from '../../store/consistency.ts';
import { useStore } from '../../store/store.ts';
import { Segments } from '../Segments.tsx';

export function ViewSwitch() {
  const view = useStore((state) => state.parameters.view);
  const threeWeights = useStore((state) => hasVolume(state.parameters));
  const { set } = useStore.getState();
  const { surface, contour, volume } = parameters.view.options;
  return (
    <Segments
      name="View"
      value={view}
      title={parameters.view.hint}
      options={threeWeights ? { surface, contour, volume } : { surface, contour }}
      onChange={(option) => set('view', option)}
    />
  );
}
