/** What stands in a landscape's place before plotly has drawn: the picture shipped with the page where it is true, else what will come. */
import { FirstPicture } from '../../figures/poster/FirstPicture.tsx';
import { defaultView } from '../../store/defaultView.ts';
import { useStore } from '../../store/store.ts';
import { writeSettled } from '../../url/writeQuery.ts';
import { useTheme } from '../theme.ts';

export function LandscapePoster({ of }: { of: 'loss' | 'energy' }) {
  const isDefault = useStore((state) => writeSettled(state) === writeSettled(defaultView));
  const theme = useTheme();
  if (isDefault) return <FirstPicture of={of} theme={theme} />;
  return <p className="empty">The {of} landscape is being computed.</p>;
}
