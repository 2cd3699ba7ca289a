/** The pictures that the network draws: ten test digits as inference proceeds, samples from random latents, or the way between two digits. */

import { controls as rows } from '../../../model/controls.ts';
import { Select } from '../../panels/controls/Choices.tsx';
import { BareSegments } from '../../panels/controls/FieldControls.tsx';
import { InferenceTime } from '../../panels/controls/InferenceTime.tsx';
import { FigureCard, LiveFigure } from '../../panels/FigureCard.tsx';
import type { PanelProps } from '../../panels/laboratory.ts';
import { useStore } from '../../store/store.ts';
import { picturesRow } from './unsupervisedRows.ts';

const captions = {
  reconstructions:
    'Test digits, and under each what the network predicts of it at this step of inference, which begins at a latent of zero.',
  samples: 'Decoded from latents drawn with the mean and standard deviation that each unit has over the test images.',
  interpolation: 'One test digit, what is decoded on the straight way from its latent to another’s, and the other test digit.',
} as const;

export function PicturesCard({ onExport }: PanelProps) {
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
      onDownload={() => onExport(picturesRow)}
    >
      <LiveFigure
        row={picturesRow}
        before={<p className="empty">What the network makes of ten test digits appears here after its first weight step.</p>}
      />
    </FigureCard>
  );
}

/** The two test digits between whose latents the network draws. */
function DigitPair() {
  return (
    <div className="row">
      <span className="label">From one digit to another</span>
      <span className="pair">
        <Digit field="digitFrom" other="digitTo" />
        <span className="quiet">to</span>
        <Digit field="digitTo" other="digitFrom" />
      </span>
    </div>
  );
}

/** By its class where that is known. */
function Digit({ field, other }: { field: 'digitFrom' | 'digitTo'; other: 'digitFrom' | 'digitTo' }) {
  const images = useStore((state) => state.unsupervised?.images);
  const value = useStore((state) => state.controls[field]);
  const taken = useStore((state) => state.controls[other]);
  const { set } = useStore.getState();
  const names = images
    ? Array.from(images.digits, (i) => images.classNames[images.labels[i]])
    : Array.from({ length: rows[field].max + 1 }, (_, place) => String(place));
  return (
    <Select
      name={rows[field].label}
      title={rows[field].hint}
      value={String(value)}
      options={Object.fromEntries(names.map((name, place) => [place, name]))}
      disabled={[String(taken)]}
      onChange={(place) => set(field, Number(place))}
    />
  );
}
