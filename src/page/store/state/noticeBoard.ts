/** The notices on screen: numbered, one a subject, and information leaves by itself. */
import type { Notice, PageState } from './pageState.ts';

const INFORMATION_STAYS_MS = 8000;

export interface NoticeBoard {
  notify(kind: Notice['kind'], text: string): void;
  dismiss(id: number): void;
  /** Posts the news about a subject in place of the notice before; null takes that notice away. */
  report(subject: string, kind: Notice['kind'], text: string | null): void;
}

type Access = { read(): Pick<PageState, 'notices'>; write(change: Pick<PageState, 'notices'>): void };

export function createNoticeBoard({ read, write }: Access): NoticeBoard {
  let last = 0;
  const bySubject = new Map<string, number>(); // the notice that speaks about each subject

  function post(kind: Notice['kind'], text: string): number {
    const id = ++last;
    const others = read().notices.filter((notice) => notice.text !== text);
    write({ notices: [...others, { id, kind, text }] });
    if (kind === 'information') setTimeout(() => dismiss(id), INFORMATION_STAYS_MS);
    return id;
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
    if (text !== null) bySubject.set(subject, post(kind, text));
  }

  return { notify: post, dismiss, report };
}
