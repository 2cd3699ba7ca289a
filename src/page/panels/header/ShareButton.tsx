/** Copies the page's address, which holds everything that is on screen, and says so. */
import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { copyLink } from '../copyLink.ts';

const confirmationTime = 1800; // ms

export function ShareButton() {
  const [copied, setCopied] = useState(false);
  const { notify } = useStore.getState();

  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), confirmationTime);
    return () => clearTimeout(timer);
  }, [copied]);

  const share = async () => {
    if (await copyLink(useStore.getState(), notify)) setCopied(true);
  };

  return (
    <button type="button" className="button share" aria-label="Share" onClick={share}>
      {copied ? 'Copied' : 'Share'}
    </button>
  );
}
