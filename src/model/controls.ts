/**
 * Every control of the page, one row a field: what it is called, what it may be, where it starts and how the URL spells it.
 * The control panel, the address, scripts and the export’s caption all read these rows and nothing else.
 */
import { comparedModels } from './comparison/comparedModels.ts';
import { type ChoiceRow, choice, count, type NumberRow, real } from './controlRows.ts';
import { experimentLabels } from './experimentLabels.ts';
import { laboratoryLabels } from './experiments.ts';
import { dataLabels } from './problem/dataSets.ts';
import { activations, backendChoices, labelsOf, optimisers, pcLearners, stoppingRules } from './problem/enumerations.ts';

/** Whether a model is among those compared. */
const compared = ({ label, says }: { label: string; says: string }) =>
  choice(`Compare ${label}`, { shown: 'compared', hidden: 'left out' }, 'shown', says);

/** The field's name here is also its key in the URL and in `saddlescope.setState`. */
export const controls = {
  experiment: choice('Experiment', experimentLabels, 'figure-2-left', 'The published experiment that the controls start from'),
  convention: choice(
    'Convention',
    { matched: 'matched', published: 'as published' },
    'matched',
    'How the two learners’ gradients are scaled and which batches they see',
  ),

  laboratory: choice(
    'Laboratory',
    laboratoryLabels,
    'landscapes',
    'What fills the board: the landscapes with the race over them, or the figures of another set of experiments',
  ),
  guide: choice(
    'Guide',
    { closed: 'closed', open: 'open' },
    'closed',
    'The laboratory’s guide: what it shows, what to try, where it comes from, and what was found',
  ),

  hidden: count('Hidden layers', 1, 64, 1, 'H: hidden layers; the network has H + 1 weight layers'),
  width: count('Width', 1, 4096, 1, 'Units in every hidden layer that is fully connected', 'logarithmic'),
  convolutions: count(
    'Convolutions',
    0,
    4,
    0,
    'Hidden layers, from the first on, that are 3 × 3 convolutions with a 2 × 2 max-pool; the others are fully connected',
  ),
  channels: count('Channels', 1, 64, 8, 'Filters of the first convolution; each further one has twice as many', 'logarithmic'),
  data: choice(
    'Data',
    dataLabels,
    'negation',
    'What the network learns: a toy map of x around 1, a linear teacher, a matrix of which BP does not see all, two moons, or series and images in 10 classes',
  ),
  decay: real('Decay', 0.05, 1, 0.5, 'Each singular value of the linear teacher over the one before it; the first is 1'),
  noise: real('Noise', 0, 0.5, 0.2, 'Standard deviation of the points of two moons about their half circles; published: 0.2'),
  ownInputs: count('Own inputs', 1, 16384, 1, 'Numbers of one sample of own data that are learnt from'),
  ownOutputs: count('Own outputs', 1, 1000, 1, 'Numbers of one sample of own data that are learnt'),
  ownChannels: count('Own channels', 0, 3, 0, 'Colour channels of own data that are square images, 0 of others'),
  ownData: count('Own data', 0, 4294967295, 0, 'Fingerprint of own data: the file itself stays on the machine'),
  dimension: count('Inputs and outputs', 1, 16, 1, 'Size of x and of y'),
  initial: choice(
    'Initial weights',
    { normal: 'normal', uniform: 'uniform' },
    'normal',
    'Drawn from N(0, σ²), or from U(±1/√fan-in), PyTorch’s default',
  ),
  scale: real('Initial scale', 1e-4, 1, 0.05, 'σ: initial weights are drawn from N(0, σ²)', 'logarithmic'),
  saddle: choice(
    'Around',
    { origin: 'origin', 'zero-rank': 'zero-rank saddle', rank: 'rank-r saddle', point: 'given point' },
    'origin',
    'The saddle that the initial weights are drawn around',
  ),
  rank: count('Rank', 0, 16, 1, 'r: how many of the data’s strongest directions the saddle has already learnt'),
  activation: choice('Activation', labelsOf(activations), 'linear', 'φ: the hidden layers’ nonlinearity'),

  learningRate: real(
    'Learning rate',
    1e-4,
    2,
    0.4,
    'Step of the weights; a change takes effect from the current iteration on',
    'logarithmic',
  ),
  pcRate: real(
    'PC’s rate over BP’s',
    1e-3,
    1e3,
    1,
    'PC’s learning rate as a multiple of the one above, for comparing each learner at its own best rate; 1: one rate for both',
    'logarithmic',
  ),
  optimiser: choice('Optimiser', labelsOf(optimisers), 'sgd', 'How gradients become weight steps'),
  learner: choice('PC learns', labelsOf(pcLearners), 'pc', 'When predictive coding takes its weight gradient'),
  batchSize: count('Batch size', 1, 512, 64, 'N: samples in a batch', 'logarithmic'),
  batches: choice(
    'Batches',
    { fresh: 'fresh each step', fixed: 'one, fixed' },
    'fresh',
    'Whether every weight step draws new samples',
  ),
  iterations: count('Iterations', 1, 500000, 40, 'Weight steps that each learner takes', 'logarithmic'),

  ending: choice(
    'Ends',
    { iterations: 'after all iterations', plateau: 'when the loss rests' },
    'iterations',
    'Figure 5’s rule: a learner also ends when the mean loss of an epoch falls by less than 0.001',
  ),

  steps: count('Inference steps', 1, 500, 20, 'T: Euler steps of inference before a weight step', 'logarithmic'),
  dt: real('Step size', 0.001, 2, 0.1, 'dt: size of one Euler step of inference', 'logarithmic'),
  stopping: choice(
    'Stopping rule',
    labelsOf(stoppingRules),
    'fixed',
    'Published rule: halve dt when the energy does not fall, stop where dt would be 0.025 or less',
  ),

  plane: choice(
    'Plane',
    {
      auto: 'automatic',
      coordinates: 'two weights',
      random: 'random',
      hessian: 'Hessian',
      paths: 'both paths',
      trajectory: 'paths’ PCA',
      solutions: 'solutions',
    },
    'auto',
    'What the two axes mean: two weights, random directions, eigenvectors of the Hessian at the centre, the plane that holds the most of both paths, the paths’ principal components about their mean, or where they end. Automatic: two weights for one hidden layer, both paths for more',
  ),
  curvature: choice(
    'Hessian of',
    { energy: 'F*', loss: 'loss' },
    'energy',
    'The function whose steepest ways up and down span the Hessian plane',
  ),
  centre: choice(
    'Centre',
    { origin: 'origin', saddle: 'saddle', start: 'start', learner: 'the learner' },
    'saddle',
    'The weights at the middle of the plane. The learner: the plane travels, with BP’s weights under the loss and with PC’s under the energy',
  ),
  held: real('Third weight', -10, 10, 0, 'Value of the weight that is on neither axis'),
  domain: real('Domain', 0.01, 10, 1.3, 'Half-width of the plane along both axes', 'logarithmic'),
  fit: choice(
    'Domain is',
    { paths: 'fitted to both paths', chosen: 'as chosen' },
    'paths',
    'Whether the plane of both paths is as wide as they are, or as wide as “Domain” says',
  ),
  resolution: count('Resolution', 15, 201, 101, 'Grid points along each axis'),
  view: choice('View', { surface: '3D', contour: 'Contour', volume: 'Volume' }, 'surface', 'How the landscapes are drawn'),
  landscapes: choice(
    'Landscapes',
    { quick: 'where quick', always: 'always' },
    'quick',
    'Whether landscapes and inference are computed where a weight step takes long, too',
  ),
  heights: choice(
    'Heights',
    { auto: 'automatic', same: 'the same scale', own: 'each its own', log: 'logarithmic' },
    'auto',
    'Scale of heights of both landscapes. Automatic: the same, unless a surface would fill less than a tenth of it',
  ),
  ramp: choice('Height colours', { viridis: 'viridis', 'red-blue': 'red–blue' }, 'viridis', 'Colour ramp of the height'),

  withBp: compared(comparedModels.bp),
  withPc: compared(comparedModels.pc),
  withRc2: compared(comparedModels.rc2),
  withRc3: compared(comparedModels.rc3),
  withRc23: compared(comparedModels.rc23),
  withRc23Decay: compared(comparedModels['rc23-decay']),
  updateEvery: count(
    'Update every',
    1,
    500,
    8,
    'k: of the T inference steps, rc2 and rc23 move the weights after every k',
    'logarithmic',
  ),
  relaxedRate: real('rc23’s learning rate', 1e-6, 1, 1e-5, 'Step of the weights and the log-variances of rc23', 'logarithmic'),
  surfaceDomain: real(
    'Surfaces’ domain',
    1e-3,
    10,
    1,
    'Half-width of the loss surfaces: 1 is as far as the weights are large',
    'logarithmic',
  ),
  surfaceResolution: count('Surfaces’ resolution', 11, 101, 21, 'Grid points along each axis of the loss surfaces'),
  surfaceColours: choice(
    'Surfaces’ colours',
    { auto: 'linear', log: 'log' },
    'auto',
    'How colours are spaced between the lowest and the highest loss of all surfaces; always by the logarithm over more than four decades',
  ),
  weightsAt: count('Weights after', 0, 500000, 500000, 'Iteration whose weights the histograms show: the last test up to it'),
  comparedCurve: choice(
    'Compared curve',
    { loss: 'training loss', testLoss: 'test loss', accuracy: 'test accuracy' },
    'loss',
    'What the curves of the compared models show',
  ),

  seed: count('Seed', 0, 4294967295, 0, 'Seed of the initial weights and of every batch'),
  seeds: count('Seeds', 1, 10, 1, 'Runs from consecutive seeds, shown as mean ± sd'),
  compare: choice(
    'Compare conventions',
    { none: 'one convention', both: 'both conventions' },
    'none',
    'Whether BP also runs as the other convention scales its gradient, and is laid over the same curves',
  ),
  restarts: choice(
    'PC restarts',
    { none: 'none', plateaus: 'from BP’s plateaus' },
    'none',
    'Whether PC starts again from where BP’s gradient norm has fallen to a fifth, stays low for a while, and rises again',
  ),
  sample: count('Sample', 0, 511, 0, 'Which sample of the batch the activities are shown for'),
  probe: choice(
    'At the weights of',
    { pc: 'PC', bp: 'BP', start: 'the start' },
    'start',
    'Whose weights the right column looks at: a learner’s at the iteration shown, or those that both start with',
  ),
  panel: choice(
    'Panel',
    {
      inference: 'Inference',
      spectrum: 'Spectrum',
      theory: 'Theory',
      directions: 'Directions',
      saddles: 'Saddles',
      escape: 'Escape',
      data: 'Data',
      runs: 'Runs',
    },
    'inference',
    'The tab of the right column that is open',
  ),
  directionsOf: choice(
    'Directions along training',
    { angle: 'angle', error: 'Newton step’s error' },
    'angle',
    'Angle between the learners’ gradients, or how far one Newton step of inference ends from the equilibrium',
  ),
  sweepFrom: real('σ from', 1e-6, 0.5, 0.01, 'Smallest initial scale of the sweep', 'logarithmic'),
  sweepTo: real('σ to', 2e-6, 1, 0.3, 'Largest initial scale of the sweep', 'logarithmic'),
  sweepScales: count('Scales', 2, 24, 12, 'Initial scales of the sweep, evenly spaced on a logarithmic axis'),
  sweepSeeds: count('Runs a scale', 1, 15, 5, 'Runs from consecutive seeds for each initial scale; their median is shown'),
  sweep: choice(
    'Compare',
    { none: 'this network', depth: 'three depths', width: 'three widths' },
    'none',
    'Networks of the sweep: H, H + 1 and H + 2 hidden layers, or the width once, twice and four times',
  ),
  sweepSteps: count('Most steps', 10, 1e6, 20000, 'Weight steps after which a run is left as not escaped', 'logarithmic'),
  searched: choice(
    'Critical points of',
    { loss: 'the loss', energy: 'F*' },
    'energy',
    'The function whose critical points are searched for',
  ),
  searchStarts: count(
    'Random starts',
    1,
    2000,
    60,
    'Starts of the saddle search, drawn from the seed: near maps of every rank, and Gaussian',
    'logarithmic',
  ),
  spectrumAt: choice(
    'Hessian at',
    { saddle: 'the saddle', playhead: 'the weights' },
    'saddle',
    'The saddle that the problem is built around, or the weights that the inference panel looks at',
  ),
  spectrumBy: choice(
    'Eigenvalues',
    { auto: 'auto', dense: 'all', lanczos: 'ends and density' },
    'auto',
    'All of them from the whole matrix, up to 2,000 parameters; or the ends and the density from products with it (Lanczos)',
  ),
  metric: choice(
    'Curve',
    {
      loss: 'loss',
      energy: 'energy',
      gradientNorm: 'gradient norm',
      layerGradients: 'gradient norms by layer',
      layerWeights: 'weight norms by layer',
      accuracy: 'test accuracy',
    },
    'loss',
    'What the training curves show',
  ),
  curveScale: choice('Curve axis', { linear: 'linear', log: 'log' }, 'linear', 'Spacing of the training curves’ vertical axis'),

  iterationScale: choice(
    'Iteration axis',
    { auto: 'auto axis', linear: 'linear axis', log: 'log axis' },
    'auto',
    'Spacing of the training curves’ iterations: by their logarithm, by itself, where one learner escapes or ends 20 times sooner than the axis',
  ),

  moonsView: choice(
    'Show',
    { rates: 'activity rates', variances: 'gradient variances', network: 'one network' },
    'rates',
    'The sweep over widths and activity learning rates, how much less the lower layers learn, or one network as it learns',
  ),
  widest: count('Widest', 16, 2048, 256, 'Widths of the sweep go up to this one', 'logarithmic'),
  moonsPoint: count('Point', 0, 511, 0, 'Which of the 512 training points the activities are shown for'),
  latent: count('Latent units', 2, 512, 256, 'Units of the free inputs that images are generated from', 'logarithmic'),
  sparsity: real(
    'Sparsity',
    0,
    0.2,
    0,
    'κ: weight of the L1 prior, κ Σ |z|, that draws latents and activities to zero; 0 for none',
  ),
  pictures: choice(
    'Pictures',
    { reconstructions: 'reconstructions', samples: 'samples', interpolation: 'between two' },
    'reconstructions',
    'Ten test digits as inference proceeds, images decoded from random latents, or images on the way from one digit’s latent to another’s',
  ),
  digitFrom: count('From digit', 0, 9, 3, 'Which of the ten digits the interpolation starts from'),
  digitTo: count('To digit', 0, 9, 8, 'Which of the ten digits the interpolation ends at'),
  latentCurve: choice(
    'Learning curve',
    { energy: 'energy by layer', accuracy: 'probe and k-NN' },
    'energy',
    'Energy of each layer after inference, or the part of the test images whose digit is found from the latent',
  ),

  backend: choice('Compute path', labelsOf(backendChoices), 'auto', 'Which of the ways to compute the same numbers is used'),
} as const;

export type Field = keyof typeof controls;
export type NumberField = { [F in Field]: (typeof controls)[F] extends NumberRow ? F : never }[Field];
export type ChoiceField = Exclude<Field, NumberField>;

/** A value for every row. */
export type Controls = {
  [F in Field]: (typeof controls)[F] extends ChoiceRow<infer Option> ? Option : number;
};

/** Every field at its default. */
export const defaultControls = Object.fromEntries(
  Object.entries(controls).map(([field, row]) => [field, row.default]),
) as Controls;
