/** What a person does on the page and sees there, by the names that a screen reader says; every step waits until the page is ready for it. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { ComputeStatus } from '../../src/model/service.ts';
import { drawingIn } from '../drawingIn.ts';
import type { Key, Place, Tab } from './tab.ts';

/** For the slowest of the three browsers on a busy machine. */
export const patience = { timeout: 90_000, interval: 100 };

/** Opens the address, and resolves when the worker has said what the machine offers. */
export async function open(tab: Tab, address: string): Promise<Pick<ComputeStatus, 'backend' | 'adapter'>> {
  await tab.open(address);
  return ready(tab);
}

export const ready = (tab: Tab): Promise<Pick<ComputeStatus, 'backend' | 'adapter'>> =>
  tab.ask(async () => {
    while (!('saddlescope' in window)) await new Promise((resolve) => setTimeout(resolve, 20));
    return window.saddlescope.ready;
  });

/** A plotted trace as plain JSON. */
export interface Trace {
  name?: string;
  type?: string;
  x: number[];
  y: number[];
  z: number[] | number[][];
}

/** The traces of the figure of this name; none before it is drawn. */
export async function traces(tab: Tab, figure: string): Promise<Trace[]> {
  const text = await tab.ask(
    (drawing) =>
      JSON.stringify(document.querySelector<HTMLElement & { data: unknown }>(drawing)?.data ?? [], (_, value) =>
        ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
      ),
    drawingIn(figure),
  );
  return JSON.parse(text) as Trace[];
}

export const trace = async (tab: Tab, figure: string, name: string): Promise<Trace | undefined> =>
  (await traces(tab, figure)).find((each) => each.name === name);

/** Resolves when these figures are drawn, the run is over and nothing is being computed. */
export async function atRest(tab: Tab, figures = ['Loss landscape', 'Energy landscape', 'Training', 'Inference']): Promise<void> {
  const isAtRest = () =>
    tab.ask((drawings) => {
      const playhead = document.querySelector<HTMLInputElement>('input[aria-label="Iteration"]');
      const isDrawn = (drawing: string) => document.querySelector(drawing) !== null;
      const isBusy = document.querySelector('.progress.busy, .before') !== null;
      return drawings.every(isDrawn) && playhead !== null && playhead.value === playhead.max && !isBusy;
    }, figures.map(drawingIn));
  await expect.poll(isAtRest, patience).toBe(true);
}

/** Text of all notices, alerts and dialogs, or of the element that the selector finds. */
export const text = (tab: Tab, selector = 'body'): Promise<string> =>
  tab.ask(
    (selector) => [...document.querySelectorAll<HTMLElement>(selector)].map((each) => each.textContent).join('\n'),
    selector,
  );

export const says = (tab: Tab, words: RegExp, selector?: string): Promise<void> =>
  expect.poll(() => text(tab, selector), patience).toMatch(words);

/** Clicks the middle of the button, the tab or the choice of this name, once it is there and can be pressed. */
export async function click(tab: Tab, name: string): Promise<void> {
  let place: Place | null = null;
  await expect.poll(async () => (place = await tab.ask(placeOfButton, name)), patience).not.toBeNull();
  await tab.drag(place!);
}

/** In the page: the middle of the topmost element of this name that can be pressed, scrolled into view; null where there is none. */
function placeOfButton(name: string): Place | null {
  const dialogs = document.querySelectorAll('dialog[open]');
  const within = dialogs[dialogs.length - 1] ?? document;
  const found = [...within.querySelectorAll<HTMLButtonElement>('button, [role="tab"], label')].find(
    (each) => (each.getAttribute('aria-label') ?? each.textContent) === name && !each.disabled && each.offsetParent !== null,
  );
  if (!found) return null;
  found.scrollIntoView({ block: 'nearest' });
  const { left, top, width, height } = found.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
}

