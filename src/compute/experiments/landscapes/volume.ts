/** Loss and energy in the whole cube of a chain's three weights, for the volume view of Figure 2, middle. */

import { computeError } from '../../../model/computeError.ts';
import type { VolumeRequest } from '../../../model/landscapes/experiments.ts';
import type { VolumeFrame } from '../../../model/landscapes/frames.ts';
import type { Engine } from '../../engine/engine.ts';
import { symmetricAxis } from '../grid.ts';
import { settingsOnPlane } from '../planes/geometry.ts';
import { setUpInCube } from '../setup.ts';

/** One frame. Throws InvalidRequest for any network but a chain with two hidden units. */
export async function* volume(request: VolumeRequest, engine: Engine, signal: AbortSignal): AsyncGenerator<VolumeFrame> {
  const began = performance.now();
  const { widths } = request.problem.network;
  if (widths.join('-') !== '1-1-1-1') {
    throw computeError(
      'InvalidRequest',
      `invalid widths for a volume: ${widths.join('-')} (expected 1-1-1-1, whose three weights are its axes)`,
    );
  }
  const { layout, plane, samples } = await setUpInCube(request.problem, signal);
  const axis = symmetricAxis(request.resolution, request.domain);
  const settings = settingsOnPlane(plane, cubeCoordinates(axis));
  const { dt, stopping = 'fixed' } = request.inference;
  const values = await engine.landscape({ layout, samples, settings, dt, stopping, record: request.record }, request.backend, {
    signal,
  });
  yield {
    kind: 'volume',
    backend: values.backend,
    milliseconds: performance.now() - began,
    progress: 1,
    axis,
    axisNames: [plane.names[0], plane.names[1], plane.names[2]],
    loss: values.loss,
    equilibratedEnergy: values.equilibratedEnergy,
    record: [...request.record],
    energyAtStep: values.energyAtStep,
  };
}

/** (w_1, w_2, w_3) of every point, w_1 fastest. */
function cubeCoordinates(axis: Float64Array): Float64Array {
  const n = axis.length;
  const coordinates = new Float64Array(3 * n ** 3);
  for (let point = 0; point < n ** 3; point++) {
    coordinates[3 * point] = axis[point % n];
    coordinates[3 * point + 1] = axis[Math.floor(point / n) % n];
    coordinates[3 * point + 2] = axis[Math.floor(point / (n * n))];
  }
  return coordinates;
}
