/** The export dialog: which figure, in which format and how large. The file is made from what is on screen at that moment. */
import { type FormEvent, use, useEffect, useRef, useState } from 'react';
import type { Theme } from '../../figures/figure.ts';
import { Segments, Select } from '../../panels/controls/Choices.tsx';
import { NumberInput } from '../../panels/controls/NumberInput.tsx';
import { Dialog } from '../../panels/Dialog.tsx';
import { ProgressBar } from '../../panels/JobStatus.tsx';
import type { View } from '../../view/view.ts';
import { download } from '../download.ts';
import {
  boardName,
  boardTitle,
  drawnFigures,
  type Exportable,
  exportName,
  hasWholeBoard,
  pairName,
  pairOf,
  pairTitle,
} from '../exportable.ts';
import { type Background, type PictureParts, pixelsIn, pixelWidth, type Unit, widthRange } from '../exportSettings.ts';
import { exportFormats, type FormatName, formatsOf, type PictureSetting } from '../formats.ts';
import { type TypefaceName, typefaces } from '../typefaces.ts';

const scales = { '1': '1×', '2': '2×', '3': '3×', '4': '4×', '6': '6×', '8': '8×' } as const;

const backgrounds = { white: 'white', transparent: 'transparent', theme: 'as the page' } as const;

const units = { px: 'pixels', cm: 'cm', in: 'inches' } as const satisfies Record<Unit, string>;

/** Widths to begin with: of one figure, and of the board. */
const usualWidths: Record<Unit, { figure: number; board: number }> = {
  px: { figure: 1000, board: 1600 },
  cm: { figure: 12, board: 17 },
  in: { figure: 5, board: 7 },
};

const partNames = { title: 'title', legend: 'legend', caption: 'caption' } as const satisfies Record<keyof PictureParts, string>;

const typefaceNames = Object.fromEntries(Object.entries(typefaces).map(([name, { label }]) => [name, label])) as Record<
  TypefaceName,
  string
