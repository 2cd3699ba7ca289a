/** When plots are drawn: at most once a frame each, and every one in a task of its own, so that two surfaces never make one long task. */

const waiting = new Map<object, () => void>();
let frameRequested = false;

/** Draws `plot` after the next frame begins; a newer call for the same plot replaces the older. */
export function drawSoon(plot: object, draw: () => void): void {
  waiting.set(plot, draw);
  if (frameRequested) return;
  frameRequested = true;
  requestAnimationFrame(() => {
    frameRequested = false;
    for (const each of waiting.keys()) inOwnTask(() => drawNow(each));
  });
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

const { port1, port2 } = new MessageChannel();
const tasks: (() => void)[] = [];
port1.onmessage = () => tasks.shift()?.();

/** After what already waits. */
export function inOwnTask(task: () => void): void {
  tasks.push(task);
  port2.postMessage(null);
}
