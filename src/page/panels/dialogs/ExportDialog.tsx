/** What to export and how large: the picture is made from what is on screen at that moment. */
import { type FormEvent, useState } from 'react';
import { download } from '../../export/download.ts';
import type { Background } from '../../export/exportSettings.ts';
import { useStore } from '../../store/store.ts';
import { NumberInput } from '../controls/NumberInput.tsx';
import { Dialog } from '../Dialog.tsx';
import { Segments } from '../Segments.tsx';
import { Select } from '../Select.tsx';
import { useTheme } from '../theme.ts';
import { type ExportChoice, exportChoices } from './exportChoice.ts';

const scales = { '1': '1×', '2': '2×', '3': '3×', '4': '4×', '6': '6×', '8': '8×' } as const;

const backgrounds = { white: 'white', transparent: 'transparent', theme: 'as the page' } as const;

export default function ExportDialog({ initial, onClose }: { initial: ExportChoice; onClose(): void }) {
  const [choice, setChoice] = useState(initial);
  const [width, setWidth] = useState(initial === 'board' ? 1600 : 1000);
  const [scale, setScale] = useState<keyof typeof scales>('2');
  const [background, setBackground] = useState<keyof typeof backgrounds>('white');
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const theme = useTheme();
  const themed: Background = theme === 'dark' ? 'dark' : 'white';

  const save = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(null);
    try {
      const { makePicture } = await import('./makePicture.ts');
      const settings = { width, scale: Number(scale), background: background === 'theme' ? themed : background };
      download(await makePicture(choice, useStore.getState(), settings), fileName(choice));
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog title="Export as PNG" onClose={onClose}>
      <form onSubmit={save}>
        <div className="row">
          <span className="label">Picture of</span>
          <Select name="Picture of" value={choice} options={exportChoices} onChange={setChoice} />
        </div>
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
        <div className="row">
          <span className="label">Scale</span>
          <Select name="Scale" value={scale} options={scales} onChange={setScale} />
        </div>
        <div className="row">
          <span className="label">Background</span>
          <Segments name="Background" value={background} options={backgrounds} onChange={setBackground} />
        </div>
        <p className="quiet">The file carries everything that is on screen: drop it on the page to come back here.</p>
        {problem && (
          <p className="failure" role="alert">
            {problem}
          </p>
        )}
        <div className="actions">
          <span className="quiet">{width * Number(scale)} pixels wide</span>
          <button type="submit" className="button primary" disabled={busy}>
            {busy ? 'Drawing…' : 'Download'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}

function fileName(choice: ExportChoice): string {
  const { parameters, playhead } = useStore.getState();
  return `saddlescope-${parameters.experiment}-${choice}-seed-${parameters.seed}-iteration-${playhead}.png`;
}
