/** Puts the address of a view on the clipboard, and says so. */
import type { PageActions } from '../store/state/pageState.ts';
import type { View } from '../view/view.ts';
import { writeQuery } from '../view/writeQuery.ts';

/** Whether the browser let it: where it did not, the notice holds the link. */
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
