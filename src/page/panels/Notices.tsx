/** The notices to a person, one line each, until dismissed: screen readers say an error at once, any other notice at the next pause. */
import { useEffect } from 'react';
import type { Notice } from '../store/state/pageState.ts';
import { useStore } from '../store/store.ts';
import { CloseIcon } from './icons.tsx';

const informationStays = 5000; // ms; warnings and errors stay until dismissed

export function Notices() {
  const notices = useStore((state) => state.notices);
  return (
    <section className="notices" aria-label="Notices">
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </section>
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
