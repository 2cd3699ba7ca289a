/** What the network draws: ten test digits as inference proceeds, samples from random latents, or the way between two digits. */

import type { ExportChoice } from '../../export/dialog/exportChoice.ts';
import { BareSegments } from '../../panels/controls/ParameterControls.tsx';
import { FigureCard } from '../../panels/FigureCard.tsx';
import { LiveFigure } from '../../panels/LiveFigure.tsx';
import { useStore } from '../../store/store.ts';
import { InferenceTime } from '../landscapes/rightColumn/InferenceTime.tsx';
import { DigitPair } from './DigitPair.tsx';
import { usePicturesFigure } from './unsupervisedFigures.ts';

const captions = {
  reconstructions:
    'Test digits, and under each what the network predicts of it at this step of inference, which begins at a latent of zero.',
  samples: 'Decoded from latents drawn with the mean and standard deviation that each unit has over the test images.',
  interpolation: 'One test digit, what is decoded on the straight way from its latent to another’s, and the other test digit.',
} as const;

export function PicturesCard({ onExport }: { onExport(choice: ExportChoice): void }) {
  const figure = usePicturesFigure();
  const pictures = useStore((state) => state.controls.pictures);
  return (
    <FigureCard
      title="Pictures"
      className="landscape"
      tools={<BareSegments field="pictures" />}
      above={
        <div className="picture-choice">
          {pictures === 'reconstructions' && <InferenceTime hasEquilibrium={false} />}
          {pictures === 'interpolation' && <DigitPair />}
        </div>
      }
      caption={captions[pictures]}
      onDownload={() => onExport('pictures')}
    >
      <LiveFigure
        label="Pictures"
        figure={figure}
        before={<p className="empty">What the network makes of ten test digits appears here after its first weight step.</p>}
      />
    </FigureCard>
  );
}
