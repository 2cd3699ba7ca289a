/** Claims that the engine checks for any network at hand: they stand where a preset's own texts no longer hold. */
import type { Controls } from '../../../../model/controls.ts';
import type { Frames } from '../../../../model/experiments.ts';
import type { Claim } from '../../../../model/preset.ts';
import { energyAgreement, escapeSlopes, escapeSpread, spectrumAgainstTheory, theoryAgreement } from './claims.ts';
import { medianEscape, startsNearSaddle } from './escapeTime.ts';

interface NetworkClaim extends Claim {
  /** Whether the claim is about such a network, as far as the frames say. */
  isAbout(controls: Controls, frames: Frames): boolean;
}

const isLinear = ({ activation, convolutions }: Controls): boolean => activation === 'linear' && convolutions === 0;

const networkClaims: readonly NetworkClaim[] = [
  {
    isAbout: isLinear,
    text: 'The equilibrated energy of this linear network is its loss rescaled (Theorem 1): theory and simulation agree all over the plane.',
    of: ['landscape'],
    measure: theoryAgreement,
  },
  {
    isAbout: (controls, { training }) => isLinear(controls) && controls.metric === 'energy' && !!training?.pc[0]?.theoryEnergy,
    text: 'At every iteration of training the energy that inference comes to rest at is Theorem 1’s F*.',
    of: ['training'],
    measure: energyAgreement,
  },
  {
    isAbout: (controls) => isLinear(controls) && controls.spectrumAt === 'saddle' && hasStrictTheory(controls),
    text: 'At the saddle that this network starts around F* falls away: λmin of its Hessian is at most −λmax(Σyy) (Theorems 2 and 3).',
    of: ['spectrum'],
    measure: spectrumVerdict,
  },
  {
    isAbout: (_controls, { training }) => training !== null && startsNearSaddle(training),
    text: 'PC leaves the saddle in fewer weight steps than BP.',
    of: ['training'],
    measure: escapeVerdict,
  },
  {
    isAbout: (controls) => isLinear(controls) && controls.panel === 'escape',
    text: 'The smaller the initial weights, the longer BP takes to escape: its time grows like σ to the power −(L − 2), where that is predicted beside the measured slope.',
    of: ['escape'],
    measure: escapeSlopes,
  },
];

const hasStrictTheory = ({ saddle }: Controls): boolean => saddle === 'origin' || saddle === 'zero-rank';

/** The claims about the network on screen. */
export const claimsAbout = (controls: Controls, frames: Frames): Claim[] =>
  networkClaims.filter(({ isAbout }) => isAbout(controls, frames));

/** Rounding leaves a difference between two eigenvalues that are equal in theory. */
const rounding = 1e-6;

function spectrumVerdict(frames: Frames): string | null {
  const { spectrum } = frames;
  const measured = spectrumAgainstTheory(frames);
  if (!spectrum || !measured || spectrum.time !== 'equilibrium') return measured;
  return `${verdict(spectrum.energy.min <= spectrum.curvatureBound + rounding * Math.abs(spectrum.curvatureBound))}: ${measured}`;
}

/** `holds: iteration of escape: PC 44, BP 95`; undecided where both medians are equal, or unknown. */
function escapeVerdict(frames: Frames): string | null {
  const { training } = frames;
  const measured = escapeSpread(frames);
  if (!training || !measured) return measured;
  const [pc, bp] = [medianEscape(training.pc), medianEscape(training.bp)];
  return pc === bp ? `undecided: ${measured}` : `${verdict(pc < bp)}: ${measured}`;
}

const verdict = (holds: boolean): string => (holds ? 'holds here' : 'does not hold here');
