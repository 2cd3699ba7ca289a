/** Which kinds of experiments each field of the view decides, written down by hand: the oracle for "a slider changes only what depends on it". */
import type { Controls, Field } from '../../../src/model/controls.ts';
import type { Kind } from '../../../src/model/experiments.ts';
import type { View } from '../../../src/page/view/view.ts';

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
/** All that look at one start or one plane; a sweep has scales of its own, and a volume is a cube of its own. */
const everythingHere: readonly Kind[] = ['landscape', 'training', 'inference', 'directions'];
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
/** All of those that infer. */
const allThatInfer: readonly Kind[] = allButSearch.filter((kind) => kind !== 'surfaces');
/** All but the generative network, which has no convolutions. */
const everythingConvolved: readonly Kind[] = everything.filter((kind) => kind !== 'unsupervised');
/** All that is computed from the data, and not the data themselves. */
const allButData: readonly Kind[] = everything.filter((kind) => kind !== 'data');
/** The laboratory of two moons, whose network and data are its own. */
const moons: readonly Kind[] = ['activityRates', 'decision'];
const surfaces: readonly Kind[] = ['landscape', 'volume'];
const compared: readonly Kind[] = ['comparison', 'surfaces'];
const nothing: readonly Kind[] = [];
/** Experiments that look at the weights where the playhead stands. */
const lookingAtTheRun = ({ spectrumAt }: Controls): readonly Kind[] =>
  spectrumAt === 'playhead' ? ['inference', 'spectrum', 'directions'] : ['inference', 'directions'];

/** Some fields mean something only beside others. */
type Decided = readonly Kind[] | ((controls: Controls) => readonly Kind[]);

/** Kinds that the learners' run decides: those on the plane too, where the plane is laid through their paths or their solutions. */
const byRun =
  (...kinds: Kind[]): Decided =>
  (controls) =>
    isOnPaths(controls) || controls.plane === 'trajectory' || controls.plane === 'solutions'
      ? [...everythingHere, ...kinds]
      : ['training', ...kinds];
/** The automatic plane of more than one hidden layer is that of both paths, while their run is quick, as it is here. */
const isOnPaths = ({ plane, hidden }: Controls): boolean => plane === 'paths' || (plane === 'auto' && hidden > 1);
const whileAxesAreWeights: Decided = ({ plane, hidden }) =>
  plane === 'coordinates' || (plane === 'auto' && hidden === 1) ? everythingHere : nothing;

/** Every width and rate of the sweep is its own, but for the gradient variances, which are those of one rate. */
const moonsWithTheirRate = ({ moonsView }: Controls): readonly Kind[] => (moonsView === 'variances' ? moons : ['decision']);

const whileDataAreOwn: Decided = ({ data }) => (data === 'own' ? everything : nothing);

const byControl: Readonly<Record<Field, Decided>> = {
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
  initial: [...everythingHere, 'volume', ...compared],
  scale: [...everythingHere, 'volume', ...compared],
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
  centre: ({ centre }) => (centre === 'learner' ? nothing : everythingHere), // it travels once a run of this network has weights
  curvature: ({ plane }) => (plane === 'hessian' ? everythingHere : nothing),
  held: whileAxesAreWeights,
  domain: (controls) => (isOnPaths(controls) && controls.fit === 'paths' ? ['volume'] : surfaces), // paths are drawn in the plane's own coordinates, whatever part of it is shown
  fit: (controls) => (isOnPaths(controls) ? ['landscape'] : nothing),
  resolution: surfaces,
  view: nothing, // it decides whether the volume is asked for, not what is
  landscapes: nothing, // it decides whether they are asked for, not what they are
  heights: nothing,
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
  iterationScale: nothing,
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
  axisA: whileAxesAreWeights,
  axisB: whileAxesAreWeights,
  time: ['spectrum'], // the energy whose Hessian it is
  point: allButSearch,
  camera: nothing,
  start: (controls) => ['training', ...lookingAtTheRun(controls)], // the surface stays; its marker follows the run's first point
  rateChanges: byRun(),
  playhead: (controls) => (controls.probe === 'start' ? nothing : lookingAtTheRun(controls)),
};

/** The kinds that a change of this control decides, among the values of the others. */
export function decidedKinds(field: Field, controls: Controls): ReadonlySet<Kind> {
  const decided = byControl[field];
  const kinds = typeof decided === 'function' ? decided(controls) : decided;
  return new Set(kinds.filter((kind) => kind !== 'activityRates' || controls.moonsView !== 'network')); // the sweep waits there
}

/** The kinds that a change of this part of the view decides. */
export function decidedByPart(part: Exclude<keyof View, 'controls'>, controls: Controls): ReadonlySet<Kind> {
  const decided = byView[part];
  return new Set(typeof decided === 'function' ? decided(controls) : decided);
}
