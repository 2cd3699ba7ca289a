/** Mounts the page and opens its door for scripts. */
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './page/App.tsx';
import { applyTheme } from './page/panels/theme.ts';
import { createDoor } from './page/scripting/door.ts';
import { useKeptRuns } from './page/store/runs/keptRuns.ts';
import { scripts, startPage, useStore } from './page/store/store.ts';

applyTheme();
startPage();
void useKeptRuns.getState().load();
window.saddlescope = createDoor(useStore, scripts);
createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
