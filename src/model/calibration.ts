/** What is measured of a machine with a graphics device: which way of computing is the fastest there, for each kind of large landscape. */

/** Landscapes, by what they keep a machine busy with; chains have one unit a layer. */
export type WorkKind = 'linear-chain' | 'curved-chain' | 'linear-net' | 'curved-net';

/** The ways of computing that are measured against each other: each core's SIMD, and WebGPU with a thread or a workgroup a grid point. */
export type Candidate = 'simd' | 'webgpu-thread' | 'webgpu-workgroup';

export interface Timing {
  readonly candidate: Candidate;
  /** For the same work as the others'; null where it has none. */
  readonly milliseconds: number | null;
  /** Why it has none, or null. */
  readonly failure: string | null;
}

export interface Calibration {
  readonly kind: WorkKind;
  /** In order of preference: the first is chosen where none was measured. */
  readonly timings: readonly Timing[];
  /** Why nothing was measured, or null. */
  readonly trouble: string | null;
  /** ms since 1970. */
  readonly measuredAt: number;
}

export interface CalibrationRecord {
  /** What the times hold for: adapter, cores, and version of the kernels. */
  readonly machine: string;
  /** At most one a kind. */
  readonly calibrations: readonly Calibration[];
}

/** The fastest of these candidates; the first of them where none of them has a time. */
export function fastest({ timings }: Calibration, among: readonly Candidate[]): Candidate {
  const timed = timings.filter(({ candidate, milliseconds }) => milliseconds !== null && among.includes(candidate));
  const [best] = timed.sort((a, b) => a.milliseconds! - b.milliseconds!);
  return best?.candidate ?? among[0];
}
