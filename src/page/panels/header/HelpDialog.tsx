/** The help dialog: the page in two paragraphs, and the page's keys. */
import { Dialog } from '../Dialog.tsx';
import { shortcuts } from '../shortcuts.ts';

export default function HelpDialog({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Saddlescope" onClose={onClose}>
      <p>
        Backpropagation (<span className="dot bp" />
        BP) descends the loss; predictive coding (<span className="dot pc" />
        PC) first lets its activities settle, and so descends the energy that inference leaves behind. At the origin the loss of a
        deep network has no curvature, the equilibrated energy has: that is why PC leaves sooner.
      </p>
      <p>
        Click or drag on a landscape to place the start of both learners. Slide “Inference time” to watch the loss turn into the
        equilibrated energy. With the keyboard on a landscape in 3D, arrows turn, + and − zoom, Shift and an arrow move a cursor,
        and Enter places the start there. Drop an exported PNG or CSV, or paste a link, to bring its experiment back.
      </p>
      <h3>Keys</h3>
      <dl className="keys">
        {shortcuts.map(({ keys, what }) => (
          <div key={what} style={{ display: 'contents' }}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
