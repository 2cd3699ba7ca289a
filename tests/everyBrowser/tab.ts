/** One page in one of the browsers, as the tests drive it: with real keys, a real mouse and real files. */

export type BrowserName = 'chromium' | 'firefox' | 'webkit';

/** CSS pixels from the top left of the page. */
export interface Place {
  x: number;
  y: number;
}

export type Key = 'ArrowLeft' | 'ArrowRight' | 'Home' | 'End' | 'Enter' | 'Escape' | 'Tab';

export interface Tab {
  readonly browser: BrowserName;
  /** The folder in which the browser puts downloads. */
  readonly downloads: string;
  /** Errors and warnings on the console, and uncaught exceptions, of all pages that the tab has shown. */
  complaints(): string[];
  open(address: string): Promise<void>;
  reload(): Promise<void>;
  /** The answer of a function that runs in the page, given and answered as JSON. Rejects with the message of what the function throws. */
  ask<Given extends unknown[], Answer>(question: (...given: Given) => Answer | Promise<Answer>, ...given: Given): Promise<Answer>;
  /** The key goes to the element that has the focus. */
  press(key: Key): Promise<void>;
  /** The mouse goes down at the first place, over all others, and up at the last; at a single place it clicks. */
  drag(first: Place, ...others: Place[]): Promise<void>;
  /** Chooses a file in the file input that the selector finds. */
  chooseFile(selector: string, path: string): Promise<void>;
  /** A PNG of what is on screen. */
  screenshot(): Promise<Buffer>;
  close(): Promise<void>;
}

export interface TabOptions {
  /** Whether the browser draws scenes in three dimensions. */
  webgl?: boolean;
}

export const windowSize = { width: 1440, height: 900 };
