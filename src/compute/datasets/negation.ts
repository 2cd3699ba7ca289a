/** The toy problems of Figures 2 and 3: y = -x around x = 1, and two variants whose second output is special. */
import type { DrawnSource } from './batches/dataSource.ts';
import type { ToyData } from './batches/toyBatches.ts';

const MEAN = 1;
const DEVIATION = 0.1;

/** Column of y_2, which counts from 1 in the papers. */
const SECOND = 1;

/** x = 1 + 0.1 n, y = -x with n standard normal (Figure 2 of "Only Strict Saddles ...?", NeurIPS 2024). Takes N d normals. */
const negation: ToyData = {
  normals: (count, dimension) => count * dimension,
  draw(normals, count, dimension) {
    const x = normals.fill(new Float64Array(count * dimension), MEAN, DEVIATION);
    return { x, y: x.map((value) => -value), count };
  },
};

/** y = -x but y_2 = x_2: Figure 3's right panel as the paper describes it. Needs d >= 2; takes N d normals. */
const kept: ToyData = {
  normals: negation.normals,
  draw(normals, count, dimension) {
    const batch = negation.draw(normals, count, dimension);
    for (let i = SECOND; i < batch.y.length; i += dimension) batch.y[i] = batch.x[i];
    return batch;
  },
};

/**
 * y = -x but y_2 ~ N(0, 1), independent of x: Figure 3's right panel as its notebook draws it. Needs d >= 2; takes N d normals for x,
 * then N for y_2.
 */
const noise: ToyData = {
  normals: (count, dimension) => negation.normals(count, dimension) + count,
  draw(normals, count, dimension) {
    const batch = negation.draw(normals, count, dimension);
    for (let i = SECOND; i < batch.y.length; i += dimension) batch.y[i] = normals.next();
    return batch;
  },
};

const source = (toy: ToyData, y: string): DrawnSource => ({
  kind: 'drawn',
  facts: { made: `x ~ N(1, 0.1²) in every coordinate, ${y}; drawn anew for every batch.` },
  toy: () => toy,
});

export const negationSource = source(negation, 'y = −x');
export const keptSource = source(kept, 'y = −x but y₂ = x₂');
export const noiseSource = source(noise, 'y = −x but y₂ ~ N(0, 1)');
