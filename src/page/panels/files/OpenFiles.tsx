/** The button that asks for a person's own files; dropping them anywhere on the page does the same. */
import { lazy, Suspense, useRef, useState } from 'react';

const OwnDataDialog = lazy(() => import('./OwnDataDialog.tsx'));

export function OpenFiles() {
  const chooser = useRef<HTMLInputElement>(null);
  const [files, setFiles] = useState<File[] | null>(null);
  return (
    <>
      <button
        type="button"
        className="button"
        title="CSV, NPY, NPZ, IDX or CIFAR-10 batches"
        onClick={() => chooser.current?.click()}
      >
        Open own data…
      </button>
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        aria-label="Own data"
        accept=".csv,.tsv,.txt,.npy,.npz,.gz,.idx,.bin,*"
        onChange={(event) => {
          const chosen = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = ''; // the same file may be chosen again
          if (chosen.length > 0) setFiles(chosen);
        }}
      />
      {files && (
        <Suspense>
          <OwnDataDialog files={files} onClose={() => setFiles(null)} />
        </Suspense>
      )}
    </>
  );
}
