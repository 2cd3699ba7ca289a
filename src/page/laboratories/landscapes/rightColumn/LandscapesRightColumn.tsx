/** The landscapes' right column: the inference time that everything is shown at, the list of tabs, and the panel of the open tab. */
import './rightColumn.css';
import { type KeyboardEvent, Suspense } from 'react';
import { controls as rows } from '../../../../model/controls.ts';
import { InferenceTime } from '../../../panels/controls/InferenceTime.tsx';
import { ErrorBoundary } from '../../../panels/ErrorBoundary.tsx';
import type { PanelProps } from '../../../panels/laboratory.ts';
import { useStore } from '../../../store/store.ts';
import { type Tab, tabNames, tabs } from './tabs.ts';

/** The landscapes' right column: the inference time that everything is shown at, and one panel a tab. */
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

export const panelId = 'right-column-panel';
export const tabId = (tab: Tab): string => `right-column-tab-${tab}`;

/** The tabs themselves, after the ARIA pattern: arrows, Home and End move the focus, Enter or Space opens, since opening may start a computation. */
export function TabList({ shown }: { shown: Tab }) {
  const { set } = useStore.getState();
  return (
    <div className="tabs" role="tablist" aria-label={rows.panel.label}>
      {tabNames.map((tab) => (
        <button
          key={tab}
          type="button"
          role="tab"
          id={tabId(tab)}
          aria-selected={tab === shown}
          aria-controls={tab === shown ? panelId : undefined}
          tabIndex={tab === shown ? 0 : -1}
          onClick={() => set('panel', tab)}
          onKeyDown={moveFocus}
        >
          {rows.panel.options[tab]}
        </button>
      ))}
    </div>
  );
}

/** Where each key goes, from tab `at` of `count`. */
const destinations: Record<string, (at: number, count: number) => number> = {
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowRight: (at, count) => (at + 1) % count,
  Home: () => 0,
  End: (_, count) => count - 1,
};

function moveFocus(event: KeyboardEvent<HTMLElement>): void {
  const destination = destinations[event.key];
  if (!destination) return;
  event.preventDefault();
  const all = [...event.currentTarget.parentElement!.children] as HTMLElement[];
  all[destination(all.indexOf(event.currentTarget), all.length)].focus();
}
