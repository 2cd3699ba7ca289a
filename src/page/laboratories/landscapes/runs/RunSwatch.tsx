/** A kept run's line as the figure draws it, both learners one above the other. */
import { keptStyle } from '../figures/keptStyle.ts';

export function RunSwatch({ style }: { style: number }) {
  const { dash, opacity } = keptStyle(style);
  const line = { strokeDasharray: dash, strokeWidth: 1.5, opacity };
  return (
    <svg className="swatch" width="30" height="10" aria-hidden="true">
      <path d="M0 2.500h30" stroke="var(--bp)" {...line} />
      <path d="M0 7.500h30" stroke="var(--pc)" {...line} />
    </svg>
  );
}
