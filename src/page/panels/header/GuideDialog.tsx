/** The open laboratory's guide, over the page and in its address, and the button that opens it. */
import { Suspense } from 'react';
import { type Controls, controls as rows } from '../../../model/controls.ts';
import { useStore } from '../../store/store.ts';
import { Dialog } from '../Dialog.tsx';
import { ErrorBoundary } from '../ErrorBoundary.tsx';
import type { Laboratory } from '../laboratory.ts';

type Guided = Pick<Laboratory, 'Guide'> & { name: Controls['laboratory'] };

export function GuideDialog({ laboratory: { name, Guide } }: { laboratory: Guided }) {
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

export function GuideButton() {
  const { set } = useStore.getState();
  return (
    <button type="button" className="button" title={rows.guide.hint} onClick={() => set('guide', 'open')}>
      Guide
    </button>
  );
}
