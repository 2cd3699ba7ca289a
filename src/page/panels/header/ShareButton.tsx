/** Copies the page's address, which holds everything that is on screen, and says so. */
import { useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { writeQuery } from '../../url/writeQuery.ts';

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
    const link = `${location.origin}${location.pathname}?${writeQuery(useStore.getState())}`; // the address bar may lag behind
    try {
      await navigator.clipboard.writeText(link);
      setCopied(true);
      notify('information', 'Link copied: it holds everything that is on screen, the seed included.');
    } catch {
      notify('warning', `The browser did not allow copying; the link is the page’s address: ${link}`);
    }
  };

  return (
    <button type="button" className="button share" aria-label="Share" onClick={share}>
      {copied ? 'Copied' : 'Share'}
    </button>
  );
}
