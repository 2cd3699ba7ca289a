/** What stands in a landscape's place before plotly has drawn: the picture shipped with the page where it is true, else what will come, or how to ask for it. */
import { FirstPicture } from '../../figures/poster/FirstPicture.tsx';
import { defaultView } from '../../store/defaultView.ts';
import { isShown } from '../../store/dependencies.ts';
import { useStore } from '../../store/store.ts';
import { writeSettled } from '../../url/writeQuery.ts';
import { OnRequest } from '../OnRequest.tsx';
import { useTheme } from '../theme.ts';

export function LandscapePoster({ of }: { of: 'loss' | 'energy' }) {
  const isDefault = useStore((state) => writeSettled(state) === writeSettled(defaultView));
  const theme = useTheme();
  const isAsked = useStore((state) => isShown('landscape', state));
  if (isDefault) return <FirstPicture of={of} theme={theme} />;
  if (!isAsked) return <OnRequest what={`The ${of} landscape`} ofConvolutions />;
  return <p className="empty">The {of} landscape is being computed.</p>;
}
