/** What the hook costs a script: processor time to start, and for each event, against the same script without it. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { frameworksPython } from '../../scripts/frameworks.mjs';
import { root } from '../../scripts/package.ts';
import { hookEnvironment } from '../../src/runs/hook/hookEnvironment.ts';
import { bench, type Figure, median } from './bench.ts';

const events = 100_000;
const work = mkdtempSync(path.join(tmpdir(), 'practicum-hook-bench-'));
const hook = { python: path.join(root, 'src/runs/hook/python'), folder: work };

/** A framework that does nothing, with a documented face that the hook knows: what is left is the hook. */
const framework = `import sys, time, types
finder = next((each for each in sys.meta_path if type(each).__name__ == "Finder"), None)
module = types.ModuleType("trackio")
module.__version__ = "0.36.0"
def log(metrics, step=None): pass
module.log = log
sys.modules["trackio"] = module
if finder is not None:
    from practicum_hook import trackio
    trackio.attach(module)
metrics = {"loss": 0.7748603224754333, "learning_rate": 5e-05}
begin = time.process_time()
for step in range(${events}):
    module.log(metrics, step)
print((time.process_time() - begin) / ${events} * 1e6)
`;

/** What the code prints last. */
function run(python: string, code: string, isHooked: boolean): number {
  const { PYTHONDONTWRITEBYTECODE: _, ...env } = process.env;
  const { stdout, status, stderr } = spawnSync(python, ['-c', code], {
    env: isHooked ? { ...env, ...hookEnvironment(env, hook) } : env,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout.trim().split('\n').at(-1));
}

/** One with the hook, one without, by turns: the machine is not equally fast all the time. */
function differences(python: string, code: string, rounds: number): readonly number[] {
  const more: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const reference = run(python, code, false);
    more.push(run(python, code, true) - reference);
  }
  return more;
}

/** The real SummaryWriter, which writes each event to a file of its own. */
const writer = `import time
from torch.utils.tensorboard import SummaryWriter
writer = SummaryWriter(${JSON.stringify(path.join(work, 'events'))})
begin = time.process_time()
for step in range(20_000):
    writer.add_scalar("loss", 0.7748603224754333, step)
print((time.process_time() - begin) / 20_000 * 1e6)
writer.close()
`;

/** Of a Python that does nothing. */
const nothing = 'import time; print(time.process_time() * 1000)';

try {
  // The first start compiles what is kept for all later ones.
  run('python3', nothing, true);
  // shows: hook-cost
  await bench('start of Python with the hook, processor time more than without', async (): Promise<Figure> => {
    const more = differences('python3', nothing, 21);
    return { value: median(more), unit: 'ms', goal: 50, samples: more };
  });
  // shows: hook-cost
  await bench(`one of ${events.toLocaleString('en')} events of two values, processor time more than without`, async (): Promise<Figure> => {
    const more = differences('python3', framework, 7);
    return { value: median(more), unit: 'µs', goal: 10, samples: more };
  });
  const real = await frameworksPython((text) => process.stderr.write(`${text}\n`));
  // shows: hook-cost
  await bench('one of 20,000 calls of a real SummaryWriter, processor time more than without', async (): Promise<Figure> => {
    const more = differences(real, writer, 5);
    return { value: median(more), unit: 'µs', goal: 10, samples: more };
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}
