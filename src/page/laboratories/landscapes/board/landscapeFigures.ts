/** The two landscapes' figures in the view chosen, remade only when what they show changes: never for the controls beside them. */
import { useMemo } from 'react';
import type { Controls } from '../../../../model/controls.ts';
import type { LandscapeFrame, VolumeFrame } from '../../../../model/landscapes/frames.ts';
import type { TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import type { Camera, Figure, Theme } from '../../../figures/figure.ts';
import type { HeightRange } from '../../../figures/heightRange.ts';
import { useTheme } from '../../../panels/theme.ts';
import { useStore } from '../../../store/store.ts';
import type { InferenceTime } from '../../../view/view.ts';
import { contourFigure } from '../figures/contourFigure.ts';
import { landscapeFigure } from '../figures/landscapeFigure.ts';
import { volumeFigure } from '../figures/volumeFigure.ts';
import { drawnLandscapes, sharedRange } from './drawnLandscapes.ts';
import { drawnVolumes, sharedShells } from './drawnVolumes.ts';

export interface LandscapeFigures {
  loss: Figure;
  energy: Figure;
}

interface Common {
  training: TrainingFrame | null;
  time: InferenceTime;
  playhead: number;
  ramp: Controls['ramp'];
  camera: Camera;
  theme: Theme;
}

/** Surfaces or contours. */
export function planeFiguresOf(
  landscape: LandscapeFrame,
  range: HeightRange,
  view: Controls['view'],
  common: Common,
): LandscapeFigures {
  const draw = view === 'contour' ? contourFigure : landscapeFigure;
  const { loss, energy } = drawnLandscapes({ landscape, ...common }, range);
  return { loss: draw(loss), energy: draw(energy) };
}

export function volumeFiguresOf(volume: VolumeFrame, shells: [number, number], common: Common): LandscapeFigures {
  const { loss, energy } = drawnVolumes({ volume, ...common }, shells);
  return { loss: volumeFigure(loss), energy: volumeFigure(energy) };
}

export function useLandscapeFigures(): LandscapeFigures | null {
  const landscape = useStore((state) => state.landscape);
  const volume = useStore((state) => state.volume);
  const training = useStore((state) => state.training);
  const time = useStore((state) => state.time);
  const playhead = useStore((state) => state.playhead);
  const camera = useStore((state) => state.camera);
  const ramp = useStore((state) => state.controls.ramp);
  const view = useStore((state) => state.controls.view);
  const theme = useTheme();
  const range = useMemo(() => landscape && sharedRange(landscape), [landscape]);
  const shells = useMemo(() => volume && sharedShells(volume), [volume]);
  return useMemo(() => {
    const common = { training, time, playhead, ramp, camera, theme };
    if (view === 'volume') return volume && shells && volumeFiguresOf(volume, shells, common);
    return landscape && range && planeFiguresOf(landscape, range, view, common);
  }, [landscape, volume, training, time, playhead, camera, ramp, theme, view, range, shells]);
}
