/** The experiment's texts, as far as they are true of what is on screen: what to look for, and each claim under test with the number measured live beside it. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Field } from '../../model/controls.ts';
import type { Frames, Kind } from '../../model/experiments.ts';
import type { Claim, Measurement, Preset } from '../../model/preset.ts';
import { allKinds, isShown, kindRow } from '../store/conversation/kinds.ts';
import type { PageState } from '../store/state/pageState.ts';
import { useStore } from '../store/store.ts';
import type { Change } from '../view/presetChange.ts';
import { networkMeasurements, presets } from '../view/presets.ts';
import { usePresetChanges, usePresetName } from './presetChanges.ts';

export function PresetCards() {
  const changes = usePresetChanges();
  return changes.length === 0 ? <PresetTexts /> : <NetworkTexts changes={changes} />;
}

function PresetTexts() {
  const { lookFor, claim, publishedFacts, fullSize } = useStore((state) => presets[state.controls.experiment]);
  return (
    <>
      <p className="told">
        <strong>What to look for.</strong> {lookFor}
      </p>
      {fullSize && <FullSize {...fullSize} />}
      <div className="told">
        <ClaimText claim={claim} />
        <details className="quiet">
          <summary>As the paper has it</summary>
          {publishedFacts.map((fact) => (
            <p key={fact}>{fact}</p>
          ))}
        </details>
      </div>
    </>
  );
}

/** Changes that are named; more than these are counted. */
const MOST_NAMED = 3;

/** Where a preset's own texts no longer hold: what was changed, the way back, and the claims about the network at hand. */
function NetworkTexts({ changes }: { changes: Change[] }) {
  const name = usePresetName();
  const frames = useStore(useShallow(measuredFrames));
  const controls = useStore((state) => state.controls);
  const measurements = useMemo(() => networkMeasurements(controls, frames), [controls, frames]);
  const { backToPreset } = useStore.getState();
  const named = changes.slice(0, MOST_NAMED).map(({ label, now, own }) => `${label} is ${now} instead of ${own}`);
  const others = changes.length - named.length;
  return (
    <>
      <div className="told">
        <p>
          <strong>{name}, changed.</strong> {[...named, ...(others > 0 ? [`${others} more fields differ`] : [])].join('; ')}. The
          texts of {name} are put away, since they speak of other values.
        </p>
        <button type="button" className="button bare" onClick={backToPreset}>
          Back to {name}
        </button>
      </div>
      {measurements.map((each) => (
        <div key={'text' in each ? each.text : each.of.join()} className="told">
          {'text' in each ? <ClaimText claim={each} /> : <Measured measurement={each} />}
        </div>
      ))}
    </>
  );
}

function ClaimText({ claim }: { claim: Claim }) {
  return (
    <>
      <p>
        <strong>Claim.</strong> {claim.text}
      </p>
      <Measured measurement={claim} />
    </>
  );
}

/** The way from a size that any machine draws soon to the published one, and back by undo. */
function FullSize({ controls, label }: NonNullable<Preset['fullSize']>) {
  const isReached = useStore((state) =>
    Object.entries(controls).every(([field, value]) => state.controls[field as Field] === value),
  );
  const enlarge = () => {
    const { set } = useStore.getState();
    for (const [field, value] of Object.entries(controls)) set(field as Field, value);
  };
  return (
    <button type="button" className="button bare" disabled={isReached} onClick={enlarge}>
      {label}
    </button>
  );
}

/** The measured number once the experiments that the number is measured on are over, and what is awaited before; a component of its own since it changes with every frame. */
function Measured({ measurement }: { measurement: Measurement }) {
  const awaited = useStore((state) => awaitedInWords(measurement.of, state));
  const frames = useStore(useShallow(measuredFrames));
  const measured = useMemo(() => (awaited === null ? measurement.measure(frames) : null), [awaited, measurement, frames]);
  return (
    <p className="measured" aria-live="off">
      <strong>Measured:</strong> {measured ?? `not yet: ${awaited ?? 'the answer holds no such number.'}`}
    </p>
  );
}

/** What a measurement on these kinds waits for; null where all have been answered to the end. */
function awaitedInWords(kinds: readonly Kind[], state: PageState): string | null {
  const missing = kinds.find((kind) => state.computing[kind] || state[kind]?.progress !== 1);
  if (!missing) return null;
  const label = `“${kindRow(missing).label}”`;
  if (state.failure[missing] !== null) return `${label} failed.`;
  if (!isShown(missing, state)) return `${label} is not open.`;
  const done = `${Math.floor(100 * (state[missing]?.progress ?? 0))} % of ${label} is done`;
  return state.computing[missing] ? `${done}.` : `${done}, and nothing more is being computed.`;
}

/** The frames that claims are measured on. */
const measuredFrames = (state: Frames): Frames => Object.fromEntries(allKinds.map((kind) => [kind, state[kind]])) as Frames;
