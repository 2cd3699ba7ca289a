/** The ends of both spectra, measured beside theory, and how far they differ. */
import type { ReactNode } from 'react';
import type { SpectrumFrame } from '../../../../../model/landscapes/frames.ts';
import { differenceText, numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';

interface Line {
  name: string;
  label: ReactNode;
  title: string;
  measured: number;
  /** Null where theory says nothing about this point. */
  theory: number | null;
}

const lambda = (which: 'min' | 'max') => (
  <>
    λ<sub>{which}</sub>
  </>
);

function lines({ loss, energy, theory, time }: SpectrumFrame): Line[] {
  const of = (what: 'loss' | 'energy', end: 'min' | 'max'): Line => ({
    name: `${what} ${end}`,
    label: (
      <>
        {lambda(end)} of {what === 'loss' ? 'loss' : time === 'equilibrium' ? 'F*' : `F, t = ${time}`}
      </>
    ),
    title:
      what === 'energy' && time !== 'equilibrium'
        ? 'Theory’s is the equilibrated energy’s, which inference tends to'
        : `${end === 'min' ? 'Smallest' : 'Largest'} eigenvalue of the Hessian`,
    measured: (what === 'loss' ? loss : energy)[end],
    theory: theory ? theory[what][end] : null,
  });
  return [of('loss', 'min'), of('loss', 'max'), of('energy', 'min'), of('energy', 'max')];
}

export function SpectrumTable() {
  const spectrum = useStore((state) => state.spectrum);
  if (!spectrum) return null;
  const { loss, energy } = spectrum;
  const largest = Math.max(...[loss, energy].flatMap(({ min, max }) => [Math.abs(min), Math.abs(max)]));
  return (
    <>
      <table className="quantities four">
        <thead>
          <tr>
            <th scope="col">eigenvalue</th>
            <th scope="col">measured</th>
            <th scope="col">theory</th>
            <th scope="col">difference</th>
          </tr>
        </thead>
        <tbody>
          {lines(spectrum).map(({ name, label, title, measured, theory }) => (
            <tr key={name}>
              <th scope="row" title={title}>
                {label}
              </th>
              <td>{shown(measured, largest)}</td>
              <td>{theory === null ? '' : shown(theory, largest)}</td>
              <td>{theory === null ? '' : differenceText(measured, theory)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row" title="The smallest eigenvalue of F* at the origin is at most this, at every depth (Theorem 2)">
              bound −λ<sub>max</sub>(Σ<sub>yy</sub>)
            </th>
            <td />
            <td>{numberText(spectrum.curvatureBound)}</td>
            <td />
          </tr>
        </tbody>
      </table>
      <p className="quiet small">{inWords(spectrum)}</p>
    </>
  );
}

/** All eigenvalues at once, or why theory is silent. */
function inWords({ theory, at, parameterCount, loss, time }: SpectrumFrame): string {
  if (!theory) return `At ${at}, where theory has no closed form: Theorems 2 and 3 are about zero-rank saddles.`;
  const which = loss.eigenvalues ? `all ${parameterCount} eigenvalues` : 'both ends';
  const energy =
    theory.energyDifference === null
      ? `theory’s F* is at t = ∞ (now t = ${time})`
      : `of F* to ${numberText(theory.energyDifference, 1)} of the largest`;
  return `${theory.name}: ${which} of the loss agree to ${numberText(theory.lossDifference, 1)}, ${energy}.`;
}

/** Rounding beside the largest eigenvalue is nothing. */
const shown = (value: number, largest: number): string => (Math.abs(value) < 1e-12 * largest ? '0' : numberText(value));
