/** A kept program ends with its parent: when it is told to, and when the parent is killed. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { keep } from '../../scripts/keptProcess.mjs';

/** Prints its process number and that of a child of its own, and ends at no signal but KILL. */
const stubborn = 'trap "" TERM; sleep 1000 & echo $$ $!; wait; wait; sleep 1000';

const numbersIn = (output: string): number[] => (/^\d+ \d+$/m.exec(output)?.[0] ?? '').split(' ').filter(Boolean).map(Number);

function isAlive(process_: number): boolean {
  try {
    return process.kill(process_, 0);
  } catch {
    return false;
  }
}

test('told to end, the program ends with its children', async () => {
  const kept = keep('/bin/sh', ['-c', stubborn]);
  await expect.poll(() => numbersIn(kept.output())).toHaveLength(2);
  const started = numbersIn(kept.output());
  expect(started.map(isAlive)).toEqual([true, true]);
  await kept.end();
  await expect.poll(() => started.map(isAlive)).toEqual([false, false]);
});

test('its parent killed, the program ends with its children', async () => {
  const module = pathToFileURL('scripts/keptProcess.mjs').href;
  const script = `
    import { keep } from ${JSON.stringify(module)};
    const kept = keep('/bin/sh', ['-c', ${JSON.stringify(stubborn)}]);
    setInterval(() => kept.output() && console.log(kept.output()), 20);`;
  const parent = spawn(process.execPath, ['--input-type=module', '-e', script]);
  let printed = '';
  parent.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  await expect.poll(() => numbersIn(printed)).toHaveLength(2);
  parent.kill('SIGKILL');
  await once(parent, 'exit');
  await expect.poll(() => numbersIn(printed).map(isAlive)).toEqual([false, false]);
});
