/** The experiment's text: what to look for, and the claim under test, with the number measured live beside the claim. */
import { useMemo } from 'react';
import { useShallow } from 'zustand/react/shallow';
import type { Field } from '../../model/controls.ts';
import type { Frames } from '../../model/experiments.ts';
import type { Preset } from '../../model/preset.ts';
import { allKinds } from '../store/conversation/kinds.ts';
import { useStore } from '../store/store.ts';
import { presets } from '../view/presets.ts';

export function PresetCards() {
  const { lookFor, claim, publishedFacts, fullSize } = useStore((state) => presets[state.controls.experiment]);
  return (
    <>
      <p className="told">
        <strong>What to look for.</strong> {lookFor}
      </p>
      {fullSize && <FullSize {...fullSize} />}
      <div className="told">
        <p>
          <strong>Claim.</strong> {claim.text}
        </p>
        <MeasuredClaim />
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

/** The measured number, a component of its own since it changes with every frame. */
function MeasuredClaim() {
  const claim = useStore((state) => presets[state.controls.experiment].claim);
  const frames = useStore(useShallow(measuredFrames));
  const measured = useMemo(() => claim.measure(frames), [claim, frames]);
  return (
    <p className="measured" aria-live="off">
      <strong>Measured:</strong> {measured ?? 'not yet: the number comes with the run.'}
    </p>
  );
}

/** The frames that claims are measured on. */
const measuredFrames = (state: Frames): Frames => Object.fromEntries(allKinds.map((kind) => [kind, state[kind]])) as Frames;
