/** When plots are drawn: at once, but at most once a frame each, and every one in a task of its own, so that two surfaces never make one long task. */

const waiting = new Map<object, () => void>();
/** Something was drawn, and no frame has begun since. */
let hasDrawn = false;

/** Draws `plot` after what is under way now, or, where plots were drawn since the last frame began, in the next; a newer call for the same plot replaces the older. */
export function drawSoon(plot: object, draw: () => void): void {
  waiting.set(plot, draw);
  if (hasDrawn) return;
  hasDrawn = true;
  inOwnTask(drawWaiting);
  requestAnimationFrame(beginFrame);
}

function drawWaiting(): void {
  for (const each of waiting.keys()) inOwnTask(() => drawNow(each));
}

function beginFrame(): void {
  hasDrawn = waiting.size > 0;
  if (!hasDrawn) return;
  drawWaiting();
  requestAnimationFrame(beginFrame);
}

/** Forgets what was to be drawn. */
export function drawNever(plot: object): void {
  waiting.delete(plot);
}

function drawNow(plot: object): void {
  const draw = waiting.get(plot);
  waiting.delete(plot);
  draw?.();
}

/** After such tasks that already wait, and where the browser has priorities before the next frame, which shows then what was drawn. */
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
