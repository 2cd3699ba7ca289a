/** Measurements of a machine with a graphics device: the fastest way to compute each kind of large landscape there. */

/** Kinds of landscapes, by the arithmetic that they need; chains have one unit a layer. */
export const workKinds = ['linear-chain', 'curved-chain', 'linear-net', 'curved-net'] as const;
export type WorkKind = (typeof workKinds)[number];

/** The ways of computing that are measured against each other, the default first: WebGPU with a thread or a workgroup a grid point, and the SIMD of every core. */
export const candidates = ['webgpu-thread', 'webgpu-workgroup', 'simd'] as const;
export type Candidate = (typeof candidates)[number];

export interface Timing {
  readonly candidate: Candidate;
  /** Time for the trial work; null where the candidate was not timed. */
  readonly milliseconds: number | null;
  /** Why the candidate was not timed, or null. */
  readonly failure: string | null;
}

export interface Calibration {
  readonly kind: WorkKind;
  /** In order of preference: the first candidate is chosen where no time was measured. */
  readonly timings: readonly Timing[];
  /** Why nothing was measured, or null. */
  readonly trouble: string | null;
  /** ms since 1970. */
  readonly measuredAt: number;
}

export interface CalibrationRecord {
  /** The machine that the times hold for: adapter, cores, and version of the kernels. */
  readonly machine: string;
  /** At most one entry for each kind. */
  readonly calibrations: readonly Calibration[];
}

/** The candidate of `among` with the shortest time; the first of `among` where no candidate has a time. */
export function fastest({ timings }: Calibration, among: readonly Candidate[]): Candidate {
  const timed = timings.filter(({ candidate, milliseconds }) => milliseconds !== null && among.includes(candidate));
  const [best] = timed.sort((a, b) => a.milliseconds! - b.milliseconds!);
  return best?.candidate ?? among[0];
}
