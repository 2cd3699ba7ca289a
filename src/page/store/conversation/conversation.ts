/** The store's side of the talk with the worker: which experiments to ask for now, and which answers no longer hold. */
import type { FrameOf, Kind, RequestOf } from '../../../model/experiments.ts';
import type { RunMemory } from '../checkpoints/runMemory.ts';
import type { Asking } from '../state/kindRow.ts';
import type { NoticeBoard } from '../state/noticeBoard.ts';
import type { StateAccess } from '../state/pageState.ts';
import { createExchange, type Exchange, type Run } from './exchange.ts';
import { allKinds, isShown, kindRow, playedKind } from './kinds.ts';
import { withMemory } from './rememberedAnswers.ts';
import { reportingListener } from './reports.ts';
import { requestBuilder } from './requestBuilder.ts';
import { sameValue } from './sameValue.ts';

export interface Conversation {
  /**
   * Asks for every experiment on screen whose request differs from the one asked last. An answer off the screen that no longer holds is dropped,
   * and asked for again when it is next shown: a hidden experiment costs nothing.
   */
  refresh(): void;
  /** Has the next refresh ask for this experiment whatever was asked before. */
  forget(kind: Kind): void;
  /** Asks for nothing more of this experiment; its answers so far stay. */
  stop(kind: Kind): void;
  /** Goes on with a stopped experiment from what it has answered. */
  resume(kind: Kind): void;
  /** Iteration up to which the run on screen is known; 0 until its first frame. */
  computedEdge(): number;
  /** Whether more of that run is on its way, or still to be asked for. */
  runGoesOn(): boolean;
}

/** All that is known of the talk about one kind. */
interface Talk<K extends Kind> {
  exchange: Exchange<K>;
  /** Builds the request for the page while nothing is held. */
  atRest(page: Asking): RequestOf<K> | null;
  /** The request asked for last, as it is while nothing is held; coarse where a held slider made the one that went out coarser. */
  asked: { request: RequestOf<K>; isCoarse: boolean } | null;
  /** The request that went out last. */
  sent: RequestOf<K> | null;
  /** The request, as from nothing, that the frame on screen answers. */
  answered: RequestOf<K> | null;
}

