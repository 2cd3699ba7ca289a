/** An exported picture or CSV dropped or pasted anywhere on the page, or a link to a state, brings its experiment back, a checkpoint its run; other files dropped are own data, other links are left alone. */
import { useEffect, useState } from 'react';
import { shortened } from '../../../model/computeError.ts';
import { loadedLater } from '../../loading/loadedLater.tsx';
import { useStore } from '../../store/store.ts';
import { queryOfLink } from '../../view/readQuery.ts';
import { LoadedDialog } from '../ErrorBoundary.tsx';

const OwnDataDialog = loadedLater(() => import('./OwnDataDialog.tsx'));

export function DropToRestore() {
  const [data, setData] = useState<File[] | null>(null);
  const [over, setOver] = useState(false);

  useEffect(() => {
    const hover = (event: DragEvent) => {
      const overFiles = event.dataTransfer?.types.includes('Files') ?? false;
      if (!overFiles && !bringsLink(event)) return;
      event.preventDefault();
      setOver(overFiles);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const drop = (event: DragEvent) => {
      setOver(false);
      const overFiles = event.dataTransfer?.types.includes('Files') ?? false;
      if (!overFiles && !bringsLink(event)) return;
      event.preventDefault(); // a browser leaves the page for a dropped link
      if (overFiles) dropFiles(event.dataTransfer!);
      else follow(event.dataTransfer?.getData('URL'));
    };
    const dropFiles = (dropped: DataTransfer) => {
      const folders = foldersIn(dropped);
      if (folders.length > 0) tellOfFolders(folders);
      const files = [...dropped.files].filter(({ name }) => !folders.includes(name));
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
        <LoadedDialog name="The dialog for own data" onClose={() => setData(null)}>
          <OwnDataDialog key={data.map(({ name }) => name).join()} files={data} onClose={() => setData(null)} />
        </LoadedDialog>
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
  const what =
    others.length > 0 ? `${shortened(first)} and ${others.length} more are folders` : `${shortened(first)} is a folder`;
  useStore.getState().notify('warning', `${what}: a folder is not read here. Open it, and drop the files that are in it.`);
}

/** Whether the pointer carries a link, and not to a place where text is typed. */
const bringsLink = (event: DragEvent): boolean =>
  !isTyped(event) && (event.dataTransfer?.types.includes('text/uri-list') ?? false);

const isTyped = ({ target }: Event): boolean => target instanceof Element && target.closest('input, textarea') !== null;

function paste(event: ClipboardEvent): void {
  if (isTyped(event)) return;
  const file = event.clipboardData?.files[0];
  if (file) void restorePasted(file);
  if (file || follow(event.clipboardData?.getData('text/plain'))) event.preventDefault();
}

/** Restores the state that a link leads to. Returns false, and leaves the page alone, where the text is no such link. */
function follow(text = ''): boolean {
  const query = queryOfLink(text, location);
  if (query !== null) useStore.getState().restore(query);
  return query !== null;
}

async function restorePasted(file: File): Promise<void> {
  if (await restored(file)) return;
  useStore
    .getState()
    .notify(
      'error',
      `${shortened(file.name)} could not be restored: it is no picture, CSV or checkpoint that Saddlescope exported`,
    );
}

/** Restores the file, and resolves to false where the page did not write it. The code that reads such files comes with the first file; a notice says where it does not. */
async function restored(file: File): Promise<boolean> {
  try {
    const { restoreFile } = await import('./restoreFile.ts');
    return await restoreFile(file);
  } catch (error) {
    useStore.getState().notify('error', `${shortened(file.name)} could not be opened: ${(error as Error).message}`);
    return true;
  }
}
