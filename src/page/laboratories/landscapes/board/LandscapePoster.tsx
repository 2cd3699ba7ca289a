/** What stands in a landscape's place before plotly has drawn: the picture shipped with the page where it is true, else what will come, or how to ask for it. */

import { OnRequest } from '../../../panels/OnRequest.tsx';
import { useTheme } from '../../../panels/theme.ts';
import { isShown } from '../../../store/conversation/kinds.ts';
import { useStore } from '../../../store/store.ts';
import { defaultView } from '../../../view/defaultView.ts';
import { writeUndoable } from '../../../view/writeQuery.ts';
import { FirstPicture } from '../poster/FirstPicture.tsx';

export function LandscapePoster({ of }: { of: 'loss' | 'energy' }) {
  const isDefault = useStore((state) => writeUndoable(state) === writeUndoable(defaultView));
  const theme = useTheme();
  const isAsked = useStore((state) => isShown('landscape', state));
  if (isDefault) return <FirstPicture of={of} theme={theme} />;
  if (!isAsked) return <OnRequest what={`The ${of} landscape`} ofConvolutions />;
  return <p className="empty">The {of} landscape is being computed.</p>;
}
