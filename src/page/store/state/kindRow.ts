/** How the page asks for one kind of experiment: each laboratory has a table of such rows. Types only. */
import type { Controls } from '../../../model/controls.ts';
import type { FrameOf, Frames, Kind, RequestOf } from '../../../model/experiments.ts';
import type { RunMemory } from '../checkpoints/runMemory.ts';
import type { PageState } from './pageState.ts';

/** Everything that a request is built from. */
export interface Asking extends PageState {
  /** The checkpoints that runs go on from. */
  memory: RunMemory;
  /** Whether the newest request of a kind has brought a frame. */
  isAnswered(kind: Kind): boolean;
}

export interface KindRow<K extends Kind> {
  /** The name that notices give the experiment. */
  readonly label: string;
  /** Whether the answer is on screen: only then the worker is asked. */
  shown(controls: Controls): boolean;
  /** The request as the page is now, from nothing; null while the request waits for something. An answer is stale once this request differs from the one that was answered. */
  request(page: Asking): RequestOf<K> | null;

  /** `after`, going on from `frame`, which answers `before`; null where the experiment must begin from nothing. Without this function every request stands alone. */
  continued?(before: RequestOf<K>, frame: FrameOf<K>, after: RequestOf<K>): RequestOf<K> | null;
  /** The request as it is sent: from the latest checkpoint, which may have to be read first. */
  prepared?(request: RequestOf<K>, page: Asking): RequestOf<K> | Promise<RequestOf<K>>;
  /** The part of a request that decides the answer; left out where the whole request does. */
  decisive?(request: RequestOf<K>): unknown;
  /** Whether, always or as the page is, the experiment looks along the learners' run: its older answer stays until the newer comes, and a newer request waits for the older one's first frame. */
  readonly followsRun?: true | ((page: Asking) => boolean);
  /** Whether the request on its way is finished before the next one goes out. */
  letsFinish?(sent: RequestOf<K>, next: RequestOf<K>): boolean;
  /** Whether the request goes out by itself; left out where it always does. A person can ask for it in any case. */
  startsItself?(page: Asking): boolean;
  /** Kinds whose answers no longer hold once this one is asked for. */
  readonly ends?: readonly Kind[];
  /** The frames on screen once this one has come; left out where the frame simply replaces the one before. */
  received?(frame: FrameOf<K>, request: RequestOf<K>, page: Asking): Partial<Frames>;
  /** Weight steps that a frame knows of, where the playhead moves along this experiment. */
  reached?(frame: FrameOf<K>): number;
  /** Whether the last frame is remembered for the next request alike; left out where none is. */
  isRemembered?(request: RequestOf<K>): boolean;
  /** A warning that the frame calls for, under the subject that an earlier one stands under; the text is null where all is well. */
  warning?(frame: FrameOf<K>): { about: string; text: string | null } | null;
}

/** One row a kind of these experiments. */
export type KindRows<Experiments> = { readonly [K in keyof Experiments & Kind]: KindRow<K> };
