/** The guide of two moons: the network, what to try, where the experiment comes from, and our outcomes beside the published ones. */
import { ratioDigits } from './moonsWords.ts';
import { publishedBest, publishedRatios } from './presets/publishedMoons.ts';

/** The guide of two moons: what it shows, what to try, where it comes from, and what we found when we reproduced it. */
export default function MoonsGuide() {
  return (
    <>
      <h3>What it shows</h3>
      <p>
        A network 2-h-h-h-2 with biases, leaky relu and cross-entropy learns to tell two moons apart, in 32 weight steps. Before
        each of them PC takes T inference steps at an activity learning rate, dt; BP has no such rate. “Activity rates” runs every
        width at nine rates from several seeds, with BP on the same weights and batches. “Gradient variances” compares how much
        the gradients of the second and the third weight layer vary. “One network” shows both learners divide the plane, step by
        step.
      </p>
      <h3>What to try</h3>
      <p>
        In “activity rates”: read the rings from the narrowest width to the widest, and see where each curve breaks down on the
        right. Stop and resume; make “Widest” larger, and the runs that are over stay. In “gradient variances”: set “Step size” to
        0.003 and see the right figure become what the left one was at 0.2. In “one network”: at width 512, slide “Step size” from
        0.003 to 0.3. Turn up “Noise” for moons that overlap.
      </p>
      <h3>Where it comes from</h3>
      <p>
        “Analysis of PC networks”: two moons, AdamW 0.01 on weights, SGD on activities, T = 8, batches of 64, four epochs of 512
        points. At noise 0.2 the points are scikit-learn’s make_moons, the training points of random state 42 and the 256 test
        points of 0. Initial weights and biases are PyTorch’s default, U(±1/√fan-in). Gradients are means over the batch; AdamW
        decays weights by 0.01 of its rate.
      </p>
      <h3>What we found: the best activity rate</h3>
      <BestRates />
      <p>
        Both published findings hold, with limits. The range of rates that work shrinks as the network grows: within 2 points of
        its best, PC learns at rates up to 0.1 for h = 16 to 64, 0.05 for 128 and 256, then 0.01, 0.005 and, at h = 2048, 0.001.
        The best rate falls from 0.03 to 0.001 with it, but not at every step: below the edge the curves are nearly flat, and
        seeds differ by more than neighbouring rates do. BP hardly depends on the width, 95.2 to 96.8 % from h = 64 to 1024;
        narrower networks learn less by either rule, and at h = 2048 BP loses two points, and PC’s best is worse than that, as
        published. The whole sweep takes a quarter of an hour on two cores.
      </p>
      <h3>What we found: gradient variances</h3>
      <Ratios />
      <p>
        Divided by the batch size, the ratio falls by more than an order of magnitude from h = 50 to 1600, as published: 76 times
        in the median over the steps of three seeds. BP’s falls too, 11 times. The mean is close to the published one up to h =
        800; at 1600 one of our three seeds is unstable for some steps, which decides its mean. Which activity rate the published
        run divides by 64 is not said: of those that we tried 0.2 comes closest. Undivided, 0.2 is too large a step for wide
        networks: at h = 800 and 1600 every run diverges in its second step. The ratio also depends on the rate itself, since
        errors reach the second layer one power of dt later than the third.
      </p>
    </>
  );
}

function BestRates() {
  return (
    <table className="quantities">
      <thead>
        <tr>
          <th scope="col">h</th>
          <th scope="col">published</th>
          <th scope="col">ours, mean ± sd</th>
          <th scope="col">BP</th>
        </tr>
      </thead>
      <tbody>
        {measuredBest.map(({ width, rate, pc, bp }) => {
          const published = publishedBest.find((row) => row.width === width)!;
          return (
            <tr key={width}>
              <th scope="row">{width}</th>
              <td>
                {published.rate} → {(100 * published.accuracy).toFixed(1)}
              </td>
              <td>
                {rate} → {pc}
              </td>
              <td>{bp}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

function Ratios() {
  return (
    <table className="quantities">
      <thead>
        <tr>
          <th scope="col">h</th>
          <th scope="col">published</th>
          <th scope="col">0.2 / 64: mean</th>
          <th scope="col">median</th>
          <th scope="col">0.2: median</th>
          <th scope="col">BP: median</th>
        </tr>
      </thead>
      <tbody>
        {measuredRatios.map(({ width, mean, median, whole, bp }) => (
          <tr key={width}>
            <th scope="row">{width}</th>
            <td>{ratioDigits(publishedRatios.find((row) => row.width === width)!.ratio)}</td>
            <td>{ratioDigits(mean)}</td>
            <td>{ratioDigits(median)}</td>
            <td>{ratioDigits(whole)}</td>
            <td>{ratioDigits(bp)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The rate with the highest mean accuracy, PC's accuracy there and BP's: mean ± sd, in per cent. */
export const measuredBest: readonly { width: number; rate: number; pc: string; bp: string }[] = [
  { width: 16, rate: 0.03, pc: '90.8 ± 0.8', bp: '90.2 ± 1.2' },
  { width: 32, rate: 0.05, pc: '94.1 ± 1.6', bp: '93.3 ± 1.4' },
  { width: 64, rate: 0.005, pc: '96.6 ± 0.7', bp: '96.8 ± 0.3' },
  { width: 128, rate: 0.003, pc: '96.9 ± 0.6', bp: '96.5 ± 0.8' },
  { width: 256, rate: 0.003, pc: '96.6 ± 0.3', bp: '96.3 ± 0.9' },
  { width: 512, rate: 0.01, pc: '96.3 ± 1.3', bp: '95.2 ± 1.1' },
  { width: 1024, rate: 0.005, pc: '95.9 ± 0.7', bp: '95.5 ± 1.5' },
  { width: 2048, rate: 0.001, pc: '89.8 ± 4.5', bp: '93.4 ± 1.9' },
];

export interface MeasuredRatio {
  width: number;
  /** Over all weight steps, at the activity rate 0.2 divided by 64. */
  mean: number;
  median: number;
  /** Medians at the rate 0.2 as it is, and BP's. */
  whole: number;
  bp: number;
}

/** var(dW_2) / var(dW_3). */
export const measuredRatios: readonly MeasuredRatio[] = [
  { width: 50, mean: 2.1e-3, median: 2.1e-3, whole: 1.3, bp: 4.1 },
  { width: 200, mean: 1.3e-3, median: 9.7e-4, whole: 0.38, bp: 2.7 },
  { width: 800, mean: 3.0e-4, median: 2.0e-4, whole: 0.72, bp: 0.73 },
  { width: 1600, mean: 0.57, median: 2.7e-5, whole: 0.79, bp: 0.38 },
];
