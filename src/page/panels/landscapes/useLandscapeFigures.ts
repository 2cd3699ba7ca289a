/** The two landscapes' figures, remade only when what they show changes: never for the controls beside them. */
import { useMemo } from 'react';
import type { Figure } from '../../figures/figure.ts';
import { landscapeFigure } from '../../figures/landscapeFigure.ts';
import { useStore } from '../../store/store.ts';
import { useTheme } from '../theme.ts';
import { drawnLandscapes, sharedRange } from './drawnLandscapes.ts';

export function useLandscapeFigures(): { loss: Figure; energy: Figure; note: string | null } | null {
  const landscape = useStore((state) => state.landscape);
  const training = useStore((state) => state.training);
  const time = useStore((state) => state.time);
  const playhead = useStore((state) => state.playhead);
  const camera = useStore((state) => state.camera);
  const ramp = useStore((state) => state.parameters.ramp);
  const theme = useTheme();
  const range = useMemo(() => landscape && sharedRange(landscape), [landscape]);
  return useMemo(() => {
    if (!landscape || !range) return null;
    const { loss, energy } = drawnLandscapes({ landscape, training, time, playhead, ramp, camera, theme }, range);
    return { loss: landscapeFigure(loss), energy: landscapeFigure(energy), note: range.note };
  }, [landscape, training, time, playhead, camera, ramp, theme, range]);
}
