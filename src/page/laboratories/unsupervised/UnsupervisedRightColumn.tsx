/** The numbers of the latest evaluation on test images, and the data behind them. */
import './unsupervised.css';
import type { UnsupervisedFrame } from '../../../model/unsupervised/unsupervisedFrames.ts';
import { numberText } from '../../panels/numberText.ts';
import { useStore } from '../../store/store.ts';
import { neighboursText, percentText } from './unsupervisedWords.ts';

export default function UnsupervisedRightColumn() {
  const unsupervised = useStore((state) => state.unsupervised);
  return (
    <section className="generative" aria-label="Measured quantities">
      <table className="quantities">
        <thead>
          <tr>
            <th scope="col">latest evaluation</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {unsupervised?.evaluation ? (
            quantitiesOf(unsupervised).map(({ name, title, value }) => (
              <tr key={name}>
                <th scope="row" title={title}>
                  {name}
                </th>
                <td>{value}</td>
              </tr>
            ))
          ) : (
            <tr>
              <td colSpan={2} className="quiet">
                The numbers appear here after the first weight step.
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="quiet fine">
        T, dt, the sparsity and the learning rate may be changed while the network learns: the run goes on with the new values
        from its latest checkpoint, at most a few seconds back.
      </p>
    </section>
  );
}

interface Quantity {
  name: string;
  title: string;
  value: string;
}

function quantitiesOf({ evaluation, curves, parameterCount, backend, trainingCount }: UnsupervisedFrame): Quantity[] {
  const { evaluations } = curves;
  const last = evaluations.iteration.length - 1;
  const energies = evaluations.layerEnergies.map((ofLayer) => ofLayer[last]);
  return [
    {
      name: 'linear probe',
      title:
        'Part of the test images whose class softmax regression reads from the latent; learnt on the training batches’ latents',
      value: percentText(evaluations.probe[last]),
    },
    {
      name: 'k-NN, k = 5',
      title: 'Part of the test images whose class the five nearest of the latest 1,000 training latents have',
      value: neighboursText(evaluations.neighbours[last], evaluation!.buffered),
    },
    ...energies.map((energy, l) => ({
      name: `energy of layer ${l + 1}`,
      title: 'Mean over the test images, where inference ended',
      value: numberText(energy, 3),
    })),
    {
      name: 'test images',
      title: 'Test images that the network was evaluated on, and the weight step after which it was',
      value: `${evaluations.images[last].toLocaleString('en')}, after step ${evaluations.iteration[last].toLocaleString('en')}`,
    },
    { name: 'training images', title: 'Training images in one epoch', value: trainingCount.toLocaleString('en') },
    {
      name: 'weights and biases',
      title: 'Weights and biases of the generative network',
      value: parameterCount.toLocaleString('en'),
    },
    { name: 'compute path', title: 'Where inference and weight steps are computed', value: pathNames[backend] },
  ];
}

const pathNames = { reference: 'float64', simd: 'SIMD', wasm: 'tfjs, wasm', webgpu: 'tfjs, WebGPU' } as const;
