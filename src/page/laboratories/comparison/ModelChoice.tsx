/** Which of the models are compared, with each one's line. */

import { type ComparedModel, comparedModels, comparedNames } from '../../../model/comparison/comparedModels.ts';
import { useTheme } from '../../panels/appearance.ts';
import { useStore } from '../../store/store.ts';
import { comparedStyle } from './figures/comparedStyle.ts';

export function ModelChoice() {
  return (
    <fieldset className="model-choice">
      <legend className="label">Models</legend>
      {comparedNames.map((model) => (
        <ModelBox key={model} model={model} />
      ))}
    </fieldset>
  );
}

function ModelBox({ model }: { model: ComparedModel }) {
  const { field, label, says } = comparedModels[model];
  const isShown = useStore((state) => state.controls[field] === 'shown');
  const { set } = useStore.getState();
  return (
    <label title={says}>
      <input
        type="checkbox"
        checked={isShown}
        onChange={(event) => set(field, event.currentTarget.checked ? 'shown' : 'hidden')}
      />
      <ModelSwatch model={model} />
      {label}
    </label>
  );
}

/** Plotly's dashes as SVG writes them, for a line of 2 pixels. */
const dashes: Readonly<Record<string, string>> = { solid: 'none', dot: '2 2', dash: '6 3', dashdot: '6 3 2 3', longdash: '10 4' };

/** A compared model's line as the figures draw it. */
export function ModelSwatch({ model }: { model: ComparedModel }) {
  const { colour, dash } = comparedStyle(model, useTheme());
  return (
    <svg className="swatch" width="26" height="10" aria-hidden="true">
      <path d="M0 5h26" stroke={colour} strokeWidth={2} strokeDasharray={dashes[dash]} />
    </svg>
  );
}
