/** What the page's figures show, read from the plots and the scenes themselves. */
import type { Locator, Page } from 'playwright-core';
import { drawingIn } from '../drawingIn.ts';

export const figureNames = ['Loss landscape', 'Energy landscape', 'Training', 'Inference'] as const;
/** Those, which open with the page, and the ones behind tabs. */
export type FigureName =
  | (typeof figureNames)[number]
  | 'Spectrum'
  | 'Hessian'
  | 'Escape time'
  | 'Directions along inference'
  | 'Directions along training'
  | 'Saddles'
  | 'Loss surfaces'
  | 'Weight histograms'
  | 'Compared curves'
  | 'Accuracy and time'
  | 'Samples'
  | 'Accuracy by activity rate'
  | 'PC’s decision'
  | 'Pictures'
  | 'Latents'
  | 'Learning';

/** A plotted trace as plain JSON. */
export interface Trace {
  name?: string;
  type?: string;
  x: number[];
  y: number[];
  z: number[] | number[][];
}

/** A figure by its accessible name. */
export function figure(page: Page, name: FigureName): Locator {
  return page.getByRole('figure', { name, exact: true });
}

/** The plot or the scene in a figure, once it is drawn. */
export const drawing = (page: Page, name: FigureName): Locator => page.locator(drawingIn(name));

/** The data of a figure, typed arrays turned into lists. */
export async function figureData(page: Page, name: FigureName): Promise<Trace[]> {
  const text = await drawing(page, name).evaluate((element) =>
    JSON.stringify((element as HTMLElement & { data: unknown }).data, (_, value) =>
      ArrayBuffer.isView(value) ? Array.from(value as Float64Array) : value,
    ),
  );
  return JSON.parse(text) as Trace[];
}

/** Resolves when every figure is drawn, the run is over and nothing is being computed. */
export async function atRest(page: Page): Promise<void> {
  for (const name of figureNames) await drawing(page, name).waitFor();
  await page.waitForFunction(() => {
    const playhead = document.querySelector<HTMLInputElement>('input[aria-label="Iteration"]');
    return playhead?.value === playhead?.max && document.querySelector('.progress.busy') === null;
  });
  await page.getByRole('button', { name: 'Run', exact: true }).waitFor();
  await page.waitForTimeout(300); // the last frame is on its way to the screen
}

/** Stops the run where it is. */
export async function pause(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Pause', exact: true });
  if (await button.isVisible()) await button.click();
}

export const slider = (page: Page, name: string): Locator => page.getByRole('slider', { name, exact: true });

export const sliderValue = async (page: Page, name: string): Promise<number> => Number(await slider(page, name).inputValue());

/** Text of all notices on the page. */
export const notices = (page: Page): Locator => page.getByRole('region', { name: 'Notices' });
