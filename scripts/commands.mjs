/** Runs other programs from the project's folder, seen by the user and given no input: scripts never wait for a keyboard. */
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectFolder = fileURLToPath(new URL('..', import.meta.url));

const searchPath = [join(projectFolder, 'node_modules', '.bin'), process.env.PATH].join(delimiter);

/**
 * The program's exit code; 127 where the program does not exist.
 * @param {string} command
 * @param {string[]} parameters
 * @param {Record<string, string>} environment added to this process's own
 * @param {'inherit' | 'ignore'} output
 * @returns {Promise<number>}
 */
export function run(command, parameters, environment = {}, output = 'inherit') {
  return new Promise((resolve) => {
    const child = spawn(command, parameters, {
      cwd: projectFolder,
      env: { ...process.env, PATH: searchPath, ...environment },
      stdio: ['ignore', output, output],
      shell: process.platform === 'win32', // npm and the installed commands are .cmd files there
    });
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/**
 * Whether the program exists and ends well; what it prints is dropped.
 * @param {string} command
 * @param {string[]} parameters
 */
export async function succeeds(command, parameters) {
  return (await run(command, parameters, {}, 'ignore')) === 0;
}

/**
 * Installs Debian's packages through apt-get, as root or with a sudo that asks for no password; does nothing on other machines.
 * @param {string} what the program that they bring, for a line on the terminal
 * @param {string[]} packages
 */
export async function installPackages(what, packages) {
  if (!(await succeeds('apt-get', ['--version']))) return;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot && !(await succeeds('sudo', ['-n', 'true']))) return;
  const [command, ...before] = isRoot ? ['apt-get'] : ['sudo', '-n', 'apt-get'];
  console.log(`No ${what} here: installing it with apt-get.`);
  await run(command, [...before, 'update']);
  await run(command, [...before, 'install', '-y', ...packages], { DEBIAN_FRONTEND: 'noninteractive' });
}
