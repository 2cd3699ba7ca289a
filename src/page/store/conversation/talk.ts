/** The talk with the worker about one kind: the request that was asked, the one that was answered, and whether to ask again. */
import type { FrameOf, Kind, RequestOf } from '../../../model/experiments.ts';
import type { Asking, KindRow } from '../state/kindRow.ts';
import type { NoticeBoard } from '../state/noticeBoard.ts';
import type { StateAccess } from '../state/pageState.ts';
import { createExchange, type Exchange, type Run } from './exchange.ts';
import { isShown, kindRow } from './kinds.ts';
import { reportingListener } from './reports.ts';
import { requestBuilder } from './requestBuilder.ts';
import { sameValue } from './sameValue.ts';

/** The conversation around one talk. */
export interface Around extends StateAccess {
  run: Run;
  /** Ends the worker's run of a kind. */
  stop(kind: Kind): void;
  board: NoticeBoard;
  /** The page as requests are built from it. */
  asking(): Asking;
  /** Called when an answer has come, or a request is over. */
  changed(): void;
  /** Ends another kind, whose answer no longer holds. */
  end(kind: Kind): void;
}

/** The request asked for last, as it is while nothing is held; coarse where a held slider made the one that went out coarser. */
interface Asked<K extends Kind> {
  request: RequestOf<K>;
  isCoarse: boolean;
}

export class Talk<K extends Kind> {
  private readonly row: KindRow<K>;
  private readonly exchange: Exchange<K>;
  /** Builds the request for a page on which nothing is held. */
  private readonly atRest: KindRow<K>['request'];
  /** Each request that went out, as it is from nothing. */
  private readonly fromNothing = new WeakMap<object, RequestOf<K>>();
  private asked: Asked<K> | null = null;
  private sent: RequestOf<K> | null = null;
  /** The request, as from nothing, that the frame on screen answers. */
  private answered: RequestOf<K> | null = null;

  constructor(
    private readonly kind: K,
    private readonly around: Around,
  ) {
    this.row = kindRow(kind);
    this.atRest = requestBuilder(this.row.request);
    const receiver = {
      frame: (frame: FrameOf<K>, request: RequestOf<K>) => this.receive(frame, request),
      finished: around.changed,
    };
    this.exchange = createExchange<K>(around.run, reportingListener(kind, receiver, around, around.board));
  }

  /** Whether the newest request has brought a frame. */
  isAnswered(): boolean {
    return this.exchange.isAnswered();
  }

  /** Asks where the request is on screen and differs from the one asked last; drops an answer off the screen that no longer holds. */
  refresh(): void {
    const isOnScreen = isShown(this.kind, this.around.read());
    if (!isOnScreen && !this.asked) return;
    const page = this.around.asking();
    const request = this.atRest({ ...page, dragging: false });
    if (!request) return;
    if (isOnScreen) {
      if (this.isToBeAsked(request, page)) this.ask(request, page);
    } else if (this.isStale(request)) this.drop();
  }

  /** Has the next refresh ask whatever was asked before. */
  forget(): void {
    this.asked = null;
  }

  /** Forgets the answer, and stops the work on one. */
  drop(): void {
    const { read, write, stop } = this.around;
    this.asked = null;
    this.answered = null;
    if (read().computing[this.kind]) {
      this.exchange.abandon();
      stop(this.kind);
    }
    if (read()[this.kind]) write({ [this.kind]: null });
    if (read().failure[this.kind] !== null) write({ failure: { ...read().failure, [this.kind]: null } });
  }

  /** Asks for nothing more; answers so far stay. */
  stop(): void {
    this.exchange.rest();
    this.around.stop(this.kind);
  }

  /** Goes on from the latest answer. */
  resume(): void {
    const request = this.row.request(this.around.asking());
    if (request) this.send(request, false);
  }

  /** Weight steps that the frame on screen knows of; 0 before the newest request has brought a frame. */
  reached(): number {
    const frame = this.frame();
    return (frame && this.isAnswered() && this.row.reached?.(frame)) || 0;
  }

  private frame(): FrameOf<K> | null {
    return this.around.read()[this.kind] as FrameOf<K> | null;
  }

  private receive(frame: FrameOf<K>, request: RequestOf<K>): void {
    this.answered = this.fromNothing.get(request) ?? request;
    this.around.write(this.row.received?.(frame, request, this.around.asking()) ?? { [this.kind]: frame });
    this.around.changed();
  }

  /** Whether an answer to the request asked last is no answer to `request`. */
  private isStale(request: RequestOf<K>): boolean {
    const { decisive = (whole: RequestOf<K>): unknown => whole } = this.row;
    if (!this.asked) return true;
    return this.asked.request !== request && !sameValue(decisive(this.asked.request), decisive(request));
  }

  private isToBeAsked(request: RequestOf<K>, page: Asking): boolean {
    const { startsItself, letsFinish } = this.row;
    const isToBeRefined = !page.dragging && this.asked?.isCoarse;
    if (!isToBeRefined && !this.isStale(request)) return false;
    if (startsItself && !startsItself(page)) return false;
    return !(letsFinish && this.sent && page.computing[this.kind] && letsFinish(this.sent, request));
  }

  private ask(request: RequestOf<K>, page: Asking): void {
    const { continued } = this.row;
    const followsRun = typeof this.row.followsRun === 'function' ? this.row.followsRun(page) : this.row.followsRun === true;
    if (continued && !followsRun && !this.goingOn(request)) this.around.write({ [this.kind]: null });
    this.send(request, page.dragging || followsRun);
  }

  private send(request: RequestOf<K>, patient: boolean): void {
    for (const ended of this.row.ends ?? []) this.around.end(ended);
    const page = this.around.asking();
    this.asked = { request, isCoarse: page.dragging && !sameValue(this.row.request(page), request) };
    this.exchange.ask(() => this.built(), patient);
  }

  /** The request as the page is at the moment when it goes out. */
  private built(): RequestOf<K> | Promise<RequestOf<K>> | null {
    const page = this.around.asking();
    const request = this.row.request(page);
    if (!request) {
      this.asked = null;
      return null;
    }
    const prepared = this.row.prepared?.(request, page) ?? this.goingOn(request) ?? request;
    return prepared instanceof Promise ? prepared.then((read) => this.out(read, request)) : this.out(prepared, request);
  }

  private out(prepared: RequestOf<K>, request: RequestOf<K>): RequestOf<K> {
    this.fromNothing.set(prepared, request);
    this.sent = prepared;
    return prepared;
  }

  /** `request`, going on from the frame on screen; null where the experiment must begin from nothing. */
  private goingOn(request: RequestOf<K>): RequestOf<K> | null {
    const frame = this.frame();
    return (frame && this.answered && this.row.continued?.(this.answered, frame, request)) ?? null;
  }
}
