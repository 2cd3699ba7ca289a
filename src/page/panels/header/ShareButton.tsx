/** The button that copies the page's address, which holds everything on screen, to the clipboard. */
import { useEffect, useState } from 'react';
import type { PageActions } from '../../store/state/pageState.ts';
import { useStore } from '../../store/store.ts';
import type { View } from '../../view/view.ts';
import { writeQuery } from '../../view/writeQuery.ts';

const confirmationTime = 1800; // ms

/** Copies the page's address, which holds everything that is on screen, and says so. */
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

/** Copies the link of a view, and says so in a notice. Resolves to whether the browser allowed copying: if not, the notice holds the link. */
export async function copyLink(view: View, notify: PageActions['notify']): Promise<boolean> {
  const link = `${location.origin}${location.pathname}?${writeQuery(view)}`; // the address bar may lag behind
  try {
    await navigator.clipboard.writeText(link);
    notify('information', 'Link copied: it holds everything that is on screen, the seed included.');
    return true;
  } catch {
    notify('warning', `The browser did not allow copying; the link is the page’s address: ${link}`);
    return false;
  }
}
