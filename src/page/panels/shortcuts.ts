/** The page's keys: one table that both the listener and the help dialog read. */
import { useEffect } from 'react';
import { useStore } from '../store/store.ts';

interface Shortcut {
  keys: string;
  what: string;
  matches(event: KeyboardEvent): boolean;
  act(): void;
}

const command = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey;
const unmodified = (key: string) => (event: KeyboardEvent) => event.key.toLowerCase() === key && !command(event) && !event.altKey;

export const shortcuts: readonly Shortcut[] = [
  { keys: 'Space', what: 'run or pause', matches: unmodified(' '), act: () => toggleRun() },
  { keys: '.', what: 'one weight step', matches: unmodified('.'), act: () => useStore.getState().step() },
  { keys: 'R', what: 'back to the start', matches: unmodified('r'), act: () => useStore.getState().reset() },
  {
    keys: 'Ctrl Z',
    what: 'undo',
    matches: (event) => command(event) && !event.shiftKey && event.key.toLowerCase() === 'z',
    act: () => useStore.getState().undo(),
  },
  {
    keys: 'Ctrl Shift Z',
    what: 'redo',
    matches: (event) => command(event) && event.shiftKey && event.key.toLowerCase() === 'z',
    act: () => useStore.getState().redo(),
  },
];

function toggleRun(): void {
  const { playing, run, pause } = useStore.getState();
  if (playing) pause();
  else run();
}

/** Selectors of the controls that use undo, letters or the space bar themselves. */
const typing = 'input[type="text"], textarea, dialog';
const choosing = `${typing}, select`;
const pressing = `${choosing}, input, button, summary, a`;

/** Whether the key is meant for the control that has focus, and not for the page. */
function belongsToControl(event: KeyboardEvent): boolean {
  const controls = command(event) ? typing : event.key === ' ' ? pressing : choosing;
  return event.target instanceof Element && event.target.closest(controls) !== null;
}

export function useShortcuts(): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || belongsToControl(event)) return;
      const shortcut = shortcuts.find(({ matches }) => matches(event));
      if (!shortcut) return;
      event.preventDefault();
      shortcut.act();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
