import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createPageStore } from '../../../src/page/store/createPageStore.ts';
import { keepAddress } from '../../../src/page/url/addressBar.ts';
import { scriptedWorker } from '../store/scriptedWorker.ts';

/** A browser's history, without the browser. */
function tab() {
  const entries = [''];
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
      pushState: (_data: unknown, _title: string, url: string) => entries.splice(++at, Infinity, url),
      replaceState: (_data: unknown, _title: string, url: string) => entries.splice(at, 1, url),
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

const { hidden, domain } = { hidden: () => page.getState().parameters.hidden, domain: () => page.getState().parameters.domain };

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
  it('keeps camera and playhead without a step of history', () => {
    page.getState().setCamera({ x: 1, y: 2, z: 3 });
    page.getState().scrub(7);
    vi.advanceTimersByTime(600);
    expect(browser.entries).toHaveLength(1);
    expect(browser.entries[0]).toMatch(/camera=1,2,3&at=7$/);
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
  it('makes one step of choosing an experiment', () => {
    page.getState().set('experiment', 'figure-2-right');
    vi.advanceTimersByTime(600);
    expect(browser.entries).toHaveLength(2);
    page.getState().undo();
    expect(page.getState().parameters).toMatchObject({ experiment: 'figure-2-left', width: 1 });
  });
});
