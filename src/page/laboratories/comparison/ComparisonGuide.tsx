/** The comparison's guide: what it shows, what to try, where it comes from, and what was found. */
import { comparedModels, comparedNames } from '../../../model/comparison/comparedModels.ts';
import { foundOutcomes, publishedOutcomes } from './foundOutcomes.ts';
import { ModelSwatch } from './ModelChoice.tsx';

export default function ComparisonGuide() {
  return (
    <>
      <p>
        Six ways to train one network, from the same initial weights on the same batches: backpropagation, predictive coding, and
        four relaxations of it. Time is what a model’s own steps take, tests left out.
      </p>
      <Models />
      <h3>What it shows</h3>
      <p>
        The loss on a square around what each model has learnt: two random directions, the same for all, their rows as long as the
        rows of the model’s own weights. All squares share one scale of colours. Beside it, how the weights of the first two and
        last two layers are spread at each test, four an epoch; below, losses and test accuracy; on the right, the latest accuracy
        and the time to 90 % of it. “Rise” is the mean loss on the square’s rim less that at its centre, “dented” the part of the
        points at which the loss bends down along an axis.
      </p>
      <h3>What to try</h3>
      <p>
        Leave models out, and let them join again: those that stay go on from where they are. Zoom into the surfaces (+). Slide k
        down to 1, and up to T, where rc2 becomes pc. Stop at any time, and compute the surfaces there. Let T grow, or the width.
      </p>
      <h3>Where it comes from</h3>
      <p>
        “BP and PC, an experimental comparison”: Fashion-MNIST, 8 hidden layers of 256 and 1024 units, T = 256, k = 8, rc23 at a
        learning rate of 1e-5. Its activation, optimiser, step size and other rates are ours: tanh, Adam, dt = 0.2 and 1e-3,
        PyTorch’s default start.
      </p>
      <h3>What we found</h3>
      <p>
        Width 64, the first 10,000 images, two epochs, seed 0: with T = 32 and rc23’s rate 8 times as large for 8 times fewer
        updates, as the preset opens.
      </p>
      <FoundTable />
      <p>
        With the published T = 256 and rc23’s 1e-5 at the same width, after 1¾ epochs: rc23 84.0 % (with decay 84.2 %), rc3 82.9
        %, pc 82.5 %, bp 72.6 %, rc2 65.0 %, in 10 minutes. Widths 256 and 1024 were not run.
      </p>
      {publishedOutcomes.map(({ published, found }) => (
        <p key={published}>
          <strong>Published: {published}.</strong> {found}
        </p>
      ))}
    </>
  );
}

function Models() {
  return (
    <dl className="keys">
      {comparedNames.map((model) => (
        <div key={model} style={{ display: 'contents' }}>
          <dt>
            <ModelSwatch model={model} /> {comparedModels[model].label}
          </dt>
          <dd>{comparedModels[model].says}</dd>
        </div>
      ))}
    </dl>
  );
}

function FoundTable() {
  return (
    <table className="quantities">
      <thead>
        <tr>
          <th scope="col">model</th>
          <th scope="col">accuracy</th>
          <th scope="col">90 % at</th>
          <th scope="col">rise</th>
          <th scope="col">dented</th>
        </tr>
      </thead>
      <tbody>
        {comparedNames.map((model) => {
          const { accuracy, iteration, rise, dented } = foundOutcomes[model];
          return (
            <tr key={model}>
              <th scope="row">{comparedModels[model].label}</th>
              <td>{accuracy} %</td>
              <td>{iteration}</td>
              <td>{rise}</td>
              <td>{dented} %</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
