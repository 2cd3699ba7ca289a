/** When plots are drawn: at once, but each at most once a frame, and every one in a task of its own, so that two surfaces never make one long task. */

const waiting = new Map<object, () => void>();
/** Plots that had their turn since the last frame began. */
const hadTurn = new Set<object>();
/** Plots whose task is still to come. */
const queued = new Set<object>();

/** Draws `plot` after what is under way now, or, where it was drawn since the last frame began, in the next; a newer call for the same plot replaces the older. */
export function drawSoon(plot: object, draw: () => void): void {
  waiting.set(plot, draw);
  if (hadTurn.has(plot)) return;
  if (hadTurn.size === 0) requestAnimationFrame(beginFrame);
  takeTurn(plot);
}

function beginFrame(): void {
  hadTurn.clear();
  if (waiting.size === 0) return;
  for (const plot of waiting.keys()) takeTurn(plot);
  requestAnimationFrame(beginFrame);
}

function takeTurn(plot: object): void {
  hadTurn.add(plot);
  if (queued.has(plot)) return;
  queued.add(plot);
  inOwnTask(() => drawNow(plot));
}

/** Forgets what was to be drawn. */
export function drawNever(plot: object): void {
  waiting.delete(plot);
}

function drawNow(plot: object): void {
  const draw = waiting.get(plot);
  waiting.delete(plot);
  queued.delete(plot);
  draw?.();
}

/** After the tasks given before; where the browser has priorities, also before the next frame, so that it shows what was drawn. */
export function inOwnTask(task: () => void): void {
  if ('scheduler' in window) void scheduler.postTask(task, { priority: 'user-blocking' });
  else {
    tasks.push(task);
    port2.postMessage(null);
  }
}

const { port1, port2 } = new MessageChannel();
const tasks: (() => void)[] = [];
port1.onmessage = () => tasks.shift()?.();
