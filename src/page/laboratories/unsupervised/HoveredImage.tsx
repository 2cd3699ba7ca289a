/** A test image and its class, in the corner away from its latent. */
import { useEffect, useRef } from 'react';
import { useStore } from '../../store/store.ts';

export function HoveredImage({ place }: { place: number }) {
  const images = useStore((state) => state.unsupervised?.images);
  const components = useStore((state) => state.unsupervised?.look?.components);
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
