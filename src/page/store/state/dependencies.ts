/** Which experiments each field of the view decides, and while what is on screen each is asked for: "a slider changes only what depends on it", as tables. */
import type { Controls, Field } from '../../../model/controls.ts';
import type { ExperimentRequest } from '../../../model/requests.ts';
import { isLarge } from '../../view/consistency.ts';
import type { View } from '../../view/view.ts';

export type Kind = ExperimentRequest['kind'];

const everything: readonly Kind[] = [
  'landscape',
  'volume',
  'training',
  'inference',
  'spectrum',
  'directions',
  'escape',
  'saddles',
  'unsupervised',
  'data',
  'comparison',
  'surfaces',
];
/** All that look at one start or one plane; a sweep has scales of its own. */
const everythingHere: readonly Kind[] = ['landscape', 'volume', 'training', 'inference', 'directions'];
/** All but the saddle search, which draws its own starts and looks at the equilibrium only, in float64. */
const allButSearch: readonly Kind[] = [
  'landscape',
  'volume',
  'training',
  'inference',
  'spectrum',
  'directions',
  'escape',
  'comparison',
  'surfaces',
];
/** The same but for what infers nothing. */
const allThatInfer: readonly Kind[] = allButSearch.filter((kind) => kind !== 'surfaces');
/** All but the generative network, which has no convolutions. */
const everythingConvolved: readonly Kind[] = everything.filter((kind) => kind !== 'unsupervised');
/** Whatever is computed from the data, and not the data themselves. */
const allButData: readonly Kind[] = everything.filter((kind) => kind !== 'data');
/** The laboratory of two moons, whose network and data are its own. */
const moons: readonly Kind[] = ['activityRates', 'decision'];
const surfaces: readonly Kind[] = ['landscape', 'volume'];
const compared: readonly Kind[] = ['comparison', 'surfaces'];
const nothing: readonly Kind[] = [];
/** What looks at the weights where the playhead stands. */
const lookingAtTheRun = ({ spectrumAt }: Controls): readonly Kind[] =>
  spectrumAt === 'playhead' ? ['inference', 'spectrum', 'directions'] : ['inference', 'directions'];

/** Some fields mean something only beside others. */
type Decided = readonly Kind[] | ((controls: Controls) => readonly Kind[]);

/** What the learners' run decides: the plane too, where it is laid through their paths or their solutions. */
const byRun =
  (...kinds: Kind[]): Decided =>
  ({ plane }) =>
    plane === 'trajectory' || plane === 'solutions' ? [...everythingHere, ...kinds] : ['training', ...kinds];
const whileAxesAreWeights: Decided = ({ plane }) => (plane === 'coordinates' ? everythingHere : nothing);

/** Every width and rate of the sweep is its own, but for the gradient variances, which are those of one rate. */
const moonsWithTheirRate = ({ moonsView }: Controls): readonly Kind[] => (moonsView === 'variances' ? moons : ['decision']);

const whileDataAreOwn: Decided = ({ data }) => (data === 'own' ? everything : nothing);

const byParameter: Readonly<Record<Field, Decided>> = {
  experiment: nothing, // the parameters that it brings decide
  laboratory: nothing, // it decides which experiments are asked for, not what is
  convention: byRun(),
  guide: nothing,
  hidden: everything,
  width: [...everything, 'decision'],
  convolutions: everythingConvolved,
  channels: ({ convolutions }) => (convolutions > 0 ? everythingConvolved : nothing),
  data: everything,
  decay: ({ data }) => (data === 'teacher' ? everything : nothing),
  noise: ({ data }) => (data === 'two-moons' ? [...everything, ...moons] : moons),
  ownInputs: whileDataAreOwn,
  ownOutputs: whileDataAreOwn,
  ownChannels: whileDataAreOwn,
  ownData: whileDataAreOwn,
  dimension: everything,
  initial: [...everythingHere, ...compared],
  scale: [...everythingHere, ...compared],
  saddle: allButSearch,
  rank: ({ saddle }) => (saddle === 'rank' ? allButSearch : nothing),
  activation: allButData,
  learningRate: byRun('escape', 'comparison', 'unsupervised', ...moons),
  pcRate: byRun(),
  optimiser: byRun('comparison', ...moons),
  learner: byRun('escape'),
  batchSize: [...everything, ...moons],
  batches: byRun('escape', 'comparison'),
  iterations: byRun('comparison', 'unsupervised', ...moons),
  ending: byRun(),
  steps: [...allThatInfer, 'unsupervised', ...moons],
  dt: (controls) => [...allThatInfer, 'unsupervised', ...moonsWithTheirRate(controls)],
  stopping: allThatInfer,
  plane: everythingHere,
  centre: everythingHere,
  curvature: ({ plane }) => (plane === 'hessian' ? everythingHere : nothing),
  first: whileAxesAreWeights,
  second: whileAxesAreWeights,
  held: whileAxesAreWeights,
  domain: surfaces, // paths are drawn in the plane's own coordinates, whatever part of it is shown
  resolution: surfaces,
  view: nothing, // it decides whether the volume is asked for, not what is
  landscapes: nothing, // it decides whether they are asked for, not what they are
  ramp: nothing,
  withBp: ['comparison'],
  withPc: ['comparison'],
  withRc2: ['comparison'],
  withRc3: ['comparison'],
  withRc23: ['comparison'],
  withRc23Decay: ['comparison'],
  updateEvery: ['comparison'],
  relaxedRate: ['comparison'],
  surfaceDomain: ['surfaces'],
  surfaceResolution: ['surfaces'],
  surfaceColours: nothing,
  weightsAt: nothing,
  comparedCurve: nothing,
  seed: [...everything, ...moons],
  seeds: ['training', 'activityRates'],
  restarts: ['training'],
  compare: ['training'],
  sample: ['inference'],
  directionsOf: nothing,
  sweepFrom: ['escape'],
  sweepTo: ['escape'],
  sweepScales: ['escape'],
  sweepSeeds: ['escape'],
  sweep: ['escape'],
  sweepSteps: ['escape'],
  searched: ['saddles'],
  searchStarts: ['saddles'],
  probe: lookingAtTheRun,
  spectrumAt: ['spectrum'],
  spectrumBy: ['spectrum'],
  panel: nothing, // it decides which experiments are asked for, not what is
  metric: nothing,
  curveScale: nothing,
  moonsView: ({ moonsView }) => (moonsView === 'network' ? nothing : ['activityRates']), // the sweep waits meanwhile
  widest: ['activityRates'],
  moonsPoint: ['decision'],
  latent: ['unsupervised'],
  sparsity: ['unsupervised'],
  pictures: nothing,
  digitFrom: nothing,
  digitTo: nothing,
  latentCurve: nothing,
  backend: [...allButSearch, 'unsupervised', ...moons],
};

