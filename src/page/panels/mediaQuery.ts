/** Whether a media query holds now, as a hook: layout and motion that CSS alone cannot decide. */
import { useCallback, useSyncExternalStore } from 'react';

export const reducedMotion = '(prefers-reduced-motion: reduce)';
/** Below this the panels stack and the controls are a drawer; the same width as in layout.css. */
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
