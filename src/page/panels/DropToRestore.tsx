/** An exported PNG dropped or pasted anywhere on the page, or a pasted link, brings its experiment back. */
import { useEffect, useState } from 'react';
import { useStore } from '../store/store.ts';

export function DropToRestore() {
  const [over, setOver] = useState(false);

  useEffect(() => {
    const hover = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setOver(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      event.preventDefault();
      void restoreFile(file);
    };
    addEventListener('dragover', hover);
    addEventListener('dragleave', leave);
    addEventListener('drop', drop);
    addEventListener('paste', paste);
    return () => {
      removeEventListener('dragover', hover);
      removeEventListener('dragleave', leave);
      removeEventListener('drop', drop);
      removeEventListener('paste', paste);
    };
  }, []);

  return over ? <div className="drop-target">Drop to restore</div> : null;
}

function paste(event: ClipboardEvent): void {
  const typing = event.target instanceof Element && event.target.closest('input, textarea') !== null;
  const file = event.clipboardData?.files[0];
  const link = queryOf(event.clipboardData?.getData('text/plain') ?? '');
  if (typing || (!file && !link)) return;
  event.preventDefault();
  if (file) void restoreFile(file);
  else if (link) useStore.getState().restore(link);
}

/** A link's query, or null where the text is no link or says nothing about the page's state. */
function queryOf(text: string): string | null {
  const link = URL.parse(text.trim());
  return link && /^https?:$/.test(link.protocol) && link.search.length > 1 ? link.search : null;
}

async function restoreFile(file: File): Promise<void> {
  const { restore, notify } = useStore.getState();
  try {
    const { readStateFromPng } = await import('../export/pngState.ts');
    restore(await readStateFromPng(file));
    notify('information', `Restored from ${file.name}.`);
  } catch (error) {
    notify('error', `${file.name} could not be restored: ${error instanceof Error ? error.message : error}`);
  }
}
