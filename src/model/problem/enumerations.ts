/** Everything that is chosen from a few names, one row a name: types, controls, script schemas and kernels all read these rows and list no names of their own. */

/** A choice that the page offers. */
interface Labelled {
  /** The name that a person reads. */
  readonly label: string;
}

interface ActivationRow extends Labelled {
  /** Number of phi in the kernels: simd/kernels/activation.ts and the WGSL of engine/kernels/activation.ts. */
  readonly code: number;
  /** Whether phi never falls, so that a max-pool may come before it. */
  readonly isMonotone: boolean;
}

/** phi, the hidden layers' nonlinearity. */
export const activations = {
  linear: { label: 'linear', code: 0, isMonotone: true },
  tanh: { label: 'tanh', code: 1, isMonotone: true },
  relu: { label: 'relu', code: 2, isMonotone: true },
  leaky_relu: { label: 'leaky relu', code: 3, isMonotone: true },
} as const satisfies Readonly<Record<string, ActivationRow>>;

/** How gradients become weight steps. */
export const optimisers = {
  sgd: { label: 'SGD' },
  momentum: { label: 'Momentum' },
  adam: { label: 'Adam' },
  adamw: { label: 'AdamW' },
} as const satisfies Readonly<Record<string, Labelled>>;

/** When predictive coding takes its weight gradient: after T steps of inference, or at the equilibrium. */
export const pcLearners = {
  pc: { label: 'after T steps' },
  'pc-equilibrium': { label: 'at equilibrium' },
} as const satisfies Readonly<Record<string, Labelled>>;

/** Backpropagation, and the ways of predictive coding. */
export const learners = { bp: { label: 'backpropagation' }, ...pcLearners } as const satisfies Readonly<Record<string, Labelled>>;

/** The ways to compute the same numbers, the float64 one last. `wasm` is tfjs on WebAssembly. */
export const backends = {
  webgpu: { label: 'WebGPU' },
  simd: { label: 'SIMD' },
  wasm: { label: 'tfjs on WASM' },
  reference: { label: 'Reference' },
} as const satisfies Readonly<Record<string, Labelled>>;

/** A backend by name, or whichever is the fastest for the work. */
export const backendChoices = { auto: { label: 'Auto' }, ...backends } as const satisfies Readonly<Record<string, Labelled>>;

/** `published`: dt halves when the energy rises; inference stops at dt <= 0.025; the last activity update is not taken. */
export const stoppingRules = {
  fixed: { label: 'T steps' },
  published: { label: 'halve dt, stop early' },
} as const satisfies Readonly<Record<string, Labelled>>;

/** The output layer's energy: `1/2 |y - a_L|^2`, or `-sum_k y_k log softmax(a_L)_k`. */
export const outputEnergies = ['squares', 'cross-entropy'] as const;

/** Whether inference moves z_0 too (`free`), from where x puts it. */
export const inputRules = ['clamped', 'free'] as const;

/** The names of a table, in its order. */
export const namesOf = <Name extends string>(rows: Readonly<Record<Name, unknown>>): [Name, ...Name[]] =>
  Object.keys(rows) as [Name, ...Name[]];

/** Stored name and label, in the order of the table: the options of a control. */
export const labelsOf = <Name extends string>(rows: Readonly<Record<Name, Labelled>>): Record<Name, string> =>
  Object.fromEntries(namesOf(rows).map((name) => [name, rows[name].label])) as Record<Name, string>;
