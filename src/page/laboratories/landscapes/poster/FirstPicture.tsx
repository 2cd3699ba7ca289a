/** The first picture in its place, at the size of its parent, until plotly has drawn the live one over it. */

import firstPicture from 'virtual:first-picture';
import { useEffect, useRef } from 'react';
import type { Theme } from '../../../figures/figure.ts';
import { defaultCamera } from '../../../view/viewFields.ts';
import { paintPoster } from './paintPoster.ts';

interface Props {
  of: 'loss' | 'energy';
  theme: Theme;
}

/** True of the default state only. */
export function FirstPicture({ of, theme }: Props) {
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
