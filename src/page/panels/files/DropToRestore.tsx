/** An exported picture or CSV dropped anywhere on the page, or a picture or a link pasted, brings its experiment back, a checkpoint its run; other files dropped are own data. */
import { lazy, Suspense, useEffect, useState } from 'react';
import { useStore } from '../../store/store.ts';
import { parsedAddress } from '../../view/readQuery.ts';

const OwnDataDialog = lazy(() => import('./OwnDataDialog.tsx'));

export function DropToRestore() {
  const [data, setData] = useState<File[] | null>(null);
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
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      const folders = foldersIn(event.dataTransfer);
      if (folders.length > 0) tellOfFolders(folders);
      const files = [...event.dataTransfer.files].filter(({ name }) => !folders.includes(name));
      if (files.length > 0) void take(files);
    };
    const take = async (files: File[]) => {
      if (!(await restored(files[0]))) setData(files);
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

  return (
    <>
      {over && <div className="drop-target">Drop a picture or a checkpoint to restore it, or data to learn</div>}
      {data && (
        <Suspense>
          <OwnDataDialog key={data.map(({ name }) => name).join()} files={data} onClose={() => setData(null)} />
        </Suspense>
      )}
    </>
  );
}

/** Names of the folders among the things dropped. */
function foldersIn({ items }: DataTransfer): string[] {
  const entries = [...items].map((item) => (item.kind === 'file' ? item.webkitGetAsEntry() : null));
  return entries.flatMap((entry) => (entry?.isDirectory ? [entry.name] : []));
}

function tellOfFolders([first, ...others]: string[]): void {
  const what = others.length > 0 ? `${first} and ${others.length} more are folders` : `${first} is a folder`;
  useStore.getState().notify('warning', `${what}: a folder is not read here. Open it, and drop the files that are in it.`);
}

function paste(event: ClipboardEvent): void {
  const typing = event.target instanceof Element && event.target.closest('input, textarea') !== null;
  const file = event.clipboardData?.files[0];
  const link = queryOf(event.clipboardData?.getData('text/plain') ?? '');
  if (typing || (!file && !link)) return;
  event.preventDefault();
  if (file) void restorePasted(file);
  else if (link) useStore.getState().restore(link);
}

/** A link's query, or null where the text is no link or says nothing about the page's state. */
function queryOf(text: string): string | null {
  const link = parsedAddress(text.trim());
  return link && /^https?:$/.test(link.protocol) && link.search.length > 1 ? link.search : null;
}

async function restorePasted(file: File): Promise<void> {
  if (await restored(file)) return;
  useStore
    .getState()
    .notify('error', `${file.name} could not be restored: it is no picture, CSV or checkpoint that Saddlescope exported`);
}

/** Restores the file, and resolves to whether the page wrote it. The code that reads such files comes with the first file. */
async function restored(file: File): Promise<boolean> {
  const { restoreFile } = await import('./restoreFile.ts');
  return restoreFile(file);
}
