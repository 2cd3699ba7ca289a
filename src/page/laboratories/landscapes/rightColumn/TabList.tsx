/** The tabs themselves, after the ARIA pattern: arrows, Home and End move the focus, Enter or Space opens, since opening may start a computation. */
import type { KeyboardEvent } from 'react';
import { controls as rows } from '../../../../model/controls.ts';
import { useStore } from '../../../store/store.ts';
import { type Tab, tabNames } from './tabs.ts';

export const panelId = 'right-column-panel';
export const tabId = (tab: Tab): string => `right-column-tab-${tab}`;

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
