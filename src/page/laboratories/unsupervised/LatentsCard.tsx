/** Where inference puts the latents of test images, and the image of the one under the pointer. */

import { useCallback, useEffect, useRef, useState } from 'react';
import { FigureCard, LiveFigure } from '../../panels/FigureCard.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { latentsRow } from './unsupervisedRows.ts';

export function LatentsCard({ onExport }: PanelProps) {
  const images = useStore((state) => state.unsupervised?.evaluation?.images ?? 0);
  const [hovered, setHovered] = useState<number | null>(null);
  const hover = useCallback((place: unknown) => setHovered(typeof place === 'number' ? place : null), []);
  return (
    <FigureCard
      title="Latents"
      subtitle={images > 0 ? `of ${images.toLocaleString('en')} test images` : undefined}
      className="landscape"
      caption="The two directions along which the latents vary most; each digit has a colour and a shape. Point at a latent to see its image."
      onDownload={() => onExport(latentsRow)}
    >
      <LiveFigure
        row={latentsRow}
        onHover={hover}
        before={
          <p className="empty">
            The latents of test images appear here once the network has been evaluated, after its first weight step.
          </p>
        }
      />
      {hovered !== null && <HoveredImage place={hovered} />}
    </FigureCard>
  );
}

/** A test image and its class, in the corner away from its latent. */
function HoveredImage({ place }: { place: number }) {
  const images = useStore((state) => state.unsupervised?.images);
  const components = useStore((state) => state.unsupervised?.evaluation?.components);
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    if (!images) return;
    const { height, width, shades } = images;
    const size = height * width;
    const pixels = new Uint8ClampedArray(4 * size);
    for (let p = 0; p < size; p++) pixels.fill(shades[place * size + p], 4 * p, 4 * p + 3).fill(255, 4 * p + 3, 4 * p + 4);
    canvas.current?.getContext('2d')?.putImageData(new ImageData(pixels, width, height), 0, 0);
  }, [images, place]);

  if (!images || !components || place >= components.first.length) return null;
  const name = images.classNames[images.labels[place]];
  return (
    <div className={isOnTheRight(components.first, place) ? 'hovered-image' : 'hovered-image right'}>
      <canvas
        ref={canvas}
        width={images.width}
        height={images.height}
        role="img"
        aria-label={`test image ${place + 1}, ${name}`}
      />
      <span>
        {name} <span className="quiet">no. {place + 1}</span>
      </span>
    </div>
  );
}

function isOnTheRight(first: Float64Array, place: number): boolean {
  const [low, high] = [first.reduce((a, b) => Math.min(a, b)), first.reduce((a, b) => Math.max(a, b))];
  return first[place] > (low + high) / 2;
}
