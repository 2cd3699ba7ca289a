/** What to export, as what and how large: the file is made from what is on screen at that moment. */
import { type FormEvent, useState } from 'react';
import { NumberInput } from '../../panels/controls/NumberInput.tsx';
import { Dialog } from '../../panels/Dialog.tsx';
import { Segments } from '../../panels/Segments.tsx';
import { Select } from '../../panels/Select.tsx';
import { useTheme } from '../../panels/theme.ts';
import type { PageState } from '../../store/state/pageState.ts';
import { useStore } from '../../store/store.ts';
import { download } from '../download.ts';
import type { Background, ExportSettings } from '../exportSettings.ts';
import { choicesIn, type ExportChoice, exportChoices } from './exportChoice.ts';
import { type ExportFormat, formatNotes, formatsOf } from './exportFormat.ts';
import { exportName } from './exportName.ts';

const scales = { '1': '1×', '2': '2×', '3': '3×', '4': '4×', '6': '6×', '8': '8×' } as const;

const backgrounds = { white: 'white', transparent: 'transparent', theme: 'as the page' } as const;

export default function ExportDialog({ initial, onClose }: { initial: ExportChoice; onClose(): void }) {
  const [choice, setChoice] = useState(initial);
  const [wanted, setWanted] = useState<ExportFormat>('png');
  const [chosenWidth, setWidth] = useState<number | null>(null);
  const [scale, setScale] = useState<keyof typeof scales>('2');
  const [background, setBackground] = useState<keyof typeof backgrounds>('white');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const theme = useTheme();
  const themed: Background = theme === 'dark' ? 'dark' : 'white';

  const shown = useStore.getState();
  const formats = formatsOf(choice, shown);
  const format = wanted in formats ? wanted : 'png';
  const isPicture = format === 'png' || format === 'svg';
  const width = chosenWidth ?? (choice === 'board' ? 1600 : 1000);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const dialog = event.currentTarget.closest('dialog')!;
    const state = useStore.getState(); // goes on changing while the file is made
    setBusy(true);
    setProblem(null);
    try {
      const settings = { width, scale: Number(scale), background: background === 'theme' ? themed : background };
      const file = await makeFile(choice, format, state, settings);
      if (!dialog.open) return; // closed meanwhile: it is not wanted any more
      download(file, exportName(choice, format, state));
      dialog.close(); // which gives the focus back, and tells `onClose`
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title="Export" onClose={onClose}>
      <form onSubmit={save}>
        <div className="row">
          <span className="label">Figure</span>
          <Select name="Figure" value={choice} options={optionsIn(shown)} onChange={setChoice} />
        </div>
        <div className="row">
          <span className="label">Format</span>
          <Segments name="Format" value={format} options={formats} onChange={setWanted} />
        </div>
        {isPicture && (
          <div className="row">
            <span className="label">Width, pixels</span>
            <NumberInput
              name="Picture width"
              value={width}
              min={200}
              max={8000}
              integer
              onCommit={setWidth}
              onInvalid={setProblem}
            />
          </div>
        )}
        {format === 'png' && (
          <div className="row">
            <span className="label">Scale</span>
            <Select name="Scale" value={scale} options={scales} onChange={setScale} />
          </div>
        )}
        {isPicture && (
          <div className="row">
            <span className="label">Background</span>
            <Segments name="Background" value={background} options={backgrounds} onChange={setBackground} />
          </div>
        )}
        <p className="quiet">{formatNotes[format]}</p>
        {problem && (
          <p className="failure" role="alert">
            {problem}
          </p>
        )}
        <div className="actions">
          <span className="quiet">{format === 'png' && `${width * Number(scale)} pixels wide`}</span>
          <button type="submit" className="button primary" disabled={busy}>
            {busy ? 'Drawing…' : 'Download'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

/** Of all that can be exported anywhere. */
const optionsIn = ({ controls }: PageState) =>
  Object.fromEntries(choicesIn(controls).map((choice) => [choice, exportChoices[choice]])) as typeof exportChoices;

async function makeFile(
  choice: ExportChoice,
  format: ExportFormat,
  state: PageState,
  settings: Omit<ExportSettings, 'query'>,
): Promise<Blob> {
  if (format === 'png' || choice === 'board') return (await import('./makePicture.ts')).makePicture(choice, state, settings);
  return (await import('./makeData.ts')).makeData(choice, format, state, settings);
}
