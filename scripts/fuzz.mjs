/** `npm run fuzz`: the fuzz tests, with as many random inputs as take minutes; `npm test` tries a share of them. Another number of runs or a seed: see fast-check. */

import { run } from './commands.mjs';
import { ensureDependencies } from './dependencies.mjs';

await ensureDependencies();
process.exitCode = await run('vitest', ['run', '--project', 'unit', 'fuzz', '--testTimeout', '1200000'], { FUZZ: 'all' });
