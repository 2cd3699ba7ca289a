import { beforeEach, describe, expect, it, vi } from 'vitest';
import { keepAddress } from '../../../src/page/store/addressBar.ts';
import { createPageStore } from '../../../src/page/store/createPageStore.ts';
import { scriptedWorker } from './scriptedWorker.ts';

/** A browser's history, without the browser. */
function tab() {
  const entries = [''];
  const states: unknown[] = [null];
  let at = 0;
  let popped = () => {};
  return {
    entries,
    location: {
      get search() {
        return entries[at];
      },
    },
    history: {
      get state() {
        return states[at];
      },
      pushState(data: unknown, _title: string, url: string) {
        entries.splice(++at, Infinity, url);
        states.splice(at, Infinity, data);
      },
      replaceState(data: unknown, _title: string, url: string) {
        entries.splice(at, 1, url);
        states.splice(at, 1, data);
      },
    },
    addEventListener: (_type: 'popstate', listener: () => void) => {
      popped = listener;
    },
    go(steps: number) {
      at += steps;
      popped();
    },
  };
}

let page: ReturnType<typeof createPageStore>;
let browser: ReturnType<typeof tab>;
let address: ReturnType<typeof keepAddress>;

beforeEach(() => {
  vi.useFakeTimers();
  browser = tab();
  page = createPageStore(scriptedWorker(), {
    reducedMotion: () => true,
    back: () => browser.go(-1),
    forward: () => browser.go(1),
  });
  address = keepAddress(page, browser as unknown as Window);
  return () => vi.useRealTimers();
});

const { hidden, domain } = { hidden: () => page.getState().controls.hidden, domain: () => page.getState().controls.domain };

describe('the address bar', () => {
  it('holds the full state from the beginning, the seed included', () => {
    expect(browser.entries).toHaveLength(1);
    expect(browser.entries[0]).toMatch(/^\?experiment=figure-2-left&.*&seed=0&.*&at=0$/);
  });
  it('takes a change when it has rested, as one step of history', () => {
    page.getState().set('hidden', 2);
    vi.advanceTimersByTime(400);
    page.getState().set('hidden', 3);
    vi.advanceTimersByTime(400);
    expect(browser.entries).toHaveLength(1);
    vi.advanceTimersByTime(200);
    expect(browser.entries).toHaveLength(2);
    expect(browser.entries[1]).toContain('hidden=3');
  });
  it('waits for a held slider to be let go', () => {
    page.getState().setDragging(true);
    page.getState().set('hidden', 2);
    vi.advanceTimersByTime(5000);
    expect(browser.entries).toHaveLength(1);
    page.getState().setDragging(false);
    vi.advanceTimersByTime(600);
    expect(browser.entries).toHaveLength(2);
  });
  it('takes a held change as a step of history, though the playhead came to rest meanwhile', () => {
    page.getState().scrub(3);
    vi.advanceTimersByTime(400);
    page.getState().setDragging(true);
    page.getState().set('hidden', 2);
    vi.advanceTimersByTime(200);
    page.getState().setDragging(false);
    vi.advanceTimersByTime(600);
    expect(browser.entries).toHaveLength(2);
    expect(page.getState().canUndo).toBe(true);
  });
  it('keeps camera and playhead without a step of history', () => {
    page.getState().setCamera({ x: 1, y: 2, z: 3 });
    page.getState().scrub(7);
    vi.advanceTimersByTime(600);
    expect(browser.entries).toHaveLength(1);
    expect(browser.entries[0]).toMatch(/camera=1,2,3&at=7$/);
  });
  it('takes a camera that turns while a run plays, and the playhead once it rests', () => {
    page.setState({ playing: true });
    vi.advanceTimersByTime(600);
    page.getState().setCamera({ x: 1, y: 2, z: 3 });
    for (let picture = 1; picture <= 60; picture++) {
      page.setState({ playhead: picture });
      vi.advanceTimersByTime(16);
    }
    expect(browser.entries).toHaveLength(1);
    expect(browser.entries[0]).toMatch(/camera=1,2,3&at=0$/);
    page.setState({ playing: false });
    vi.advanceTimersByTime(600);
    expect(browser.entries[0]).toMatch(/camera=1,2,3&at=60$/);
  });
  it('undoes and redoes by going back and forward', () => {
    page.getState().set('hidden', 2);
    vi.advanceTimersByTime(600);
    page.getState().set('domain', 3);
    vi.advanceTimersByTime(600);
    page.getState().undo();
    expect([hidden(), domain()]).toEqual([2, 1.3]);
    page.getState().undo();
    expect([hidden(), domain()]).toEqual([1, 1.3]);
    page.getState().redo();
    page.getState().redo();
    expect([hidden(), domain()]).toEqual([2, 3]);
    vi.advanceTimersByTime(600);
    expect(browser.entries).toHaveLength(3);
  });
  it('writes a change that has not rested when asked to settle', () => {
    page.getState().set('hidden', 2);
    address.settle();
    page.getState().undo();
    expect(hidden()).toBe(1);
    page.getState().redo();
    expect(hidden()).toBe(2);
  });
  it('knows whether there is anything to undo or to redo', () => {
    const possible = () => [page.getState().canUndo, page.getState().canRedo];
    expect(possible()).toEqual([false, false]);
    page.getState().set('hidden', 2);
    expect(possible()).toEqual([true, false]); // before it has rested, too
    vi.advanceTimersByTime(600);
    page.getState().set('domain', 3);
    vi.advanceTimersByTime(600);
    browser.go(-1);
    expect(possible()).toEqual([true, true]);
    browser.go(-1);
    expect(possible()).toEqual([false, true]);
    page.getState().set('hidden', 5);
    expect(possible()).toEqual([true, false]);
  });
  it('still knows after a reload, from the entry itself', () => {
    for (const hidden of [2, 3]) {
      page.getState().set('hidden', hidden);
      vi.advanceTimersByTime(600);
    }
    browser.go(-1);
    const reloaded = createPageStore(scriptedWorker(), { reducedMotion: () => true, back: () => {}, forward: () => {} });
    reloaded.getState().restore(browser.location.search);
    keepAddress(reloaded, browser as unknown as Window);
    expect([reloaded.getState().canUndo, reloaded.getState().canRedo]).toEqual([true, true]);
  });
  it('does not leave the page by undoing more than was done', () => {
    page.getState().undo();
    expect(hidden()).toBe(1);
  });
  it('makes one step of choosing an experiment', () => {
    page.getState().set('experiment', 'figure-2-right');
    vi.advanceTimersByTime(600);
    expect(browser.entries).toHaveLength(2);
    page.getState().undo();
    expect(page.getState().controls).toMatchObject({ experiment: 'figure-2-left', width: 1 });
  });
});
