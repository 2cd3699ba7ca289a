/** The tab of the data: samples of the first batch, where the data come from, samples a class, and the button that opens own files. */
import { type ReactNode, useRef, useState } from 'react';
import type { DataFrame } from '../../../../../model/landscapes/frames.ts';
import { loadedLater } from '../../../../loading/loadedLater.tsx';
import { LoadedDialog } from '../../../../panels/ErrorBoundary.tsx';
import { FigureCard, LiveFigure } from '../../../../panels/FigureCard.tsx';
import { Failure, Progress } from '../../../../panels/JobStatus.tsx';
import type { PanelProps } from '../../../../panels/laboratory.ts';
import { useStore } from '../../../../store/store.ts';
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

/** How many samples of each class there are, as numbers and as bars. */
export function ClassTable({ data: { balance, facts } }: { data: DataFrame }) {
  if (!balance || !facts.classNames) return null;
  const most = balance.train.reduce((largest, count) => Math.max(largest, count), 1);
  return (
    <table className="quantities classes">
      <thead>
        <tr>
          <th scope="col">class</th>
          <th scope="col">
            <span className="visually-hidden">share</span>
          </th>
          <th scope="col">training</th>
          <th scope="col">test</th>
        </tr>
      </thead>
      <tbody>
        {facts.classNames.map((name, k) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>
              <div className="class-bar" aria-hidden="true" style={{ width: `${(100 * balance.train[k]) / most}%` }} />
            </td>
            <td>{balance.train[k].toLocaleString('en')}</td>
            <td>{balance.test[k].toLocaleString('en')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const OwnDataDialog = loadedLater(() => import('../../../../panels/files/OwnDataDialog.tsx'));

/** The button that asks for a person's own files; dropping them anywhere on the page does the same. */
export function OpenFiles() {
  const chooser = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[] | null>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        title="CSV, NPY, NPZ, IDX or CIFAR-10 batches"
        onClick={() => chooser.current?.click()}
      >
        Open own data…
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Own data"
        accept=".csv,.tsv,.txt,.npy,.npz,.gz,.idx,.bin,*"
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // the same file may be chosen again
          if (chosen.length > 0) setFiles(chosen);
        }}
      />
      {files && (
        <LoadedDialog name="The dialog for own data" onClose={() => setFiles(null)}>
          <OwnDataDialog files={files} onClose={() => setFiles(null)} />
        </LoadedDialog>
      )}
    </>
  );
}
