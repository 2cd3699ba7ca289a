/** The Hessians of the loss and of the energy at one point in weight space: the matrices, their eigenvalues, and what theory says of them. */

import type { SpectrumFrame } from '../../../../../model/landscapes/frames.ts';
import { BareSelect } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard } from '../../../../panels/FigureCard.tsx';
import { Failure, Progress } from '../../../../panels/JobStatus.tsx';
import { LiveFigure } from '../../../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { durationText } from '../../../../panels/numberText.ts';
import { useStore } from '../../../../store/store.ts';
import { SpectrumTable } from './SpectrumTable.tsx';
import { hessianRow, spectrumRow } from './spectrumRows.ts';

/** Parameters from which it matters how eigenvalues are computed. */
const worthAChoice = 200;

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

/** In a line of its own: the choice leaves no room beside the title. */
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

/** Why there is no matrix to see; null where there is one, or will be. */
function matrixAbsence(spectrum: SpectrumFrame | null): string | null {
  if (!spectrum || spectrum.lossMatrix || (spectrum.method === 'dense' && spectrum.progress < 1)) return null;
  const count = spectrum.parameterCount.toLocaleString('en');
  return spectrum.method === 'dense'
    ? `A matrix of ${count} × ${count} entries is too fine to be seen here; its eigenvalues are below.`
    : `${count} parameters: the matrix is only known by its products with vectors, which give its ends and its density (Lanczos).`;
}

const madeHow = ({ parameterCount, milliseconds }: SpectrumFrame): string =>
  `${parameterCount.toLocaleString('en')} parameters, ${durationText(milliseconds)}`;