/** Chooses an option of a native select, as its own list does. */
export async function choose(tab: Tab, name: string, value: string): Promise<void> {
  const isChosen = (name: string, value: string) => {
    const dialogs = document.querySelectorAll('dialog[open]');
    const within = dialogs[dialogs.length - 1] ?? document;
    const select = within.querySelector<HTMLSelectElement>(`select[aria-label="${name}"]`);
    if (![...(select?.options ?? [])].some((option) => option.value === value && !option.disabled)) return false;
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, 'value')!.set!.call(select, value);
    select!.dispatchEvent(new Event('change', { bubbles: true }));
    return true;
  };
  await expect.poll(() => tab.ask(isChosen, name, value), patience).toBe(true);
}

export interface Slider {
  value: number;
  max: number;
  /** Its box on the page. */
  left: number;
  width: number;
  middle: number;
}

export async function slider(tab: Tab, name: string): Promise<Slider> {
  return tab.ask((name) => {
    const input = document.querySelector<HTMLInputElement>(`input[type="range"][aria-label="${name}"]`)!;
    const { left, top, width, height } = input.getBoundingClientRect();
    return { value: input.valueAsNumber, max: Number(input.max), left, width, middle: top + height / 2 };
  }, name);
}

/** Presses a key on the slider of this name. */
export async function pressOn(tab: Tab, name: string, key: Key): Promise<void> {
  await tab.ask((name) => document.querySelector<HTMLElement>(`input[type="range"][aria-label="${name}"]`)!.focus(), name);
  await tab.press(key);
}

export const addressField = (tab: Tab, field: string): Promise<string | null> =>
  tab.ask((field) => new URL(location.href).searchParams.get(field), field);

/** Where the middle of the figure of this name is. */
export const middleOf = (tab: Tab, figure: string): Promise<Place> =>
  tab.ask((figure) => {
    const { left, top, width, height } = document.querySelector(`figure[aria-label="${figure}"]`)!.getBoundingClientRect();
    return { x: left + width / 2, y: top + height / 2 };
  }, figure);

/** Drops a file on the page. */
export const drop = (tab: Tab, name: string, type: string, file: Buffer): Promise<void> =>
  tab.ask(
    async (name, type, base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], name, { type }));
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    name,
    type,
    file.toString('base64'),
  );

export interface Download {
  name: string;
  path: string;
  file: Buffer;
}

/** The file with this ending that the browser puts into its downloads after `act`, once it is whole. */
export async function downloaded({ downloads }: Tab, ending: string, act: () => Promise<void>): Promise<Download> {
  const before = new Set(readdirSync(downloads));
  await act();
  let name: string | undefined;
  const isWhole = () => {
    const fresh = readdirSync(downloads).filter((each) => !before.has(each));
    name = fresh.find((each) => each.endsWith(ending));
    const isOnItsWay = fresh.some((each) => /\.(part|wkdownload|crdownload)$/.test(each));
    return name !== undefined && !isOnItsWay && readFileSync(join(downloads, name)).length > 0;
  };
  await expect.poll(isWhole, patience).toBe(true);
  const path = join(downloads, name!);
  return { name: name!, path, file: readFileSync(path) };
}

/** How many pixels of the figure of this name, as on screen, are coloured: a surface is, its axes are not. */
export async function colouredPixels(tab: Tab, figure: string): Promise<number> {
  const picture = (await tab.screenshot()).toString('base64');
  return tab.ask(
    async (picture, figure) => {
      const { left, top, width, height } = document.querySelector(`figure[aria-label="${figure}"]`)!.getBoundingClientRect();
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width, height });
      const context = canvas.getContext('2d')!;
      context.drawImage(image, -left, -top);
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let coloured = 0;
      for (let at = 0; at < data.length; at += 4) {
        const [least, most] = [Math.min(...data.slice(at, at + 3)), Math.max(...data.slice(at, at + 3))];
        if (most - least > 40) coloured++;
      }
      return coloured;
    },
    picture,
    figure,
  );
}
