/**
 * Finds the fastest way to compute each kind of landscape on this device: measured when such work first comes, and remembered. Programs are compiled and workers started
 * beforehand, during the first requests, so that nobody waits for more than the race itself.
 */
import * as v from 'valibot';
import {
  type Calibration,
  type CalibrationRecord,
  type Candidate,
  candidates,
  fastest,
  type WorkKind,
  workKinds,
} from '../../../model/calibration.ts';
import type { LandscapeWork } from '../work/backend.ts';
import { type RaceResult, type Runner, race, warmUp } from './race.ts';
import { trialWork } from './trialWork.ts';

/** ms that all races together may take. */
const mostTime = 200;
/** The part of `mostTime` that one race aims at, as there are four kinds. On a busy or slow machine a race may take all the time that is left. */
const share = 1 / 4;

/** Raised whenever kernels or the trial work change so much that earlier times no longer hold. */
const version = 1;

type RunTrial = (candidate: Candidate, work: LandscapeWork, signal: AbortSignal) => Promise<unknown>;

/** The first runs of all candidates, and whether they are over. */
interface Preparation {
  readonly candidates: readonly Candidate[];
  isOver: boolean;
}

export class Calibrations {
  private readonly found = new Map<WorkKind, Calibration>();
  private readonly preparations = new Map<WorkKind, Preparation>();
  private recalling: Promise<void> = Promise.resolve();
  /** ms that races have taken. */
  private spent = 0;
  private racing: { kind: WorkKind; over: Promise<void> } | null = null;

  /** `device` names the machine in words. `onChange` is called after measurements were made or forgotten. `limit`: ms that all races may take. */
  constructor(
    private readonly runTrial: RunTrial,
    private readonly device: () => Promise<string>,
    private readonly onChange: () => void,
    private readonly limit = mostTime,
  ) {}

  /** The fastest of the candidates; the first of them until their times are known. */
  async choose(kind: WorkKind, among: readonly Candidate[]): Promise<Candidate> {
    await this.recalling;
    if (!this.knows(kind, among)) await this.measure(kind, among);
    const known = this.found.get(kind);
    return known ? fastest(known, among) : among[0];
  }

  /** All measurements so far, and the machine that they hold for. */
  async record(): Promise<CalibrationRecord> {
    await this.recalling;
    return { machine: await this.machine(), calibrations: [...this.found.values()] };
  }

  /** Takes over stored measurements, if they can be read and come from this machine and these kernels. */
  recall(stored: unknown): void {
    const { success, output: record } = v.safeParse(recordSchema, stored);
    if (!success) return;
    this.recalling = this.machine().then((machine) => {
      if (record.machine !== machine) return;
      for (const calibration of record.calibrations) this.found.set(calibration.kind, calibration);
    });
  }

  /** Forgets all measurements, as after the loss of a device and its programs. */
  forget(): void {
    this.found.clear();
    this.preparations.clear();
    this.spent = 0;
    this.onChange();
  }

  private async machine(): Promise<string> {
    return `${await this.device()}, kernels ${version}`;
  }

  private knows(kind: WorkKind, among: readonly Candidate[]): boolean {
    const timings = this.found.get(kind)?.timings ?? [];
    return among.every((candidate) => timings.some((timing) => timing.candidate === candidate));
  }

  /** The first call warms up and waits for nothing; the race follows with a later request of the kind. Two races never run at once: they would slow each other. */
  private async measure(kind: WorkKind, among: readonly Candidate[]): Promise<void> {
    if (among.length < 2 || !this.isWarm(kind, among)) return;
    if (this.racing) return this.racing.kind === kind ? this.racing.over : undefined;
    const over = this.hold(kind, among).finally(() => {
      this.racing = null;
    });
    this.racing = { kind, over };
    await over;
    this.onChange();
  }

  private async hold(kind: WorkKind, among: readonly Candidate[]): Promise<void> {
    const preparation = this.preparations.get(kind);
    const start = performance.now();
    const left = this.limit - this.spent;
    const workOf = (size: number) => trialWork(kind, size);
    const { timings, trouble } =
      left >= 1 ? await race(this.runners(among), workOf, Math.min(left, this.aim), left) : this.unmeasured(among);
    this.spent += performance.now() - start;
    const isForgotten = this.preparations.get(kind) !== preparation; // as its device may have been lost meanwhile
    if (!isForgotten) this.found.set(kind, { kind, timings, trouble, measuredAt: Date.now() });
  }

  private unmeasured(among: readonly Candidate[]): RaceResult {
    const timings = among.map((candidate) => ({ candidate, milliseconds: null, failure: null }));
    return { timings, trouble: `measuring other kinds took all of ${this.limit} ms` };
  }

  private get aim(): number {
    return share * this.limit;
  }

  private runners(among: readonly Candidate[]): Runner<LandscapeWork>[] {
    return among.map((candidate) => ({ candidate, run: (work, signal) => this.runTrial(candidate, work, signal) }));
  }

  /** Whether all candidates have run before; if not, they begin to. */
  private isWarm(kind: WorkKind, among: readonly Candidate[]): boolean {
    const known = this.preparations.get(kind);
    if (known && among.every((candidate) => known.candidates.includes(candidate))) return known.isOver;
    const preparation = { candidates: among, isOver: false };
    this.preparations.set(kind, preparation);
    this.warmUp(kind, among).then(() => {
      preparation.isOver = true;
    });
    return false;
  }

  private async warmUp(kind: WorkKind, among: readonly Candidate[]): Promise<void> {
    const workOf = (size: number) => trialWork(kind, size);
    for (const runner of this.runners(among)) await warmUp(runner, workOf, this.aim).catch(() => {}); // it will fail in the race, too, and say why
  }
}

export const recordSchema: v.GenericSchema<unknown, CalibrationRecord> = v.object({
  machine: v.string(),
  calibrations: v.array(
    v.object({
      kind: v.picklist(workKinds),
      timings: v.array(
        v.object({
          candidate: v.picklist(candidates),
          milliseconds: v.nullable(v.number()),
          failure: v.nullable(v.string()),
        }),
      ),
      trouble: v.nullable(v.string()),
      measuredAt: v.number(),
    }),
  ),
});
