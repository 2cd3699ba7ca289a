/** Which line of the training figure is which kept run; nothing where none is drawn. */
import { useShownRuns } from '../../../store/runs/keptRuns.ts';
import { RunSwatch } from '../runs/RunSwatch.tsx';

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
