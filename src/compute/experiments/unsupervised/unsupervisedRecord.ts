/** What an unsupervised run has measured: the energy of every batch, every look, and the settings that held when. */
import type {
  Look,
  UnsupervisedCheckpoint,
  UnsupervisedCurves,
  UnsupervisedSettings,
} from '../../../model/unsupervised/unsupervisedFrames.ts';
import type { StepMeasures } from '../../engine/work/learnerSteps.ts';
import type { LookMeasures } from './look.ts';

export class UnsupervisedRecord {
  divergedAt = -1;
  /** Null before the first step. */
  firstLoss: number | null;
  private readonly energy: number[];
  private readonly settings: UnsupervisedSettings[];
  private readonly iteration: number[];
  private readonly images: number[];
  private readonly layerEnergies: number[][]; // [L][looks]
  private readonly probe: number[];
  private readonly neighbours: number[];

  /** `settings`: those that hold from here on. */
  constructor(
    layers: number,
    settings: Omit<UnsupervisedSettings, 'from'>,
    earlier: Pick<UnsupervisedCheckpoint, 'iteration' | 'curves' | 'firstLoss'> | null,
  ) {
    const looks = earlier?.curves.looks;
    this.firstLoss = earlier?.firstLoss ?? null;
    this.energy = Array.from(earlier?.curves.energy.subarray(0, earlier.iteration) ?? []); // without a step that diverged
    this.iteration = Array.from(looks?.iteration ?? []);
    this.images = Array.from(looks?.images ?? []);
    this.layerEnergies = Array.from({ length: layers }, (_, l) => Array.from(looks?.layerEnergies[l] ?? []));
    this.probe = Array.from(looks?.probe ?? []);
    this.neighbours = Array.from(looks?.neighbours ?? []);
    this.settings = withSettings(earlier?.curves.settings ?? [], { from: earlier?.iteration ?? 0, ...settings });
  }

  add({ loss, energy, diverged }: StepMeasures): void {
    this.firstLoss ??= loss;
    if (diverged) this.divergedAt = this.energy.length;
    this.energy.push(energy);
  }

  addLook({ iteration, images }: Pick<Look, 'iteration' | 'images'>, { layerEnergies, probe, neighbours }: LookMeasures): void {
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
      looks: {
        iteration: Int32Array.from(this.iteration),
        images: Int32Array.from(this.images),
        layerEnergies: this.layerEnergies.map((energies) => Float64Array.from(energies)),
        probe: Float64Array.from(this.probe),
        neighbours: Float64Array.from(this.neighbours),
      },
    };
  }
}

/** The same settings go on; others replace those of the same iteration. */
function withSettings(before: UnsupervisedSettings[], next: UnsupervisedSettings): UnsupervisedSettings[] {
  const kept = before.filter(({ from }) => from < next.from);
  const held = kept.at(-1);
  const isSame = held && JSON.stringify({ ...held, from: 0 }) === JSON.stringify({ ...next, from: 0 });
  return isSame ? kept : [...kept, next];
}
