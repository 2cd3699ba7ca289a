/** The top bar: which experiment, under which convention, computed where; undo, sharing, export, help and the theme. */
import { useState } from 'react';
import { controls } from '../../../model/controls.ts';
import { loadedLater } from '../../loading/loadedLater.tsx';
import { useStore } from '../../store/store.ts';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../appearance.ts';
import { Segments, Select } from '../controls/Choices.tsx';
import { BareSelect } from '../controls/FieldControls.tsx';
import { LoadedDialog } from '../ErrorBoundary.tsx';
import { ControlsIcon, DarkIcon, LightIcon, RedoIcon, ResetIcon, SystemIcon, UndoIcon } from '../icons.tsx';
import type { Laboratory } from '../laboratory.ts';
import { numberText } from '../numberText.ts';
import { usePresetChanges, usePresetName } from '../presetChanges.ts';
import { GuideButton } from './GuideDialog.tsx';
import { ShareButton } from './ShareButton.tsx';
import { StatusBadge } from './StatusBadge.tsx';

const HelpDialog = loadedLater(() => import('./HelpDialog.tsx'));

interface Props {
  laboratory: Pick<Laboratory, 'Guide' | 'hasConventions'>;
  /** Null where the controls stand beside the board instead of in a drawer. */
  drawer: { open: boolean; toggle(): void } | null;
  onExport(): void;
}

/** The top bar: which experiment, under which convention, computed where; and the ways to take it along. */
export function Header({ laboratory, drawer, onExport }: Props) {
  const [helping, setHelping] = useState(false);
  return (
    <header className="header">
      <h1>
        <img src="./icon.svg" alt="" width="22" height="22" />
        Saddlescope
      </h1>
      <span className="field">
        <span className="quiet">Experiment</span>
        <ExperimentSelect />
      </span>
      <BackToPreset />
      {laboratory.hasConventions && <ConventionSwitch />}
      {laboratory.Guide && <GuideButton />}
      <span className="spacer" />
      <StatusBadge />
      <span className="field">
        <span className="quiet">Compute path</span>
        <BareSelect field="backend" />
      </span>
      <HistoryButtons />
      <ShareButton />
      <button type="button" className="button" onClick={onExport}>
        Export
      </button>
      <button
        type="button"
        className="button icon help"
        aria-label="Help"
        title="What the page shows, and its keys"
        onClick={() => setHelping(true)}
      >
        ?
      </button>
      <ThemeToggle />
      {drawer && (
        <button
          type="button"
          className="button drawer-toggle"
          aria-expanded={drawer.open}
          aria-controls="controls"
          onClick={drawer.toggle}
        >
          <ControlsIcon /> Controls
        </button>
      )}
      {helping && (
        <LoadedDialog name="The help" onClose={() => setHelping(false)}>
          <HelpDialog onClose={() => setHelping(false)} />
        </LoadedDialog>
      )}
    </header>
  );
}

/** The choice of the experiment; its name says so where the controls are no longer the preset's. */
function ExperimentSelect() {
  const isChanged = usePresetChanges().length > 0;
  const experiment = useStore((state) => state.controls.experiment);
  const { set } = useStore.getState();
  const { label, hint, options } = controls.experiment;
  const told = isChanged ? { ...options, [experiment]: `${options[experiment]}, changed` } : options;
  return <Select name={label} title={hint} value={experiment} options={told} onChange={(option) => set('experiment', option)} />;
}

/** The way back from changed controls to the preset's. */
function BackToPreset() {
  const changes = usePresetChanges();
  const name = usePresetName();
  const { backToPreset } = useStore.getState();
  if (changes.length === 0) return null;
  return (
    <button
      type="button"
      className="button bare icon"
      aria-label={`Back to ${name}`}
      title={`Back to ${name}: ${changes.map(({ label, own }) => `${label} ${own}`).join(', ')}`}
      onClick={backToPreset}
    >
      <ResetIcon />
    </button>
  );
}

function HistoryButtons() {
  const canUndo = useStore((state) => state.canUndo);
  const canRedo = useStore((state) => state.canRedo);
  const { undo, redo } = useStore.getState();
  const common = { type: 'button', className: 'button bare icon' } as const;
  return (
    <span className="pair">
      <button {...common} aria-label="Undo" title="Undo (Ctrl Z)" disabled={!canUndo} onClick={undo}>
        <UndoIcon />
      </button>
      <button {...common} aria-label="Redo" title="Redo (Ctrl Shift Z)" disabled={!canRedo} onClick={redo}>
        <RedoIcon />
      </button>
    </span>
  );
}

/** The choice between the published and the matched convention, with the factor between the two gradients on the chosen one. */
export function ConventionSwitch() {
  const convention = useStore((state) => state.controls.convention);
  const factor = useStore((state) => state.training?.scaleRatio ?? null);
  const { set } = useStore.getState();
  const { label, hint, options } = controls.convention;
  const told = (option: 'published' | 'matched') =>
    option === convention && factor !== null
      ? `${options[option]}: ×${numberText(factor, 3).replace(/\.?0+$/, '')}`
      : options[option];
  return (
    <Segments
      name={label}
      title={`${hint}; × is PC’s gradient scale over BP’s`}
      value={convention}
      options={{ published: told('published'), matched: told('matched') }}
      onChange={(option) => set('convention', option)}
    />
  );
}

const next: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const names: Record<ThemeChoice, string> = { system: 'as the system', light: 'light', dark: 'dark' };
const icons = { system: SystemIcon, light: LightIcon, dark: DarkIcon };

/** The button that turns the theme from the system's to light to dark. */
export function ThemeToggle() {
  const choice = useThemeChoice();
  const Icon = icons[choice];
  const label = `Theme: ${names[choice]}`;
  return (
    <button
      type="button"
      className="button icon theme"
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(next[choice])}
    >
      <Icon />
    </button>
  );
}
