/** A person's own files: what is in them, which of it is learnt from which, and how. */
import { type FormEvent, useEffect, useState } from 'react';
import type { FilePreview } from '../../../model/problem/ownData.ts';
import { useStore } from '../../store/store.ts';
import { Dialog } from '../Dialog.tsx';
import { FileTable } from './FileTable.tsx';
import { rangesText, readRanges } from './fieldRanges.ts';

interface Props {
  files: File[];
  onClose(): void;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

export default function OwnDataDialog({ files, onClose }: Props) {
  const [preview, setPreview] = useState<FilePreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    const { readFiles } = useStore.getState();
    readFiles(files).then(setPreview, (error) => setProblem(wordsOf(error)));
  }, [files]);

  return (
    <Dialog title="Own data" onClose={onClose}>
      <p className="quiet">{files.map(({ name }) => name).join(', ')}: read in this page, nothing leaves the machine.</p>
      {!preview && !problem && <p className="empty">Reading…</p>}
      {problem && (
        <p className="failure" role="alert">
          {problem}
        </p>
      )}
      {preview && <FileTable preview={preview} />}
      {preview && <Choice preview={preview} files={files} onClose={onClose} onProblem={setProblem} />}
    </Dialog>
  );
}

interface ChoiceProps extends Props {
  preview: FilePreview;
  onProblem(problem: string | null): void;
}

function Choice({ preview: { fields, suggested }, files, onClose, onProblem }: ChoiceProps) {
  const [inputs, setInputs] = useState(rangesText(suggested.inputs));
  const [targets, setTargets] = useState(rangesText(suggested.targets));
  const [oneHot, setOneHot] = useState(suggested.oneHot);
  const [standardise, setStandardise] = useState(suggested.standardise);
  const [busy, setBusy] = useState(false);

  const take = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    onProblem(null);
    try {
      const { takeFiles } = useStore.getState();
      const [x, y] = [readRanges(inputs, fields.length), readRanges(targets, fields.length)];
      await takeFiles(files, { inputs: x, targets: y, oneHot, standardise });
      onClose();
    } catch (error) {
      onProblem(wordsOf(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form onSubmit={take}>
      <Ranges name="Inputs" value={inputs} onChange={setInputs} />
      <Ranges name="Targets" value={targets} onChange={setTargets} />
      <Check name="Targets are class labels: one output a class" value={oneHot} onChange={setOneHot} />
      <Check name="Standardise inputs: mean 0, sd 1" value={standardise} onChange={setStandardise} />
      <div className="actions">
        <span className="quiet">Every fifth sample is tested on.</span>
        <button type="submit" className="button primary" disabled={busy}>
          {busy ? 'Reading…' : 'Use these data'}
        </button>
      </div>
    </form>
  );
}

function Ranges({ name, value, onChange }: { name: string; value: string; onChange(text: string): void }) {
  return (
    <label className="row">
      <span className="label">{name}</span>
      <input
        className="number ranges"
        type="text"
        title="Numbers of fields, and ranges: 1-784, 786"
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    </label>
  );
}

function Check({ name, value, onChange }: { name: string; value: boolean; onChange(is: boolean): void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={value} onChange={(event) => onChange(event.currentTarget.checked)} />
      {name}
    </label>
  );
}
