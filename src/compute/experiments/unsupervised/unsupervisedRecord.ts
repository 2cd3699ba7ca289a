/** The measurements of an unsupervised run: the energy of every batch, the numbers of every evaluation, and the settings with the iterations from which they held. */
import type {
  Evaluation,
  UnsupervisedCheckpoint,
  UnsupervisedCurves,
  UnsupervisedSettings,
} from '../../../model/unsupervised/unsupervisedFrames.ts';
import type { StepMeasures } from '../../engine/work/learnerSteps.ts';
import type { EvaluationMeasures } from './testImages.ts';

export class UnsupervisedRecord {
  divergedAt = -1;
  /** Loss of the first batch; null before the first step. */
  firstLoss: number | null;
  private readonly energy: number[];
  private readonly settings: UnsupervisedSettings[];
  private readonly iteration: number[];
  private readonly images: number[];
  private readonly layerEnergies: number[][]; // [L][evaluations]
  private readonly probe: number[];
  private readonly neighbours: number[];

  /** `settings` hold from the first step that this record adds. */
  constructor(
    layers: number,
    settings: Omit<UnsupervisedSettings, 'from'>,
    earlier: Pick<UnsupervisedCheckpoint, 'iteration' | 'curves' | 'firstLoss'> | null,
  ) {
    const evaluations = earlier?.curves.evaluations;
    this.firstLoss = earlier?.firstLoss ?? null;
    this.energy = Array.from(earlier?.curves.energy.subarray(0, earlier.iteration) ?? []); // without a step that diverged
    this.iteration = Array.from(evaluations?.iteration ?? []);
    this.images = Array.from(evaluations?.images ?? []);
    this.layerEnergies = Array.from({ length: layers }, (_, l) => Array.from(evaluations?.layerEnergies[l] ?? []));
    this.probe = Array.from(evaluations?.probe ?? []);
    this.neighbours = Array.from(evaluations?.neighbours ?? []);
    this.settings = withSettings(earlier?.curves.settings ?? [], { from: earlier?.iteration ?? 0, ...settings });
  }

  add({ loss, energy, diverged }: StepMeasures): void {
    this.firstLoss ??= loss;
    if (diverged) this.divergedAt = this.energy.length;
    this.energy.push(energy);
  }

  addEvaluation(
    { iteration, images }: Pick<Evaluation, 'iteration' | 'images'>,
    { layerEnergies, probe, neighbours }: EvaluationMeasures,
  ): void {
    this.iteration.push(iteration);
    this.images.push(images);
    for (const [l, energies] of this.layerEnergies.entries()) energies.push(layerEnergies[l]);
    this.probe.push(probe);
    this.neighbours.push(neighbours);
  }

  curves(): UnsupervisedCurves {
    return {
      energy: Float64Array.from(this.energy),
      settings: this.settings.map((each) => ({ ...each })),
      evaluations: {
        iteration: Int32Array.from(this.iteration),
        images: Int32Array.from(this.images),
        layerEnergies: this.layerEnergies.map((energies) => Float64Array.from(energies)),
        probe: Float64Array.from(this.probe),
        neighbours: Float64Array.from(this.neighbours),
      },
    };
  }
}

/** The settings of a run with `next` at their end, unless the settings before are equal; settings that would have begun at the same iteration are replaced. */
function withSettings(before: UnsupervisedSettings[], next: UnsupervisedSettings): UnsupervisedSettings[] {
  const earlier = before.filter(({ from }) => from < next.from);
  const held = earlier.at(-1);
  const isSame = held && JSON.stringify({ ...held, from: 0 }) === JSON.stringify({ ...next, from: 0 });
  return isSame ? earlier : [...earlier, next];
}
