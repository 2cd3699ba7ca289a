/** The toy problem of Figure 3's right panel as its notebook draws it: one output has nothing to do with the inputs. */
import { negation } from './negation.ts';
import { SECOND, type ToyData } from './toyBatches.ts';

/** y = -x but y_2 ~ N(0, 1), independent of x; x as in {@link negation}. Needs d >= 2; takes N d normals for x, then N for y_2. */
export const noise: ToyData = {
  normals: (count, dimension) => negation.normals(count, dimension) + count,
  draw(normals, count, dimension) {
    const batch = negation.draw(normals, count, dimension);
    for (let i = SECOND; i < batch.y.length; i += dimension) batch.y[i] = normals.next();
    return batch;
  },
};
