/** The landscapes' right column: the inference time that everything is shown at, and one panel a tab. */
import './rightColumn.css';

import { Suspense } from 'react';
import { controls as rows } from '../../../../model/controls.ts';
import { InferenceTime } from '../../../panels/controls/InferenceTime.tsx';
import { ErrorBoundary } from '../../../panels/ErrorBoundary.tsx';
import type { PanelProps } from '../../../panels/laboratory.ts';
import { useStore } from '../../../store/store.ts';
import { panelId, TabList, tabId } from './TabList.tsx';
import { tabs } from './tabs.ts';

export function LandscapesRightColumn({ onExport }: PanelProps) {
  const shown = useStore((state) => state.controls.panel);
  const { Panel } = tabs[shown];
  const name = rows.panel.options[shown];
  return (
    <>
      <div className="right-column-head">
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
