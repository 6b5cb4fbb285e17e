/**
 * 256 MiB to the stand-in Hub: by us, and by @huggingface/hub. Each upload in a process of its own, bundled as it ships (what strips types from
 * sources takes more memory than the upload), the Hub in another. Beside it: what a process holds that does less and less.
 */
import { execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { finished } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { bench, median } from './bench.ts';

const megabytes = 256;
const rounds = 3;
const here = import.meta.dirname;

interface Measured {
  readonly wallMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  /** Over what the process had before it began. */
  readonly grownMb: number;
}

const folder = await mkdtemp(path.join(tmpdir(), 'upload-bench-'));
const file = path.join(folder, 'model.safetensors');
const stream = createWriteStream(file);
for (let index = 0; index < megabytes; index++) stream.write(randomBytes(1 << 20));
stream.end();
await finished(stream);
const small = path.join(folder, 'small.bin');
await writeFile(small, randomBytes(20_000));
const client = path.join(folder, 'client.mjs');
await build({
  entryPoints: [path.join(here, 'upload/client.ts')],
  outfile: client,
  bundle: true,
  platform: 'node',
  format: 'esm',
  alias: { '@huggingface/hub': fileURLToPath(import.meta.resolve('@huggingface/hub')) },
});

const hub = spawn(process.execPath, [path.join(here, '../doubles/hub/main.ts'), '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
try {
  const { url, token } = await told();
  const results: Record<'ours' | 'theirs', Measured[]> = { ours: [], theirs: [] };
  for (let round = 0; round < rounds; round++)
    for (const who of ['theirs', 'ours'] as const) results[who].push(await upload(who, url, token, `ada/bench-${who}-${round}`));
  const of = (who: 'ours' | 'theirs', what: keyof Measured): readonly number[] => results[who].map((one) => one[what]);
  for (const [what, title, unit] of [
    ['wallMs', 'wall', 'ms'],
    ['cpuMs', 'CPU', 'ms'],
  ] as const)
    await bench(`Upload of ${megabytes} MiB, ${title}`, async () => {
      const peer = median(of('theirs', what));
      return {
        value: median(of('ours', what)),
        unit,
        goal: 1.2 * peer,
        samples: of('ours', what),
        peer: { name: '@huggingface/hub', value: peer },
      };
    });
  for (const [title, script] of [
    ['of a bare Node process', ''],
    ['of one that has asked for one page', "await fetch('http://127.0.0.1:9').catch(() => undefined);"],
  ] as const)
    await bench(`Peak memory ${title}`, async () => {
      const samples = await times(rounds, () => peakOf(script));
      return { value: median(samples), unit: 'MB', samples };
    });
  await bench('Upload of 20 kB, peak memory of the whole process', async () => {
    const one = async (round: number): Promise<number> => (await upload('ours', url, token, `ada/bench-small-${round}`, small)).peakMb;
    const samples = await times(rounds, one);
    return { value: median(samples), unit: 'MB', samples };
  });
  for (const [what, title, goal] of [
    ['peakMb', 'peak memory of the whole process', 100],
    ['grownMb', 'peak memory over that of the idle process', 100],
  ] as const)
    await bench(`Upload of ${megabytes} MiB, ${title}`, async () => {
      const peer = { name: '@huggingface/hub', value: median(of('theirs', what)) };
      return { value: median(of('ours', what)), unit: 'MB', goal, samples: of('ours', what), peer };
    });
} finally {
  hub.kill();
  await rm(folder, { recursive: true, force: true });
}

/** Its address and a token, as it says them when it is there. */
async function told(): Promise<{ readonly url: string; readonly token: string }> {
  let url: string | undefined;
  for await (const line of createInterface({ input: hub.stdout })) {
    url ??= /HF_ENDPOINT=(\S+)/.exec(line)?.[1];
    const token = /HF_TOKEN=(\S+)/.exec(line)?.[1];
    if (url !== undefined && token !== undefined) {
      hub.stdout.resume();
      return { url, token };
    }
  }
  throw new Error('The stand-in Hub did not start.');
}

/** As the kernel counts it for that process alone. */
async function peakOf(script: string): Promise<number> {
  const tell = "console.log(/VmHWM:\\s+(\\d+)/.exec((await import('node:fs')).readFileSync('/proc/self/status', 'utf8'))[1]);";
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', `${script}${tell}`]);
  return Number(stdout) / 1024;
}

async function times(count: number, act: (round: number) => Promise<number>): Promise<readonly number[]> {
  const values: number[] = [];
  for (let round = 0; round < count; round++) values.push(await act(round));
  return values;
}

async function upload(who: string, url: string, token: string, name: string, what = file): Promise<Measured> {
  // Storage takes no bytes twice, so each time they are others.
  const handle = await open(what, 'r+');
  await handle.write(randomBytes(64), 0, 64, 0);
  await handle.close();
  const [owner = '', own = ''] = name.split('/');
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  await (
    await fetch(`${url}/api/repos/create`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ name: own, organization: owner, type: 'model' }),
    })
  ).text();
  const { stdout } = await promisify(execFile)(process.execPath, [client, who, url, token, what, name]);
  const measured: Measured = JSON.parse(stdout);
  return measured;
}
