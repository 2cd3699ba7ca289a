/** The numbers of the latest look, and what they were computed on. */
import type { UnsupervisedFrame } from '../../../model/unsupervised/unsupervisedFrames.ts';
import { numberText } from '../../panels/numberText.ts';
import { useStore } from '../../store/store.ts';
import { neighboursText, percentText } from './unsupervisedWords.ts';

export default function UnsupervisedReading() {
  const unsupervised = useStore((state) => state.unsupervised);
  return (
    <section className="generative" aria-label="Readings">
      <table className="readings">
        <thead>
          <tr>
            <th scope="col">of the latest look</th>
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {unsupervised?.look ? (
            readingsOf(unsupervised).map(({ name, title, value }) => (
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
                Filled after the first weight step.
              </td>
            </tr>
          )}
        </tbody>
      </table>
      <p className="quiet fine">
        T, dt, the sparsity and the learning rate may be changed while it learns: the run goes on with them from its latest
        checkpoint, a few seconds back at most.
      </p>
    </section>
  );
}

interface Reading {
  name: string;
  title: string;
  value: string;
}

function readingsOf({ look, curves, parameterCount, backend, trainingCount }: UnsupervisedFrame): Reading[] {
  const { looks } = curves;
  const last = looks.iteration.length - 1;
  const energies = looks.layerEnergies.map((ofLayer) => ofLayer[last]);
  return [
    {
      name: 'linear probe',
      title:
        'Part of the test images whose class softmax regression reads from the latent; learnt on the training batches’ latents',
      value: percentText(looks.probe[last]),
    },
    {
      name: 'k-NN, k = 5',
      title: 'The same by the five nearest of the latest 1,000 training latents',
      value: neighboursText(looks.neighbours[last], look!.buffered),
    },
    ...energies.map((energy, l) => ({
      name: `energy of layer ${l + 1}`,
      title: 'Mean over the test images, where inference ended',
      value: numberText(energy, 3),
    })),
    {
      name: 'test images',
      title: 'Images that were looked at, at which weight step',
      value: `${looks.images[last].toLocaleString('en')} at ${looks.iteration[last].toLocaleString('en')}`,
    },
    { name: 'training images', title: 'Images of an epoch', value: trainingCount.toLocaleString('en') },
    { name: 'weights and biases', title: 'Of the generative network', value: parameterCount.toLocaleString('en') },
    { name: 'compute path', title: 'Where inference and weight steps are computed', value: pathNames[backend] },
  ];
}

const pathNames = { reference: 'float64', simd: 'SIMD', wasm: 'tfjs, wasm', webgpu: 'tfjs, WebGPU' } as const;
