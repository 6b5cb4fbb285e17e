/** How long it takes, and how much memory, until a session of 100 MB and 10,000 messages can be gone on with: from the start of a process to the request. */
import { execFile } from 'node:child_process';
import { mkdtemp, realpath, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { z } from 'zod';
import { root } from '../../scripts/package.ts';
import { bench, median } from './bench.ts';
import { makeSession } from './resume/makeSession.ts';

const rounds = 5;
const bytes = 100e6;
const figuresSchema = z.object({
  wallMs: z.number(),
  cpuMs: z.number(),
  rssMb: z.number(),
  events: z.number(),
  messages: z.number(),
  chars: z.number(),
});
type Figures = z.infer<typeof figuresSchema>;
type Measured = 'wallMs' | 'cpuMs' | 'rssMb';

const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'practicum-bench-resume-')));
try {
  const program = path.join(folder, 'resume.mjs');
  // Bundled as the command line is: types are not stripped while the clock runs.
  await build({
    entryPoints: [path.join(root, 'test/bench/resume/resumeProcess.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
  });
  await measure('with summaries and prunings', program, true, { wallMs: 1000, cpuMs: 1000, rssMb: 250 });
  await measure('with neither (all of it is still in the context)', program, false, {});
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function measure(what: string, program: string, isKeptShort: boolean, goals: { readonly [M in Measured]?: number }): Promise<void> {
  const home = path.join(folder, isKeptShort ? 'short' : 'whole');
  const made = await makeSession(home, bytes, isKeptShort);
  const samples: Figures[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const { stdout } = await promisify(execFile)(process.execPath, [program, home, home, made.session]);
    samples.push(figuresSchema.parse(JSON.parse(stdout)));
  }
  const [first] = samples;
  const megabytes = (await stat(made.path)).size / 1e6;
  const seen = `${first?.events} events; ${made.summaries} summaries, ${made.prunings} prunings`;
  console.log(`${megabytes.toFixed(0)} MB, ${seen}; the request has ${first?.messages} messages, ${first?.chars} characters`);
  const figures = [
    ['time', 'wallMs', 'ms'],
    ['processor time', 'cpuMs', 'ms'],
    ['memory', 'rssMb', 'MB'],
  ] as const;
  for (const [name, measured, unit] of figures) {
    const values = samples.map((sample) => sample[measured]);
    const goal = goals[measured];
    // shows: figure-resume
    await bench(`Resume of a session of 100 MB and 10,000 messages ${what}, ${name}`, async () => ({
      value: median(values),
      unit,
      samples: values,
      ...(goal === undefined ? {} : { goal }),
    }));
  }
}
