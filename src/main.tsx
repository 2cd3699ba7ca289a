/** Mounts the page and offers `window.saddlescope` to scripts. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './page/App.tsx';
import { applyTheme } from './page/panels/appearance.ts';
import { ErrorBoundary } from './page/panels/ErrorBoundary.tsx';
import { createScriptingInterface } from './page/scripting/scriptingInterface.ts';
import { useKeptRuns } from './page/store/runs/keptRuns.ts';
import { scripts, startPage, useStore } from './page/store/store.ts';

applyTheme();
startPage();
void useKeptRuns.getState().load();
window.saddlescope = createScriptingInterface(useStore, scripts);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ErrorBoundary panel="The page">
      <App />
    </ErrorBoundary>
  </StrictMode>,
);
