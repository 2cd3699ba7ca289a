/** The two linked landscapes: the loss, which BP descends, and the energy, which PC descends, on one camera. */
import { type ReactNode, useCallback, useMemo } from 'react';
import type { Camera } from '../../../figures/figure.ts';
import type { FigureRow } from '../../../figures/figureRow.ts';
import { drawsScenes } from '../../../figures/sceneDrawing.ts';
import { BareSelect } from '../../../panels/controls/FieldControls.tsx';
import { type DrawnState, useSceneDrawing } from '../../../panels/drawnState.ts';
import { FigureCard, LiveFigure } from '../../../panels/FigureCard.tsx';
import { Failure, Progress, ProgressBar, useClock } from '../../../panels/JobStatus.tsx';
import type { PanelProps } from '../../../panels/laboratory.ts';
import { durationInWords } from '../../../panels/numberText.ts';
import { progressOf, timeLeft } from '../../../store/state/pace.ts';
import type { PageState } from '../../../store/state/pageState.ts';
import { useStore } from '../../../store/store.ts';
import { hasVolume } from '../../../view/networkOf.ts';
import { energyCaption, energySubtitle, farthestFromPlane, insteadCaption, lossCaption, volumeCaption } from './captions.ts';
import { type HeightScale, heightScales } from './heightScales.ts';
import { LandscapePoster } from './LandscapePoster.tsx';
import { energyRow, lossRow } from './landscapeRows.ts';
import { leavingText } from './leavingText.ts';

/** The two linked landscapes: what BP descends and what PC descends, on one camera. */
export function Landscapes({ onExport }: PanelProps) {
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
        onDownload={() => onExport(lossRow)}
      >
        <Landscape row={lossRow} learner="bp" before={<LandscapePoster of="loss" />} />
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
        onDownload={() => onExport(energyRow)}
      >
        <Landscape row={energyRow} learner="pc" before={<LandscapePoster of="energy" />} />
      </FigureCard>
    </>
  );
}

/** The captions of both landscapes; null until a landscape or a volume is computed. */
function useCaptions(): { loss: string; energy: string } | null {
  const landscape = useStore((state) => state.landscape);
  const volume = useStore((state) => state.volume);
  const view = useStore((state) => state.controls.view);
  const heights = useStore((state) => state.controls.heights);
  const farthest = useStore((state) => farthestFromPlane(state.training));
  const drawing = useSceneDrawing();
  const lossLeaves = useStore((state) => leavingWords('loss', state));
  const energyLeaves = useStore((state) => leavingWords('energy', state));
  return useMemo(() => {
    if (view === 'volume') return volume && { loss: volumeCaption(volume), energy: volumeCaption(volume) };
    if (!landscape) return null;
    const isInstead = view === 'surface' && (drawing === 'nothing' || !drawsScenes());
    const { loss, energy } = heightScales(landscape, heights);
    const notes = (words: string | null, { notes }: HeightScale) => (words && !isInstead ? [words, ...notes] : notes);
    return {
      loss: (isInstead ? insteadCaption : lossCaption)(landscape, farthest, notes(lossLeaves, loss)),
      energy: energyCaption(landscape, notes(energyLeaves, energy)),
    };
  }, [view, heights, landscape, volume, farthest, drawing, lossLeaves, energyLeaves]);
}

/** Words about the paths in a surface's box, as the playhead stands. */
function leavingWords(which: 'loss' | 'energy', { landscape, training, time, playhead, controls }: PageState): string | null {
  if (!landscape || controls.view !== 'surface') return null;
  return leavingText(which, { landscape, training, time, playhead }, heightScales(landscape, controls.heights));
}

/** Gestures on a landscape: turning it turns both, a click or a drag places the start of both learners. */
function Landscape({ row, learner, before }: { row: FigureRow<DrawnState>; learner: 'bp' | 'pc'; before: ReactNode }) {
  const { placeStart, setDragging, setCamera } = useStore.getState();
  const place = useCallback(
    (a: number, b: number) => {
      const from = useStore.getState().landscape?.travelled?.[learner] ?? { a: 0, b: 0 };
      placeStart({ a: a + from.a, b: b + from.b });
    },
    [placeStart, learner],
  );
  return (
    <LiveFigure
      row={row}
      before={before}
      onCamera={(camera: Camera) => setCamera(camera)}
      onPick={place}
      onDragStart={() => setDragging(true)}
      onDrag={place}
      onDragEnd={() => setDragging(false)}
    />
  );
}

/** One choice for both landscapes: surfaces, contours with the descent field, or, for a chain's three weights, volumes. */
function ViewSwitch() {
  const threeWeights = useStore((state) => hasVolume(state.controls));
  return <BareSelect field="view" disabled={threeWeights ? [] : ['volume']} />;
}

/** A landscape that is computed in less time shows no bar, since the bar would only flicker. */
const aMoment = 1000; // ms

interface Props {
  of: 'landscape' | 'volume';
  /** The progress bar's accessible name. */
  name: string;
  text: string;
}

/** The line under a landscape: how it was made or, while that takes longer than a moment, how far it is and how long it will still take. */
export function LandscapeCaption({ of, name, text }: Props) {
  const pace = useStore((state) => state.pace[of]);
  const computing = useStore((state) => state.computing[of]);
  const now = useClock(computing);
  if (!computing || !pace || now - pace.asked < aMoment) return text;
  const left = timeLeft(pace, now);
  const progress = progressOf(pace);
  const words = [
    progress > 0 ? `${Math.floor(100 * progress)} %` : 'first points',
    left === null ? `computing for ${durationInWords(now - pace.asked)}` : `about ${durationInWords(left)} left`,
  ].join(', ');
  return (
    <span className="job">
      <ProgressBar name={name} progress={progress} text={words} />
      <span>{words}</span>
    </span>
  );
}
