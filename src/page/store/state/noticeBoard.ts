/** The notices on screen: numbered, one a subject, and information leaves by itself. */
import type { Notice, PageState } from './pageState.ts';

const INFORMATION_STAYS_MS = 8000;

export interface NoticeBoard {
  /** Posts a notice for each text. A notice that says the same already gives way. */
  notify(kind: Notice['kind'], texts: string | readonly string[]): void;
  dismiss(id: number): void;
  dismissAll(): void;
  /** Posts the news about a subject in place of the notice before; null takes that notice away. */
  report(subject: string, kind: Notice['kind'], text: string | null): void;
}

/** The one notice of all experiments that miss the worker. */
export const workerFailed = ({ message }: Error): string =>
  `Nothing can be computed: ${message}. The page’s address has its state, and a reloaded page goes on from there`;

type Access = { read(): Pick<PageState, 'notices'>; write(change: Pick<PageState, 'notices'>): void };

export function createNoticeBoard({ read, write }: Access): NoticeBoard {
  let last = 0;
  const bySubject = new Map<string, number>(); // the notice that speaks about each subject

  function notify(kind: Notice['kind'], texts: string | readonly string[]): void {
    const said = new Set(typeof texts === 'string' ? [texts] : texts);
    if (said.size === 0) return;
    const news = Array.from(said, (text) => ({ id: ++last, kind, text }));
    write({ notices: [...read().notices.filter(({ text }) => !said.has(text)), ...news] });
    if (kind !== 'information') return;
    for (const { id } of news) setTimeout(() => dismiss(id), INFORMATION_STAYS_MS);
  }

  function dismiss(id: number): void {
    if (read().notices.some((notice) => notice.id === id))
      write({ notices: read().notices.filter((notice) => notice.id !== id) });
  }

  function report(subject: string, kind: Notice['kind'], text: string | null): void {
    const said = read().notices.find((notice) => notice.id === bySubject.get(subject));
    if (said?.text === text) return;
    if (said) dismiss(said.id);
    bySubject.delete(subject);
    if (text === null) return;
    notify(kind, text);
    bySubject.set(subject, last);
  }

  return { notify, dismiss, dismissAll: () => write({ notices: [] }), report };
}
