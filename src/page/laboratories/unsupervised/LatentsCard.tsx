/** Where inference puts the latents of test images, and the image of the one under the pointer. */
import { useCallback, useState } from 'react';
import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import { useStore } from '../../store/store.ts';
import { HoveredImage } from './HoveredImage.tsx';
import { useLatentFigure } from './unsupervisedFigures.ts';

export function LatentsCard({ onExport }: { onExport(choice: ExportChoice): void }) {
  const figure = useLatentFigure();
  const images = useStore((state) => state.unsupervised?.look?.images ?? 0);
  const [hovered, setHovered] = useState<number | null>(null);
  const hover = useCallback((place: unknown) => setHovered(typeof place === 'number' ? place : null), []);
  return (
    <FigureCard
      title="Latents"
      subtitle={images > 0 ? `of ${images.toLocaleString('en')} test images` : undefined}
      className="landscape"
      caption="The two directions along which the latents vary most; a colour and a shape a digit. Point at one to see its image."
      onDownload={() => onExport('latents')}
    >
      <LiveFigure
        label="Latents"
        figure={figure}
        onHover={hover}
        before={<p className="empty">The latents of test images appear here with the first look.</p>}
      />
      {hovered !== null && <HoveredImage place={hovered} />}
    </FigureCard>
  );
}