const byView: Readonly<Record<Exclude<keyof View, 'controls'>, Decided>> = {
  time: ['spectrum'], // the energy whose Hessian it is
  point: allButSearch,
  camera: nothing,
  start: (controls) => ['training', ...lookingAtTheRun(controls)], // the surface stays; its marker follows the run's first point
  rateChanges: byRun(),
  playhead: lookingAtTheRun,
};

/**
 * While what is on screen each experiment is asked for. An answer that turns stale elsewhere is dropped, and asked for again when it is
 * next shown: a hidden experiment costs nothing.
 */
const askedWhile: Readonly<Record<Kind, (controls: Controls) => boolean>> = {
  landscape: amongLandscapes(isAffordable),
  volume: amongLandscapes(({ view }) => view === 'volume'), // chains of three weights, always quick
  training: amongLandscapes(() => true),
  inference: amongLandscapes((controls) => isAffordable(controls) && controls.convolutions === 0),
  directions: behindTab('directions'),
  escape: behindTab('escape'),
  saddles: (controls) => controls.activation === 'linear' && behindTab('saddles')(controls), // of linear networks alone
  spectrum: behindTab('spectrum', 'theory'),
  unsupervised: ({ laboratory }) => laboratory === 'unsupervised',
  data: behindTab('data'),
  comparison: amongCompared,
  surfaces: amongCompared,
  activityRates: ({ laboratory, moonsView }) => laboratory === 'moons' && moonsView !== 'network',
  decision: ({ laboratory, moonsView }) => laboratory === 'moons' && moonsView === 'network',
};

function amongLandscapes(isShown: (controls: Controls) => boolean): (controls: Controls) => boolean {
  return (controls) => controls.laboratory === 'landscapes' && isShown(controls);
}

function amongCompared({ laboratory }: Controls): boolean {
  return laboratory === 'comparison';
}

function behindTab(...tabs: Controls['panel'][]): (controls: Controls) => boolean {
  return amongLandscapes(({ panel }) => tabs.includes(panel));
}

/** A landscape of a large network takes minutes, and the learners wait meanwhile. */
function isAffordable(controls: Controls): boolean {
  return controls.landscapes === 'always' || !isLarge(controls);
}

/** In the order in which they are asked for: what is largest on the page first. */
export const allKinds = Object.keys(askedWhile) as Kind[];

/** Whether an experiment's answer is on screen now. */
export const isShown = (kind: Kind, { controls }: View): boolean => askedWhile[kind](controls);

/** Whether a run is on screen that the playhead moves along. */
export const isPlayed = (view: View): boolean => isShown('training', view) || isShown('decision', view);

/** The experiments whose answers no longer hold when the view goes from `before` to `after`. */
export function staleKinds(before: View, after: View): Set<Kind> {
  const decided = (kinds: Decided) => (typeof kinds === 'function' ? kinds(after.controls) : kinds);
  const byControls = changedFields(before.controls, after.controls).flatMap((field) => decided(byParameter[field]));
  const byTheRest = viewKeys.filter((key) => !same(before[key], after[key])).flatMap((key) => decided(byView[key]));
  return new Set([...byControls, ...byTheRest]);
}

const viewKeys = Object.keys(byView) as (keyof typeof byView)[];

function changedFields(before: Controls, after: Controls): Field[] {
  return (Object.keys(byParameter) as Field[]).filter((field) => before[field] !== after[field]);
}

const same = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);
