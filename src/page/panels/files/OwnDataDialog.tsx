/** The dialog of a person's own files: their first samples, the fields to learn from and to learn, and how these are prepared. */
import { type FormEvent, useEffect, useState } from 'react';
import type { FileField, FilePreview } from '../../../model/problem/ownData.ts';
import { useStore } from '../../store/store.ts';
import { Dialog } from '../Dialog.tsx';
import { rangesText, readRanges } from './fieldRanges.ts';

interface Props {
  files: File[];
  onClose(): void;
}

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const MOST_NAMED = 5;

const namesOf = (files: File[]): string =>
  files
    .slice(0, MOST_NAMED)
    .map(({ name }) => name)
    .join(', ') + (files.length > MOST_NAMED ? ` and ${files.length - MOST_NAMED} more` : '');

/** A person's own files: what is in them, which of it is learnt from which, and how. */
export default function OwnDataDialog({ files, onClose }: Props) {
  const [preview, setPreview] = useState<FilePreview | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [share, setShare] = useState(0);

  useEffect(() => {
    const { readFiles } = useStore.getState();
    readFiles(files, setShare).then(setPreview, (error) => setProblem(wordsOf(error)));
  }, [files]);

  return (
    <Dialog title="Own data" onClose={onClose}>
      <p className="quiet">{namesOf(files)}: read in this page, nothing leaves the machine.</p>
      {!preview && !problem && <p className="empty">Reading… {share > 0 && `${Math.floor(100 * share)} %`}</p>}
      {problem && (
        <p className="failure" role="alert">
          {problem}
        </p>
      )}
      {preview && <FileTable preview={preview} />}
      {preview?.remarks.map((remark) => (
        <p key={remark} className="quiet">
          {remark}
        </p>
      ))}
      {preview && <Choice preview={preview} files={files} onClose={onClose} onProblem={setProblem} />}
    </Dialog>
  );
}

interface ChoiceProps extends Props {
  preview: FilePreview;
  onProblem(problem: string | null): void;
}

function Choice({ preview: { fields, suggested, samples, trainingCount }, files, onClose, onProblem }: ChoiceProps) {
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
        <span className="quiet">
          {trainingCount === null
            ? 'Every fifth sample is a test sample.'
            : `${trainingCount.toLocaleString('en')} training samples, ${(samples - trainingCount).toLocaleString('en')} test samples.`}
        </span>
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

const MOST_FIELDS = 8;
/** Last fields that are shown where there are more than fit. */
const LAST_FIELDS = 2;

/** The first samples of a person's files, as far as they fit. */
export function FileTable({ preview: { fields, samples } }: { preview: FilePreview }) {
  const all = fields.map((field, index) => ({ field, index }));
  const cut = all.length > MOST_FIELDS;
  const shown = cut ? [...all.slice(0, MOST_FIELDS - LAST_FIELDS), ...all.slice(-LAST_FIELDS)] : all;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
    <section className="file-table" aria-label="First samples" tabIndex={0}>
      <table>
        <caption className="quiet">
          {samples.toLocaleString('en')} samples of{' '}
          {fields.length === 1 ? 'one field' : `${fields.length.toLocaleString('en')} fields`}
          {cut && `, ${all.length - shown.length} of them not shown`}
        </caption>
        <thead>
          <tr>
            {shown.map(({ field, index }) => (
              <th key={index} scope="col">
                <span className="quiet">{index + 1}</span> {field.name}
                {field.shape.length > 0 && <span className="quiet"> {field.shape.join(' × ')}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields[0].first.map((_, sample) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: samples are known by their place
            <tr key={sample}>
              {shown.map(({ field, index }) => (
                <td key={index}>{numbersText(field, sample)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function numbersText({ first, shape }: FileField, sample: number): string {
  const numbers = first[sample].map((value) => String(Number(value.toPrecision(5)))).join(', ');
  return shape.length > 0 ? `${numbers}, …` : numbers;
}
