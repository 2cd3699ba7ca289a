/** The tab of the Hessians of the loss and of the energy at one point: the matrices, their eigenvalues, and theory's values beside them. */

import type { ReactNode } from 'react';
import type { SpectrumFrame } from '../../../../../model/landscapes/frames.ts';
import { BareSelect } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard, LiveFigure } from '../../../../panels/FigureCard.tsx';
import { Failure, Progress } from '../../../../panels/JobStatus.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { differenceText, durationText, numberText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { hessianRow, spectrumRow } from './spectrumRows.ts';

/** Parameters from which it matters how eigenvalues are computed. */
const worthAChoice = 200;

/** The Hessians of the loss and of the energy at one point in weight space: the matrices, their eigenvalues, and what theory says of them. */
export default function SpectrumPanel({ onExport }: PanelProps) {
  const spectrum = useStore((state) => state.spectrum);
  const isLarge = (spectrum?.parameterCount ?? 0) > worthAChoice;
  return (
    <>
      <Failure of="spectrum" />
      <HessianCard onDownload={() => onExport(hessianRow)} />
      <FigureCard
        title="Eigenvalues"
        subtitle={spectrum && !isLarge ? madeHow(spectrum) : undefined}
        above={isLarge && spectrum && <LargeSpectrum made={madeHow(spectrum)} />}
        onDownload={() => onExport(spectrumRow)}
      >
        <LiveFigure
          row={spectrumRow}
          before={<p className="empty">The eigenvalues of both Hessians, and theory’s outlined over them.</p>}
        />
      </FigureCard>
      <SpectrumTable />
    </>
  );
}

/** The count of parameters and the choice of method, on a line of their own: the title leaves no room for both. */
function LargeSpectrum({ made }: { made: string }) {
  return (
    <div className="made-how">
      <span className="quiet">{made}</span>
      <BareSelect field="spectrumBy" />
    </div>
  );
}

function HessianCard({ onDownload }: { onDownload(): void }) {
  const absent = useStore((state) => matrixAbsence(state.spectrum));
  return (
    <FigureCard
      title="Hessian"
      className={absent ? 'without-figure' : 'matrices'}
      tools={
        <>
          <span className="quiet">at</span>
          <BareSelect field="spectrumAt" />
        </>
      }
      progress={<Progress of="spectrum" />}
      onDownload={onDownload}
    >
      {absent ? (
        <p className="empty">{absent}</p>
      ) : (
        <LiveFigure
          row={hessianRow}
          before={<p className="empty">The second derivatives of the loss and of the energy, layer by layer.</p>}
        />
      )}
    </FigureCard>
  );
}

/** The reason why no matrix is drawn; null where one is drawn, or will be. */
function matrixAbsence(spectrum: SpectrumFrame | null): string | null {
  if (!spectrum || spectrum.lossMatrix || (spectrum.method === 'dense' && spectrum.progress < 1)) return null;
  const count = spectrum.parameterCount.toLocaleString('en');
  return spectrum.method === 'dense'
    ? `A matrix of ${count} × ${count} entries is too fine to be seen here; its eigenvalues are below.`
    : `${count} parameters: the matrix is only known by its products with vectors, which give its ends and its density (Lanczos).`;
}

const madeHow = ({ parameterCount, milliseconds }: SpectrumFrame): string =>
  `${parameterCount.toLocaleString('en')} parameters, ${durationText(milliseconds)}`;

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
        ? 'Theory gives the eigenvalue of F*, which inference tends to'
        : `${end === 'min' ? 'Smallest' : 'Largest'} eigenvalue of the Hessian`,
    measured: (what === 'loss' ? loss : energy)[end],
    theory: theory ? theory[what][end] : null,
  });
  return [of('loss', 'min'), of('loss', 'max'), of('energy', 'min'), of('energy', 'max')];
}

/** The ends of both spectra, measured beside theory, and how far they differ. */
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

/** The sentence under the table: how far all eigenvalues are from theory, or why theory has no closed form here. */
function inWords({ theory, at, parameterCount, loss, time }: SpectrumFrame): string {
  if (!theory) return `At ${at}, where theory has no closed form: Theorems 2 and 3 are about zero-rank saddles.`;
  const which = loss.eigenvalues ? `all ${parameterCount} eigenvalues` : 'both ends';
  const energy =
    theory.energyDifference === null
      ? `theory’s F* is at t = ∞ (now t = ${time})`
      : `of F* to ${numberText(theory.energyDifference, 1)} of the largest`;
  return `${theory.name}: ${which} of the loss agree to ${numberText(theory.lossDifference, 1)}, ${energy}.`;
}

/** An eigenvalue as text; 0 where the value is rounding beside the largest eigenvalue. */
const shown = (value: number, largest: number): string => (Math.abs(value) < 1e-12 * largest ? '0' : numberText(value));
