/** The arrays behind a landscape: every height at every recorded inference step, and both learners' paths. */
import type { LandscapeFrame, VolumeFrame } from '../../../../model/landscapes/frames.ts';
import type { LearnerPath, TrainingFrame } from '../../../../model/landscapes/trainingFrames.ts';
import { type FigureArrays, stackedRows, vector } from '../../../figures/figureRow.ts';

interface Shown {
  landscape: LandscapeFrame | null;
  volume: VolumeFrame | null;
  training: TrainingFrame | null;
  controls: { view: string };
}

/** The arrays of the volume where the view shows it, else of the plane; null where the heights have not been computed yet. */
export function landscapeArrays({ landscape, volume, training, controls: { view } }: Shown): FigureArrays | null {
  const heights = view === 'volume' ? volume && heightArrays(volume, 3) : landscape && planeArrays(landscape);
  return heights && { ...heights, ...(training ? pathArrays(training) : {}) };
}

type Heights = Pick<LandscapeFrame, 'axis' | 'loss' | 'equilibratedEnergy' | 'record' | 'energyAtStep'>;

/** The first weight runs fastest: heights are [second, first], or [third, second, first]. */
function heightArrays({ axis, loss, equilibratedEnergy, record, energyAtStep }: Heights, dimensions: number): FigureArrays {
  const shape = new Array<number>(dimensions).fill(axis.length);
  return {
    axis: vector(axis),
    loss: { shape, data: loss },
    equilibrated_energy: { shape, data: equilibratedEnergy },
    energy_steps: vector(Int32Array.from(record)),
    energy_at_step: stackedRows(energyAtStep, shape),
  };
}

const planeArrays = (landscape: LandscapeFrame): FigureArrays => ({
  ...heightArrays(landscape, 2),
  ...(landscape.travelled && {
    centre_of_loss: vector(Float64Array.of(landscape.travelled.bp.a, landscape.travelled.bp.b)),
    centre_of_energy: vector(Float64Array.of(landscape.travelled.pc.a, landscape.travelled.pc.b)),
  }),
  diverged_at: { shape: [landscape.axis.length, landscape.axis.length], data: landscape.divergedAt },
});

function pathArrays({ bpPath, pcPath }: TrainingFrame): FigureArrays {
  const named = (learner: string, path: LearnerPath) =>
    Object.entries({
      iteration: vector(path.iteration),
      a: vector(path.a),
      b: vector(path.b),
      residual: vector(path.residual),
      loss: vector(path.loss),
      equilibrated_energy: vector(path.equilibratedEnergy),
      ...(path.weights && path.iteration.length > 0
        ? { weights: { shape: [path.iteration.length, path.weights.length / path.iteration.length], data: path.weights } }
        : {}),
    }).map(([name, array]) => [`${learner}_path_${name}`, array]);
  return Object.fromEntries([...named('bp', bpPath), ...named('pc', pcPath)]);
}
