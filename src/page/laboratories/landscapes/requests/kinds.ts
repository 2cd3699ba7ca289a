/** How the page asks for the landscapes, for the race over them, and for what their tabs show: one row a kind. */
import type { Controls } from '../../../../model/controls.ts';
import type { LandscapesExperiments } from '../../../../model/landscapes/experiments.ts';
import type { LandscapeFrame } from '../../../../model/landscapes/frames.ts';
import type { LearnerPath } from '../../../../model/landscapes/trainingFrames.ts';
import type { Asking, KindRows } from '../../../store/state/kindRow.ts';
import { isFullyConnected, isLarge } from '../../../view/networkOf.ts';
import { inferenceDivergence, learnerDivergence } from './divergence.ts';
import { continuedSweep, escapeRequest } from './escapeRequests.ts';
import {
  dataRequest,
  directionsRequest,
  inferenceRequest,
  landscapeRequest,
  spectrumRequest,
  trainingRequest,
  volumeRequest,
} from './landscapesRequests.ts';
import { learnersWeights, playheadWeights, shownWeights, visitedWeights } from './runWeights.ts';
import { continuedSearch, saddlesRequest } from './saddlesRequests.ts';

export const landscapesKinds: KindRows<LandscapesExperiments> = {
  landscape: {
    label: 'Landscape',
    shown: amongLandscapes(isAffordable),
    request(page) {
      if (page.controls.centre !== 'learner') return landscapeRequest(page, page.dragging);
      const waits = !page.isAnswered('training') && page.computing.training;
      return waits ? null : landscapeRequest(page, page.dragging, learnersWeights(page, page.memory) ?? undefined);
    },
    followsRun: ({ controls }) => controls.centre === 'learner',
    decisive: ({ start: _start, ...surface }) => surface, // the start's marker follows the run's first point
    received: (frame, { start }, { landscape, start: current }) => {
      const hasMoved = start?.a !== current?.a || start?.b !== current?.b;
      return { landscape: hasMoved && landscape ? { ...frame, start: landscape.start } : frame };
    },
    isRemembered: ({ around }) => !around,
    warning: (frame) => (frame.progress < 1 ? null : { about: 'inference diverges', text: inferenceDivergence(frame) }),
  },
  volume: {
    label: 'Volume',
    shown: amongLandscapes(({ view }) => view === 'volume'), // chains of three weights, always quick
    request: (page) => volumeRequest(page, page.dragging),
    isRemembered: () => true,
  },
  training: {
    label: 'Training',
    shown: amongLandscapes(() => true),
    request: trainingRequest,
    prepared: (request, { memory }) => memory.continued(request),
    received(training, request, { landscape, memory }) {
      memory.receive(training, request);
      return { training, landscape: landscape && { ...landscape, start: startOf(training.pcPath) } };
    },
    reached: ({ iteration }) => iteration,
    warning: (frame) => ({ about: 'learner diverges', text: learnerDivergence(frame) }),
  },
  inference: {
    label: 'Inference',
    shown: amongLandscapes((controls) => isAffordable(controls) && isFullyConnected(controls)),
    request(page) {
      const waits = !page.isAnswered('training') && page.computing.training && page.controls.probe !== 'start';
      return waits ? null : inferenceRequest(page, weightsOfRun(page));
    },
    followsRun: true,
    isRemembered: ({ weights }) => weights === null,
  },
  directions: {
    label: 'Directions',
    shown: behindTab('directions'),
    request(page) {
      if (page.computing.training) return null;
      return directionsRequest(page, weightsOfRun(page), page.training && visitedWeights(page.training));
    },
    followsRun: true,
    letsFinish: (sent, next) => sent.paths !== null && sent.paths === next.paths, // directions along a whole run take long
    continued: (before, { progress }, after) =>
      progress === 1 && before.paths === after.paths ? { ...after, paths: null } : null,
    received: (frame, { paths }, { directions }) => ({
      directions: paths ? frame : { ...frame, training: directions?.training ?? null },
    }),
  },
  escape: {
    label: 'Escape time',
    shown: behindTab('escape'),
    request: escapeRequest,
    continued: continuedSweep,
  },
  saddles: {
    label: 'Saddle search',
    shown: (controls) => controls.activation === 'linear' && behindTab('saddles')(controls), // of linear networks alone
    request: saddlesRequest,
    continued: continuedSearch,
  },
  spectrum: {
    label: 'Spectrum',
    shown: behindTab('spectrum', 'theory'),
    request(page) {
      if (page.controls.spectrumAt === 'saddle') return spectrumRequest(page, null);
      const weights = page.isAnswered('training') ? shownWeights(page, page.memory) : null;
      return weights && spectrumRequest(page, weights);
    },
    followsRun: true,
    isRemembered: ({ weights }) => weights === null,
  },
  data: {
    label: 'Data',
    shown: behindTab('data'),
    request: dataRequest,
  },
};

function amongLandscapes(isOpen: (controls: Controls) => boolean): (controls: Controls) => boolean {
  return (controls) => controls.laboratory === 'landscapes' && isOpen(controls);
}

function behindTab(...tabs: Controls['panel'][]): (controls: Controls) => boolean {
  return amongLandscapes(({ panel }) => tabs.includes(panel));
}

/** A landscape of a large network takes minutes, and the learners wait meanwhile. */
function isAffordable(controls: Controls): boolean {
  return controls.landscapes === 'always' || !isLarge(controls);
}

/** The weights at the playhead; null for the start's. */
const weightsOfRun = (page: Asking): Float64Array | null =>
  page.isAnswered('training') ? playheadWeights(page, page.memory) : null;

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
