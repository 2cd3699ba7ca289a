/** The notices to a person, the newest eight a line each, until dismissed: screen readers say an error at once, any other notice at the next pause. */
import { useEffect } from 'react';
import type { Notice } from '../store/state/pageState.ts';
import { useStore } from '../store/store.ts';
import { CloseIcon } from './icons.tsx';

const informationStays = 5000; // ms; warnings and errors stay until dismissed

/** More would cover the page. */
const MOST_LINES = 8;

export function Notices() {
  const notices = useStore((state) => state.notices);
  const more = notices.length - MOST_LINES;
  return (
    <section className="notices" aria-label="Notices">
      {more > 0 && <MoreLine count={more} />}
      {notices.slice(-MOST_LINES).map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

/** How many earlier notices are not shown; they come up as the shown ones are dismissed. */
function MoreLine({ count }: { count: number }) {
  const { dismissAll } = useStore.getState();
  return (
    <div className="notice" role="status">
      <span>{count.toLocaleString('en')} more</span>
      <button type="button" className="button bare" onClick={dismissAll}>
        Dismiss all
      </button>
    </div>
  );
}

function NoticeLine({ notice: { id, kind, text } }: { notice: Notice }) {
  const { dismiss } = useStore.getState();

  useEffect(() => {
    if (kind !== 'information') return;
    const timer = setTimeout(() => dismiss(id), informationStays);
    return () => clearTimeout(timer);
  }, [id, kind, dismiss]);

  return (
    <div className={`notice ${kind}`} role={kind === 'error' ? 'alert' : 'status'}>
      <span>{text}</span>
      <button type="button" className="button bare icon" aria-label="Dismiss" onClick={() => dismiss(id)}>
        <CloseIcon />
      </button>
    </div>
  );
}
