/** The key of the kept runs that the training figure draws; nothing where it draws none. */
import './runs.css';
import { useShownRuns } from '../../../store/runs/keptRuns.ts';
import { keptStyle } from './keptTraces.ts';

export function RunKey() {
  const runs = useShownRuns();
  if (runs.length === 0) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <ul className="run-key" aria-label="Kept runs drawn" tabIndex={0}>
      {runs.map(({ id, name, style }) => (
        <li key={id} title={name}>
          <RunSwatch style={style} />
          <span>{name}</span>
        </li>
      ))}
    </ul>
  );
}

/** A kept run's line as the figure draws it, both learners one above the other. */
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
