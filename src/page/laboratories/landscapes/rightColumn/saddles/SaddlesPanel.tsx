/** The saddle search: what is searched, how far it is, what it says about the conjecture, and every critical point found. */

import { controls as rows } from '../../../../../model/controls.ts';
import { BareNumber, FieldSelect } from '../../../../panels/controls/FieldControls.tsx';
import { FigureCard } from '../../../../panels/FigureCard.tsx';
import { Failure, JobBar } from '../../../../panels/JobStatus.tsx';
import { LiveFigure } from '../../../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { useStore } from '../../../../store/store.ts';
import { SaddleTable } from './SaddleTable.tsx';
import { saddlesRow } from './saddleScatter.ts';
import { conjectureText, foundText, searchProgress } from './saddleWords.ts';

export default function SaddlesPanel({ onExport }: PanelProps) {
  const isLinear = useStore((state) => state.controls.activation === 'linear');
  if (!isLinear) return <p className="empty">Saddles are searched for in linear networks, whose critical values are known.</p>;
  return (
    <>
      <div className="sweep">
        <FieldSelect field="searched" />
        <div className="row">
          <span className="label" title={rows.searchStarts.hint}>
            {rows.searchStarts.label}
          </span>
          <BareNumber field="searchStarts" />
        </div>
      </div>
      <SearchProgress />
      <Failure of="saddles" />
      <Verdict />
      <FigureCard title="Saddles" className="tall" onDownload={() => onExport(saddlesRow)}>
        <LiveFigure
          row={saddlesRow}
          before={<p className="empty">The critical points found: their loss, and the least curvature of F* there.</p>}
        />
      </FigureCard>
      <SaddleTable />
      <p className="quiet fine">
        Newton’s steps on ½|∇|², from random factorisations of every rank and Gaussian starts. Points of one value, rank and index
        are one row; its weights are those with the least negative curvature of F*. A candidate is a critical point of F* with λ
        <sub>min</sub> &gt; −10⁻⁸ from which a way down was found.
      </p>
    </>
  );
}

function SearchProgress() {
  const search = useStore((state) => state.saddles);
  const starts = useStore((state) => state.controls.searchStarts);
  return <JobBar of="saddles" name="Saddle search" text={searchProgress(search, starts)} />;
}

function Verdict() {
  const search = useStore((state) => state.saddles);
  if (!search) return null;
  return (
    <p className="told">
      <strong>{conjectureText(search)}</strong> {foundText(search)}
    </p>
  );
}
