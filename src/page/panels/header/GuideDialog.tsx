/** The open laboratory's guide, over the page and in its address, and the button that opens it. */
import { Suspense } from 'react';
import { controls as rows } from '../../../model/controls.ts';
import { useLaboratory } from '../../laboratories/laboratories.ts';
import { useStore } from '../../store/store.ts';
import { Dialog } from '../Dialog.tsx';
import { ErrorBoundary } from '../ErrorBoundary.tsx';

export function GuideDialog() {
  const { name, Guide } = useLaboratory();
  const isOpen = useStore((state) => state.controls.guide === 'open');
  const { set } = useStore.getState();
  if (!isOpen || !Guide) return null;
  return (
    <Dialog title={rows.laboratory.options[name]} onClose={() => set('guide', 'closed')}>
      <ErrorBoundary panel="The guide">
        <Suspense fallback={<p className="empty">Loading…</p>}>
          <div className="guide">
            <Guide />
          </div>
        </Suspense>
      </ErrorBoundary>
    </Dialog>
  );
}

/** Nothing where the laboratory has no guide. */
export function GuideButton() {
  const { Guide } = useLaboratory();
  const { set } = useStore.getState();
  if (!Guide) return null;
  return (
    <button type="button" className="button" title={rows.guide.hint} onClick={() => set('guide', 'open')}>
      Guide
    </button>
  );
}
