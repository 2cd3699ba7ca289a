/** The two linked landscapes: what BP descends and what PC descends, on one camera and one range of heights. */
import { type ReactNode, useCallback, useMemo } from 'react';
import type { ExportChoice } from '../../../export/dialog/exportChoice.ts';
import type { Camera, Figure } from '../../../figures/figure.ts';
import { Failure } from '../../../panels/Failure.tsx';
import { FigureCard } from '../../../panels/FigureCard.tsx';
import { LiveFigure } from '../../../panels/LiveFigure.tsx';
import { Progress } from '../../../panels/Progress.tsx';
import { useStore } from '../../../store/store.ts';
import { energyCaption, energySubtitle, farthestFromPlane, lossCaption, volumeCaption } from './captions.ts';
import { sharedRange } from './drawnLandscapes.ts';
import { LandscapeCaption } from './LandscapeCaption.tsx';
import { LandscapePoster } from './LandscapePoster.tsx';
import { useLandscapeFigures } from './landscapeFigures.ts';
import { ViewSwitch } from './ViewSwitch.tsx';

export function Landscapes({ onExport }: { onExport(choice: ExportChoice): void }) {
  const figures = useLandscapeFigures();
  const view = useStore((state) => state.controls.view);
  const time = useStore((state) => state.time);
  const kind = view === 'volume' ? 'volume' : 'landscape';
  const captions = useCaptions();

  return (
    <>
      <FigureCard
        title="Loss landscape"
        subtitle="what BP descends"
        className="landscape"
        tools={<ViewSwitch />}
        progress={<Progress of={kind} />}
        caption={
          <LandscapeCaption
            of={kind}
            name="Loss landscape, progress"
            text={captions?.loss ?? 'The loss on a plane through weight space.'}
          />
        }
        onDownload={() => onExport('loss')}
      >
        <Landscape label="Loss landscape" figure={figures?.loss ?? null} before={<LandscapePoster of="loss" />} />
      </FigureCard>
      <FigureCard
        title="Energy landscape"
        subtitle={energySubtitle(time)}
        className="landscape"
        progress={<Progress of={kind} />}
        above={<Failure of={kind} />}
        caption={
          <LandscapeCaption
            of={kind}
            name="Energy landscape, progress"
            text={captions?.energy ?? 'The energy that inference leaves behind, on the same plane.'}
          />
        }
        onDownload={() => onExport('energy')}
      >
        <Landscape label="Energy landscape" figure={figures?.energy ?? null} before={<LandscapePoster of="energy" />} />
      </FigureCard>
    </>
  );
}

/** Null until there is something to describe. */
function useCaptions(): { loss: string; energy: string } | null {
  const landscape = useStore((state) => state.landscape);
  const volume = useStore((state) => state.volume);
  const isVolume = useStore((state) => state.controls.view === 'volume');
  const farthest = useStore((state) => farthestFromPlane(state.training));
  return useMemo(() => {
    if (isVolume) return volume && { loss: volumeCaption(volume), energy: volumeCaption(volume) };
    if (!landscape) return null;
    return { loss: lossCaption(landscape, farthest), energy: energyCaption(landscape, sharedRange(landscape).note) };
  }, [isVolume, landscape, volume, farthest]);
}

/** Gestures on a landscape: turning it turns both, a click or a drag places the start of both learners. */
function Landscape({ label, figure, before }: { label: string; figure: Figure | null; before: ReactNode }) {
  const { placeStart, setDragging, setCamera } = useStore.getState();
  const place = useCallback((a: number, b: number) => placeStart({ a, b }), [placeStart]);
  return (
    <LiveFigure
      label={label}
      figure={figure}
      before={before}
      onCamera={(camera: Camera) => setCamera(camera)}
      onPick={place}
      onDragStart={() => setDragging(true)}
      onDrag={place}
      onDragEnd={() => setDragging(false)}
    />
  );
}
