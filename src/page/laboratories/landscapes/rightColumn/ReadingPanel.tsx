/** The landscapes' right column: the inference time that everything is shown at, and one panel a tab. */
import { Suspense } from 'react';
import { controls as rows } from '../../../../model/controls.ts';
import type { ExportChoice } from '../../../export/dialog/exportChoice.ts';
import { ErrorBoundary } from '../../../panels/ErrorBoundary.tsx';
import { InferenceTime } from './InferenceTime.tsx';
import { panelId, TabList, tabId } from './TabList.tsx';
import { tabs, useShownTab } from './tabs.ts';

export function ReadingPanel({ onExport }: { onExport(choice: ExportChoice): void }) {
  const shown = useShownTab();
  const Panel = tabs[shown];
  const name = rows.panel.options[shown];
  return (
    <>
      <div className="reading-head">
        <InferenceTime />
        <TabList shown={shown} />
      </div>
      <div className="tabpanel" role="tabpanel" id={panelId} aria-labelledby={tabId(shown)}>
        <ErrorBoundary key={shown} panel={`The tab “${name}”`}>
          <Suspense fallback={<p className="empty">Loading…</p>}>
            <Panel onExport={onExport} />
          </Suspense>
        </ErrorBoundary>
      </div>
    </>
  );
}
