/** Programs that a researcher would use instead, run by Python on the same work: each prints the median of its times, and its values. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import type { Timing } from './page/engine.ts';
import type { Workload } from './workload.ts';

export type Peer = 'NumPy' | 'NumPy, closed form' | 'PyTorch' | 'notebook loop';

const programs: Readonly<Record<Peer, { file: string; needs: string }>> = {
  NumPy: { file: 'numpy_inference.py', needs: 'numpy' },
  'NumPy, closed form': { file: 'numpy_equilibrium.py', needs: 'numpy' },
  PyTorch: { file: 'torch_inference.py', needs: 'torch' },
  'notebook loop': { file: 'notebook_loop.py', needs: 'numpy' },
};

/** Null where Python or the library is missing. */
export async function timePeer(peer: Peer, workload: Workload): Promise<Timing | null> {
  const { file, needs } = programs[peer];
  if (!(await versionOf(needs))) return null;
  const { network, ...rest } = workload;
  const question = { ...rest, activation: network.activation };
  return JSON.parse(await python([join('tests', 'bench', 'peers', file)], JSON.stringify(question)));
}

/** The installed libraries and their versions, and a line for each that is missing. */
export async function peersInWords(): Promise<string> {
  const words = await Promise.all(
    ['numpy', 'torch'].map(async (library) => {
      const version = await versionOf(library);
      return version ? `${library} ${version}` : `no ${library}: its peers are skipped`;
    }),
  );
  return words.join('; ');
}

/** Null where it cannot be imported. */
async function versionOf(library: string): Promise<string | null> {
  const text = await python(['-c', `import ${library}; print(${library}.__version__)`], '').catch(() => null);
  return text === null ? null : text.trim();
}

/** What it prints. Rejects with what it complains of. */
function python(parameters: string[], input: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn('python3', parameters, { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } });
    let [out, complaints] = ['', ''];
    child.stdout.on('data', (text) => {
      out += text;
    });
    child.stderr.on('data', (text) => {
      complaints += text;
    });
    child.on('error', reject);
    child.on('close', (code) =>
      code === 0 ? resolve(out) : reject(new Error(`python3 ${parameters[0]}: ${complaints.trim()}`)),
    );
    child.stdin.on('error', () => {}); // it may end without reading
    child.stdin.end(input);
  });
}