>;

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
  const [figures] = useState(() => drawnFigures(offer, getState()));
  const [choice, setChoice] = useState(initial ?? boardName);
  const [wanted, setWanted] = useState<FormatName>('png');
  const [unit, setUnit] = useState<Unit>('px');
  const [chosenWidth, setWidth] = useState<number | null>(null);
  const [scale, setScale] = useState<keyof typeof scales>('2');
  const [background, setBackground] = useState<keyof typeof backgrounds>('white');
  const [typeface, setTypeface] = useState<TypefaceName>('page');
  const [parts, setParts] = useState<PictureParts>({ title: true, legend: true, caption: true });
  const [problem, setProblem] = useState<string | null>(() => missing(offer, figures, initial));
  const [done, setDone] = useState<number | null>(null);
  const making = useRef<AbortController | null>(null);
  useEffect(() => () => making.current?.abort(), []); // a closed dialog wants no file any more
  const themed: Background = theme === 'dark' ? 'dark' : 'white';

  const withBoard = hasWholeBoard(offer, getState(), figures);
  const withPair = hasWholeBoard(pairOf(offer), getState(), figures);
  const isPair = choice === pairName && withPair;
  const row = figures.find(({ name }) => name === choice) ?? (isPair || withBoard ? null : figures[0]);
  if (row === undefined)
    return (
      <Dialog title="Export" onClose={onClose}>
        <p className="empty">There is nothing to export yet: figures can be exported once they are drawn.</p>
      </Dialog>
    );
  const of = isPair ? pairOf(offer) : offer;
  const formats = formatsOf({ of, row, state: getState() });
  const format = wanted in formats ? wanted : 'png';
  const { note, settings }: { note: string; settings: readonly PictureSetting[] } = exportFormats[format];
  const asks = (setting: PictureSetting) => settings.includes(setting);
  const width = chosenWidth ?? usualWidths[unit][row ? 'figure' : 'board'];
  const options = Object.fromEntries([
    ...(withBoard ? [[boardName, boardTitle]] : []),
    ...(withPair ? [[pairName, pairTitle(offer, getState())]] : []),
    ...figures.map(({ name, title }) => [name, title]),
  ]);

  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const dialog = event.currentTarget.closest('dialog')!;
    const exported = { of, row, state: getState() }; // the page's state goes on changing while the file is made
    making.current = new AbortController();
    const { signal } = making.current;
    setDone(0);
    setProblem(null);
    try {
      const ground = background === 'theme' ? themed : background;
      const chosen = { width, unit, scale: Number(scale), background: ground, parts, typeface };
      const file = await exportFormats[format].make(exported, chosen, { signal, onProgress: setDone });
      if (!dialog.open || signal.aborted) return; // the file is not wanted any more
      download(file, exportName(exported, format));
      dialog.close(); // which gives the focus back, and tells `onClose`
    } catch (error) {
      if (!signal.aborted) setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setDone(null);
    }
  };

  return (
    <Dialog title="Export" onClose={onClose}>
      <form onSubmit={save}>
        <div className="row">
          <span className="label">Figure</span>
          <Select name="Figure" value={row?.name ?? (isPair ? pairName : boardName)} options={options} onChange={setChoice} />
        </div>
        <div className="row of-segments">
          <span className="label">Format</span>
          <Segments name="Format" value={format} options={formats} onChange={setWanted} />
        </div>
        {asks('width') && (
          <div className="row">
            <span className="label">Width</span>
            <span className="pair">
              <NumberInput
                name="Picture width"
                value={width}
                {...widthRange(unit)}
                integer={unit === 'px'}
                onCommit={setWidth}
                onInvalid={setProblem}
              />
              <Select
                name="Unit"
                value={unit}
                options={units}
                onChange={(next) => {
                  setUnit(next);
                  setWidth(null);
                }}
              />
            </span>
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
        {asks('typeface') && (
          <div className="row">
            <span className="label">Typeface</span>
            <Select name="Typeface" value={typeface} options={typefaceNames} onChange={setTypeface} />
          </div>
        )}
        {asks('parts') && <PartsRow parts={parts} onChange={setParts} />}
        <p className="quiet">{note}</p>
        {problem && (
          <p className="failure" role="alert">
            {problem}
          </p>
        )}
        {done !== null && <ProgressBar name="Export" progress={done} text={`${Math.round(100 * done)} % drawn`} />}
        <div className="actions">
          <span className="quiet">
            {asks('scale') && `${Math.round(pixelWidth({ width, unit }) * Number(scale))} pixels wide`}
            {asks('scale') && unit !== 'px' && `, ${Math.round(pixelsIn.in * Number(scale))} an inch`}
          </span>
          {done !== null && (
            <button type="button" className="button" onClick={() => making.current?.abort()}>
              Cancel
            </button>
          )}
          <button type="submit" className="button primary" disabled={done !== null}>
            {done === null ? 'Download' : 'Drawing…'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function PartsRow({ parts, onChange }: { parts: PictureParts; onChange(parts: PictureParts): void }) {
  return (
    <div className="row">
      <span className="label">With</span>
      <fieldset className="parts">
        <legend className="visually-hidden">Parts of the picture</legend>
        {(Object.keys(partNames) as (keyof PictureParts)[]).map((part) => (
          <label key={part}>
            <input
              type="checkbox"
              checked={parts[part]}
              onChange={(event) => onChange({ ...parts, [part]: event.currentTarget.checked })}
            />
            {partNames[part]}
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** The sentence about a figure that was asked for and has nothing to export yet; null where there is something. */
function missing<State>({ figures }: Exportable<State>, drawn: readonly { name: string }[], asked: string | null): string | null {
  if (asked === null || drawn.some(({ name }) => name === asked)) return null;
  const title = figures.find(({ name }) => name === asked)?.title ?? asked;
  return `“${title}” has nothing to export yet: it is not drawn.`;
}
