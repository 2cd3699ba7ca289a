/** How the learners' run is asked for, and all that looks at its weights. */
import type { DirectionsFrame, InferenceFrame, LandscapeFrame, SpectrumFrame } from '../../../model/landscapes/frames.ts';
import type { LearnerPath, TrainingFrame } from '../../../model/landscapes/trainingFrames.ts';
import type { TrainingRequest } from '../../../model/requests.ts';
import { inferenceRequest, spectrumRequest, trainingRequest } from '../../laboratories/landscapes/requests/landscapesRequests.ts';
import { isShown, type Kind } from '../state/dependencies.ts';
import { playheadWeights, shownWeights } from '../state/playheadWeights.ts';
import { createDirectionsAlongRun } from './directionsAlongRun.ts';
import { createFollower } from './follower.ts';
import type { Job, Question, Talk } from './question.ts';

type RaceQuestions = Record<'training', Job> & Record<'inference' | 'spectrum' | 'directions', Question>;

const followingKinds = ['inference', 'spectrum'] as const satisfies Kind[];

export function raceQuestions({ open, read, write, ask, memory }: Talk): RaceQuestions {
  const lanes = {
    training: open<TrainingFrame>('training', { frame: receiveTraining, finished: askWhatFollows }),
    inference: open<InferenceFrame>('inference', { frame: (inference) => write({ inference }) }),
    spectrum: open<SpectrumFrame>('spectrum', { frame: (spectrum) => write({ spectrum }) }),
    directions: open<DirectionsFrame>('directions', {
      frame: (frame) => directions.receive(frame),
      finished: () => directions.askIfDue(),
    }),
  };

  const weights = () => (lanes.training.answered() ? playheadWeights(read(), memory) : null);
  const isAtPlayhead = () => read().controls.spectrumAt === 'playhead';

  const followers = {
    inference: createFollower({
      lane: lanes.inference,
      waits: () => !lanes.training.answered() && read().computing.training && read().controls.probe !== 'start',
      weights,
      request: (at) => inferenceRequest(read(), at),
    }),
    spectrum: createFollower({
      lane: lanes.spectrum,
      waits: () => isAtPlayhead() && (!lanes.training.answered() || shownWeights(read(), memory) === null),
      weights: () => (isAtPlayhead() ? shownWeights(read(), memory) : null),
      request: (at) => spectrumRequest(read(), at),
    }),
  };
  const directions = createDirectionsAlongRun({ lane: lanes.directions, read, write, weights });

  function receiveTraining(frame: TrainingFrame, request: TrainingRequest): void {
    const { landscape } = read();
    write({ training: frame, landscape: landscape && { ...landscape, start: startOf(frame.pcPath) } });
    memory.receive(frame, request);
    ask(new Set(followingKinds.filter((kind) => followers[kind].hasMoved())));
  }

  /** The run is over. */
  function askWhatFollows(): void {
    for (const each of followingKinds) if (isShown(each, read())) followers[each].askIfDue();
    ask(new Set<Kind>(['directions']));
  }

  const build = () => memory.continued(trainingRequest(read()));

  return {
    training: {
      lane: lanes.training,
      ask: () => lanes.training.ask(build, read().dragging),
      resume: () => lanes.training.ask(build, false),
    },
    inference: { lane: lanes.inference, ask: followers.inference.ask },
    spectrum: { lane: lanes.spectrum, ask: followers.spectrum.ask },
    directions: { lane: lanes.directions, ask: directions.ask },
  };
}

/** The learners' start, at its true heights: the first point of a path. */
function startOf({ a, b, loss, equilibratedEnergy, energyAtStep }: LearnerPath): LandscapeFrame['start'] {
  return {
    a: a[0],
    b: b[0],
    loss: loss[0],
    equilibratedEnergy: equilibratedEnergy[0],
    energyAtStep: Float64Array.from(energyAtStep, (heights) => heights[0]),
  };
}
