/** A compared model's line as the figures draw it. */
import type { ComparedModel } from '../../../model/comparison/comparedModels.ts';
import { useTheme } from '../../panels/theme.ts';
import { comparedStyle } from './figures/comparedStyle.ts';

/** Plotly's dashes as SVG writes them, for a line of 2 pixels. */
const dashes: Readonly<Record<string, string>> = { solid: 'none', dot: '2 2', dash: '6 3', dashdot: '6 3 2 3', longdash: '10 4' };

export function ModelSwatch({ model }: { model: ComparedModel }) {
  const { colour, dash } = comparedStyle(model, useTheme());
  return (
    <svg className="swatch" width="26" height="10" aria-hidden="true">
      <path d="M0 5h26" stroke={colour} strokeWidth={2} strokeDasharray={dashes[dash]} />
    </svg>
  );
}
