/** Programs that end with the process that started them, however it ends: each in a group of its own, under a shell that ends the whole group once its own input is closed. */
import { spawn } from 'node:child_process';

/** Waits for the end of its input; then asks the group to end, and ends it. */
const keeper = '"$@" < /dev/null & cat > /dev/null; trap "" TERM; kill -TERM -$$; sleep 0.3; kill -KILL -$$';

/**
 * @typedef {object} KeptProcess
 * @property {() => string} output what the program and its children have printed so far
 * @property {() => Promise<void>} end resolves when the program and its children are gone
 */

/**
 * @param {string} command
 * @param {string[]} parameters
 * @param {Record<string, string>} environment added to this process's own
 * @returns {KeptProcess}
 */
export function keep(command, parameters, environment = {}) {
  const child = spawn('/bin/sh', ['-c', keeper, 'keeper', command, ...parameters], {
    detached: true,
    env: { ...process.env, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  /** @type {string[]} */
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text) => printed.push(text));
  const gone = new Promise((resolve) => child.on('exit', resolve));
  return {
    output: () => printed.join(''),
    async end() {
      child.stdin.end();
      await gone;
    },
  };
}

const longestStart = 30_000; // ms

/**
 * Resolves to what `look` finds in the program's output, or elsewhere, asked until it finds something.
 * Rejects with what the program printed where that takes too long.
 * @template Found
 * @param {KeptProcess} kept
 * @param {string} what for the rejection
 * @param {(output: string) => Found | null | undefined | Promise<Found | null | undefined>} look
 * @returns {Promise<Found>}
 */
export async function found({ output }, what, look) {
  const deadline = performance.now() + longestStart;
  while (performance.now() < deadline) {
    const answer = await look(output());
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`no ${what} within ${longestStart / 1000} s (expected at once); printed: ${output()}`);
}
