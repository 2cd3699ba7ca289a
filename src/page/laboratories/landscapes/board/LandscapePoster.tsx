/** The place of a landscape before the live figure is drawn: the picture shipped with the page in the default state, else a sentence or a button. */

import firstPicture from 'virtual:first-picture';
import { useEffect, useRef } from 'react';
import type { Theme } from '../../../figures/figure.ts';
import { useTheme } from '../../../panels/appearance.ts';
import { OnRequest } from '../../../panels/JobStatus.tsx';
import { isShown } from '../../../store/conversation/kinds.ts';
import { useStore } from '../../../store/store.ts';
import { defaultView } from '../../../view/defaultView.ts';
import { defaultCamera } from '../../../view/viewFields.ts';
import { writeUndoable } from '../../../view/writeQuery.ts';
import { paintPoster } from './paintPoster.ts';

export function LandscapePoster({ of }: { of: 'loss' | 'energy' }) {
  const isDefault = useStore((state) => writeUndoable(state) === writeUndoable(defaultView));
  const theme = useTheme();
  const isAsked = useStore((state) => isShown('landscape', state));
  const hasFailed = useStore((state) => state.failure.landscape !== null);
  if (isDefault) return <FirstPicture of={of} theme={theme} />;
  if (!isAsked) return <OnRequest what={`The ${of} landscape`} ofConvolutions />;
  if (hasFailed) return <p className="empty">The {of} landscape has not been computed.</p>;
  return <p className="empty">The {of} landscape is being computed.</p>;
}

interface PictureProps {
  of: 'loss' | 'energy';
  theme: Theme;
}

/** The picture shipped with the page, at the size of its parent, until the live figure is drawn over it. It shows the default state only. */
function FirstPicture({ of, theme }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    const element = canvas.current!;
    const paint = () => {
      const { clientWidth: width, clientHeight: height } = element;
      const context = element.getContext('2d');
      if (!context || width === 0 || height === 0) return;
      const ratio = window.devicePixelRatio;
      Object.assign(element, { width: Math.round(width * ratio), height: Math.round(height * ratio) });
      context.scale(ratio, ratio);
      paintPoster(context, { picture: firstPicture, of, camera: defaultCamera, theme, width, height });
    };
    const sizes = new ResizeObserver(paint);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, [of, theme]);

  return (
    <div aria-hidden="true" style={{ position: 'relative', width: '100%', height: '100%' }}>
      <canvas ref={canvas} style={{ position: 'absolute', inset: 0, width: '100%', height: '100%' }} />
    </div>
  );
}