/** `memory`: the checkpoints that runs go on from. */
export function createConversation(
  { run, stop }: { run: Run; stop(kind: Kind): void },
  state: StateAccess,
  board: NoticeBoard,
  memory: RunMemory,
): Conversation {
  const { read, write } = state;
  const remembering = withMemory(run, stop);
  const fromNothing = new WeakMap<object, RequestOf<Kind>>(); // of each request that went out
  const talks = Object.fromEntries(allKinds.map((kind) => [kind, openTalk(kind)])) as { [K in Kind]: Talk<K> };
  let busy = false; // refreshing, or in the middle of a change
  let isDue = false; // something changed meanwhile

  function openTalk<K extends Kind>(kind: K): Talk<K> {
    const receiver = { frame: (frame: FrameOf<K>, request: RequestOf<K>) => receive(kind, frame, request), finished: refresh };
    const exchange = createExchange<K>(remembering, reportingListener(kind, receiver, state, board));
    return { exchange, atRest: requestBuilder(kindRow(kind).request), asked: null, sent: null, answered: null };
  }

  const talkOf = <K extends Kind>(kind: K): Talk<K> => talks[kind];
  const isAnswered = (kind: Kind) => talks[kind].exchange.isAnswered();
  const asking = (): Asking => ({ ...read(), memory, isAnswered });

  function receive<K extends Kind>(kind: K, frame: FrameOf<K>, request: RequestOf<K>): void {
    talkOf(kind).answered = (fromNothing.get(request) as RequestOf<K> | undefined) ?? request;
    write(kindRow(kind).received?.(frame, request, asking()) ?? { [kind]: frame });
    refresh();
  }

  function refresh(): void {
    isDue = true;
    if (busy) return;
    busy = true;
    while (isDue) {
      isDue = false;
      for (const kind of allKinds) update(kind);
    }
    busy = false;
  }

  /** Makes a change that may end other experiments, and refreshes once it is whole. */
  function refreshAfter(change: () => void): void {
    busy = true;
    change();
    busy = false;
    refresh();
  }

  function update<K extends Kind>(kind: K): void {
    const { asked, atRest } = talkOf(kind);
    const isOnScreen = isShown(kind, read());
    if (!isOnScreen && !asked) return;
    const page = asking();
    const request = atRest({ ...page, dragging: false });
    if (!request) return;
    if (isOnScreen) {
      if (isToBeAsked(kind, request, page)) ask(kind, request, page);
    } else if (isStale(kind, request)) drop(kind);
  }

  /** Whether an answer to the request asked last is no answer to `request`. */
  function isStale<K extends Kind>(kind: K, request: RequestOf<K>): boolean {
    const { decisive = (whole: RequestOf<K>): unknown => whole } = kindRow(kind);
    const { asked } = talkOf(kind);
    return !asked || (asked.request !== request && !sameValue(decisive(asked.request), decisive(request)));
  }

  function isToBeAsked<K extends Kind>(kind: K, request: RequestOf<K>, page: Asking): boolean {
    const { startsItself, letsFinish } = kindRow(kind);
    const { asked, sent } = talkOf(kind);
    const isRefined = !page.dragging && asked?.isCoarse;
    if (!isRefined && !isStale(kind, request)) return false;
    if (startsItself && !startsItself(page)) return false;
    return !(letsFinish && sent && page.computing[kind] && letsFinish(sent, request));
  }

  function ask<K extends Kind>(kind: K, request: RequestOf<K>, page: Asking): void {
    const { continued, followsRun } = kindRow(kind);
    if (continued && !followsRun && !goingOn(kind, request)) write({ [kind]: null });
    send(kind, request, page.dragging || followsRun === true);
  }

  function send<K extends Kind>(kind: K, request: RequestOf<K>, patient: boolean): void {
    const { ends = [], request: requestOf } = kindRow(kind);
    for (const ended of ends) drop(ended);
    const isCoarse = read().dragging && !sameValue(requestOf(asking()), request);
    talkOf(kind).asked = { request, isCoarse };
    talkOf(kind).exchange.ask(() => built(kind), patient);
  }

  /** The request as the page is at the moment when it goes out. */
  function built<K extends Kind>(kind: K): RequestOf<K> | Promise<RequestOf<K>> | null {
    const page = asking();
    const row = kindRow(kind);
    const request = row.request(page);
    if (!request) {
      talkOf(kind).asked = null;
      return null;
    }
    const prepared = row.prepared?.(request, page) ?? goingOn(kind, request) ?? request;
    if (prepared instanceof Promise) return prepared.then((read) => out(kind, read, request));
    return out(kind, prepared, request);
  }

  function out<K extends Kind>(kind: K, prepared: RequestOf<K>, request: RequestOf<K>): RequestOf<K> {
    fromNothing.set(prepared, request);
    talkOf(kind).sent = prepared;
    return prepared;
  }

  /** `request`, going on from the frame on screen; null where the experiment must begin from nothing. */
  function goingOn<K extends Kind>(kind: K, request: RequestOf<K>): RequestOf<K> | null {
    const frame = read()[kind] as FrameOf<K> | null;
    const { answered } = talkOf(kind);
    return (frame && answered && kindRow(kind).continued?.(answered, frame, request)) ?? null;
  }

  function forget(kind: Kind): void {
    talks[kind].asked = null;
  }

  function drop(kind: Kind): void {
    forget(kind);
    talks[kind].answered = null;
    if (read().computing[kind]) {
      talks[kind].exchange.abandon();
      stop(kind);
    }
    if (read()[kind]) write({ [kind]: null });
    if (read().failure[kind] !== null) write({ failure: { ...read().failure, [kind]: null } });
  }

  return {
    refresh,
    forget,
    stop(kind) {
      talks[kind].exchange.rest();
      stop(kind);
    },
    resume(kind) {
      const request = kindRow(kind).request(asking());
      if (request) refreshAfter(() => send(kind, request, false));
    },
    computedEdge: () => reachedBy(playedKind(read())),
    runGoesOn() {
      const kind = playedKind(read()) ?? 'training';
      return read().failure[kind] === null && !(isAnswered(kind) && read()[kind]?.progress === 1);
    },
  };

  function reachedBy<K extends Kind>(kind: K | null): number {
    const frame = kind && isAnswered(kind) && (read()[kind] as FrameOf<K> | null);
    return (frame && kindRow(kind).reached?.(frame)) || 0;
  }
}
