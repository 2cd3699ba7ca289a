/** How the page adapts: the theme, the system's unless a person chose one; and media queries for layout and motion. */
import { useCallback, useSyncExternalStore } from 'react';
import type { Theme } from '../figures/figure.ts';

export type ThemeChoice = 'system' | Theme;

const storageKey = 'saddlescope-theme';
const systemIsDark = matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

let choice = remembered();

function remembered(): ThemeChoice {
  const stored = readStorage();
  return stored === 'light' || stored === 'dark' ? stored : 'system';
}

/** A page without storage (a sandboxed frame) still has a theme. */
function readStorage(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function writeStorage(value: ThemeChoice): void {
  try {
    localStorage.setItem(storageKey, value);
  } catch {
    // Nothing to remember it in: the choice holds until the page closes.
  }
}

function shown(): Theme {
  if (choice !== 'system') return choice;
  return systemIsDark.matches ? 'dark' : 'light';
}

/** Writes the theme on the root element; called once before the first paint and at every change. */
export function applyTheme(): void {
  document.documentElement.dataset.theme = shown();
  for (const listener of listeners) listener();
}

systemIsDark.addEventListener('change', applyTheme);

export function chooseTheme(next: ThemeChoice): void {
  choice = next;
  writeStorage(next);
  applyTheme();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The appearance that figures draw in. */
export const useTheme = (): Theme => useSyncExternalStore(subscribe, shown);

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice);

/** Whether a media query holds now, as a hook: layout and motion that CSS alone cannot decide. */
export const reducedMotion = '(prefers-reduced-motion: reduce)';
/** Screens on which the panels stack and the controls are a drawer; layout.css has the same width. */
export const stacked = '(max-width: 1079px)';

export function useMediaQuery(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const list = matchMedia(query);
      list.addEventListener('change', listener);
      return () => list.removeEventListener('change', listener);
    },
    [query],
  );
  return useSyncExternalStore(subscribe, () => matchMedia(query).matches);
}
