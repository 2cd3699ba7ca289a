/** What each data set is, for people. */
import type { DataFacts } from '../../model/problem/dataFacts.ts';
import { dataSets } from '../../model/problem/dataSets.ts';
import type { DataName } from '../../model/problem/problem.ts';
import { isPacked, manifests, type PackedName } from './packed/packedParts.ts';

type Known = Partial<DataFacts> & Pick<DataFacts, 'made'>;

const digits = Array.from({ length: 10 }, (_, digit) => String(digit));

const known: Readonly<Record<Exclude<DataName, PackedName | 'own'>, Known>> = {
  negation: { made: 'x ~ N(1, 0.1²) in every coordinate, y = −x; drawn anew for every batch.' },
  kept: { made: 'x ~ N(1, 0.1²) in every coordinate, y = −x but y₂ = x₂; drawn anew for every batch.' },
  noise: { made: 'x ~ N(1, 0.1²) in every coordinate, y = −x but y₂ ~ N(0, 1); drawn anew for every batch.' },
  teacher: { made: 'x ~ N(0, I), y = A x; A’s singular values are 1, “Decay”, its square, and so on, its directions random.' },
  'matrix-completion': {
    made: 'y = row i of a 10 × 10 target A B of rank 3 with normal A and B; x = the same row with about a fifth of its entries hidden (zero), as they are from BP’s loss. Seed 0 is the published target.',
  },
  'two-moons': {
    made: 'Two half circles with Gaussian noise, scikit-learn’s make_moons (512 samples of random state 42, 256 of 0); published with noise of sd 0.2.',
    classNames: ['outer', 'inner'],
  },
  'mnist-1d': {
    made: 'Ten templates, stretched, shifted, sheared and made noisy; mean 0, sd 1. Generated in the page.',
    source: 'after the description in S. Greydanus, “Scaling down deep learning”, 2020',
    classNames: digits,
  },
};

/** Of all but own data, whose facts are their files'. */
export function factsOf(data: Exclude<DataName, 'own'>): DataFacts {
  const { label, shape } = dataSets[data];
  const common = { label, shape, image: null, source: null, licence: null, classNames: null };
  return { ...common, ...(isPacked(data) ? packedFacts(data) : known[data]) };
}

function packedFacts(name: PackedName): Known {
  const { source, licence, classNames, width, height, published, train, test, pixels } = manifests[name];
  const [first, tested] = [train.count, test.count].map((count) => count.toLocaleString('en'));
  const whole = [published.train, published.test].map((count) => count.toLocaleString('en')).join(' and ');
  return {
    made: `The first ${first} training and ${tested} test images of ${whole}; pixels in [0, 1], less ${pixels.mean.toFixed(4)}, over ${pixels.deviation.toFixed(4)} (mean and sd of the whole set).`,
    source,
    licence,
    classNames,
    image: { width, height, channels: 1 },
  };
}
