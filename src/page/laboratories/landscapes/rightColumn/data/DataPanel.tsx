/** What the network learns from: samples of the first batch, how many there are of each class, and where they come from. */

import type { ReactNode } from 'react';
import type { DataFrame } from '../../../../../model/landscapes/frames.ts';
import { FigureCard } from '../../../../panels/FigureCard.tsx';
import { OpenFiles } from '../../../../panels/files/OpenFiles.tsx';
import { Failure, Progress } from '../../../../panels/JobStatus.tsx';
import { LiveFigure } from '../../../../panels/LiveFigure.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { useStore } from '../../../../store/store.ts';
import { ClassTable } from './ClassTable.tsx';
import { samplesRow } from './samplesFigure.ts';

export default function DataPanel({ onExport }: PanelProps) {
  const data = useStore((state) => state.data);
  return (
    <>
      <Failure of="data" />
      <OpenFiles />
      <FigureCard
        title="Samples"
        subtitle={data ? `of ${data.facts.label}` : undefined}
        className="tall"
        progress={<Progress of="data" />}
        onDownload={() => onExport(samplesRow)}
      >
        <LiveFigure row={samplesRow} before={<p className="empty">Samples of the first batch that both learners see.</p>} />
      </FigureCard>
      {data && <FactTable data={data} />}
      {data && <ClassTable data={data} />}
    </>
  );
}

function FactTable({ data: { facts, inputs, outputs, trainingCount, testCount } }: { data: DataFrame }) {
  const rows: [string, ReactNode][] = [
    ['inputs, outputs', `${inputs}, ${outputs}`],
    ['training samples', trainingCount === null ? 'drawn anew, without end' : trainingCount.toLocaleString('en')],
    ['test samples', testCount.toLocaleString('en')],
    ...(facts.source ? [['source', facts.source] as [string, ReactNode]] : []),
    ...(facts.licence ? [['licence', facts.licence] as [string, ReactNode]] : []),
  ];
  return (
    <>
      <p className="quiet fine">{facts.made}</p>
      <table className="quantities facts">
        <tbody>
          {rows.map(([name, value]) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
