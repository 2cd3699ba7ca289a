/** The toy problem of Figure 3's right panel as the paper describes it: one output keeps its input's sign. */
import { negation } from './negation.ts';
import { SECOND, type ToyData } from './toyBatches.ts';

/** y = -x but y_2 = x_2; x as in {@link negation}. Needs d >= 2; takes N d normals. */
export const kept: ToyData = {
  normals: negation.normals,
  draw(normals, count, dimension) {
    const batch = negation.draw(normals, count, dimension);
    for (let i = SECOND; i < batch.y.length; i += dimension) batch.y[i] = batch.x[i];
    return batch;
  },
};
