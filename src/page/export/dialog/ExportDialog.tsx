/** The export dialog: which figure, in which format and how large. The file is made from what is on screen at that moment. */
import { type FormEvent, use, useState } from 'react';
import type { Theme } from '../../figures/figure.ts';
import { Segments, Select } from '../../panels/controls/Choices.tsx';
import { NumberInput } from '../../panels/controls/NumberInput.tsx';
import { Dialog } from '../../panels/Dialog.tsx';
import type { View } from '../../view/view.ts';
import { download } from '../download.ts';
import { boardName, boardTitle, type Exportable, exportName, offeredFigures } from '../exportable.ts';
import type { Background } from '../exportSettings.ts';
import { exportFormats, type FormatName, formatsOf } from '../formats.ts';

const scales = { '1': '1×', '2': '2×', '3': '3×', '4': '4×', '6': '6×', '8': '8×' } as const;

const backgrounds = { white: 'white', transparent: 'transparent', theme: 'as the page' } as const;

interface Props<State> {
  /** The figures of the open laboratory, which are loaded with the first export. */
  exportable: Promise<Exportable<State>>;
  /** The state as it is at the moment of the call. */
  getState(): State;
  theme: Theme;
  /** Name of the figure that is chosen at first; null for the whole board. */
  initial: string | null;
  onClose(): void;
}

export default function ExportDialog<State extends View>({ exportable, getState, theme, initial, onClose }: Props<State>) {
  const offer = use(exportable);
  const [choice, setChoice] = useState(initial ?? boardName);
  const [wanted, setWanted] = useState<FormatName>('png');
  const [chosenWidth, setWidth] = useState<number | null>(null);
  const [scale, setScale] = useState<keyof typeof scales>('2');
  const [background, setBackground] = useState<keyof typeof backgrounds>('white');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const themed: Background = theme === 'dark' ? 'dark' : 'white';

  const figures = offeredFigures(offer, getState());
  const row = figures.find(({ name }) => name === choice) ?? null;
  const formats = formatsOf(row);
  const format = wanted in formats ? wanted : 'png';
  const { note, settings }: (typeof exportFormats)[FormatName] = exportFormats[format];
  const asks = (setting: 'width' | 'scale' | 'background') => settings.some((each) => each === setting);
  const width = chosenWidth ?? (row ? 1000 : 1600);
  const options = Object.fromEntries([[boardName, boardTitle], ...figures.map(({ name, title }) => [name, title])]);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const dialog = event.currentTarget.closest('dialog')!;
    const exported = { of: offer, row, state: getState() }; // the page's state goes on changing while the file is made
    setBusy(true);
    setProblem(null);
    try {
      const chosen = { width, scale: Number(scale), background: background === 'theme' ? themed : background };
      const file = await exportFormats[format].make(exported, chosen);
      if (!dialog.open) return; // closed meanwhile: the file is not wanted any more
      download(file, exportName(exported, format));
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
          <Select name="Figure" value={row ? choice : boardName} options={options} onChange={setChoice} />
        </div>
        <div className="row of-segments">
          <span className="label">Format</span>
          <Segments name="Format" value={format} options={formats} onChange={setWanted} />
        </div>
        {asks('width') && (
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
        {asks('scale') && (
          <div className="row">
            <span className="label">Scale</span>
            <Select name="Scale" value={scale} options={scales} onChange={setScale} />
          </div>
        )}
        {asks('background') && (
          <div className="row of-segments">
            <span className="label">Background</span>
            <Segments name="Background" value={background} options={backgrounds} onChange={setBackground} />
          </div>
        )}
        <p className="quiet">{note}</p>
        {problem && (
          <p className="failure" role="alert">
            {problem}
          </p>
        )}
        <div className="actions">
          <span className="quiet">{asks('scale') && `${width * Number(scale)} pixels wide`}</span>
          <button type="submit" className="button primary" disabled={busy}>
            {busy ? 'Drawing…' : 'Download'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
