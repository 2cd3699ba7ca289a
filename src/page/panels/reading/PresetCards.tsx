/** What to look for, and the claim that the experiment tests with the number measured live beside it. */
import { useMemo } from 'react';
import { presets } from '../../presets/presets.ts';
import { useStore } from '../../store/store.ts';

export function PresetCards() {
  const { lookFor, claim, publishedFacts } = useStore((state) => presets[state.parameters.experiment]);
  return (
    <>
      <p className="told">
        <strong>What to look for.</strong> {lookFor}
      </p>
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

/** Apart from the text: the number changes with every frame. */
function MeasuredClaim() {
  const claim = useStore((state) => presets[state.parameters.experiment].claim);
  const landscape = useStore((state) => state.landscape);
  const training = useStore((state) => state.training);
  const inference = useStore((state) => state.inference);
  const directions = useStore((state) => state.directions);
  const sweep = useStore((state) => state.escape);
  const measured = useMemo(
    () => claim.measure({ landscape, training, inference, directions, escape: sweep }),
    [claim, landscape, training, inference, directions, sweep],
  );
  return (
    <p className="measured" aria-live="off">
      <strong>Measured:</strong> {measured ?? 'not yet; it comes with the run.'}
    </p>
  );
}
