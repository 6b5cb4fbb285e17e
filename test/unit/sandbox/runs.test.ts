import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallId } from '../../../src/base/ids.ts';
import { createPermitAuthority } from '../../../src/base/permit.ts';
import type { Confinement } from '../../../src/base/sandbox.ts';
import { specSchema } from '../../../src/runs/folderSchema.ts';
import { launchEffects } from '../../../src/runs/launchRequest.ts';
import type { RunState } from '../../../src/runs/run.ts';
import { createRuns, type Runs } from '../../../src/runs/runs.ts';
import { systemPython } from '../../systemPython.ts';
import { eventually, hookPython, keeperScript, supervisorScript } from '../runs/workspace.ts';
import { relay, useSandboxPlace } from './place.ts';
import { socketsInSight } from './sockets.ts';

describe('a run under a grant for sandboxed code', () => {
  const place = useSandboxPlace();
  const permits = createPermitAuthority();
  const opened: Runs[] = [];
  afterEach(() => {
    for (const runs of opened.splice(0)) runs.dispose();
  });

  const launch = async (script: string, confinement: Confinement | undefined): Promise<{ readonly runs: Runs; readonly run: RunState }> => {
    const runs = createRuns({
      roots: [place.root],
      supervisor: {
        node: process.execPath,
        script: supervisorScript,
        relay: relay.script,
        keeper: keeperScript,
        hook: hookPython,
        options: ['stopPollMs=50'],
      },
      require: permits.require,
      home: place.practicumHome,
      interpreter: async () => systemPython(),
    });
    opened.push(runs);
    const request = { script: await place.put('ws/train.py', script), args: [], origin: { by: 'agent', session: 's', call: 'c' } } as const;
    const run = await runs.launch(permits.mint('ca_test' as CallId, launchEffects(request, place.root), confinement), request);
    return { runs, run };
  };
  const ended = ({ runs, run }: { readonly runs: Runs; readonly run: RunState }): Promise<RunState> =>
    runs.waitForEnd(run.spec.id, AbortSignal.timeout(60_000));

  // shows: sandbox-runs
  it('is confined: it trains and writes its checkpoint, and reaches neither its own record nor the network nor a key', async () => {
    await place.put('practicum/keys.json', 'canary');
    await place.put('ws/.env', 'canary');
    const script = `
import os, socket
open("checkpoint.bin", "w").write("x")
def attempt(name, act):
    try:
        act(); print("DID", name)
    except OSError as error:
        print("refused", name, error.errno)
attempt("record", lambda: open(".practicum/runs/" + os.environ["PRACTICUM_RUN"] + "/points.jsonl", "a"))
attempt("editor", lambda: os.makedirs(".vscode/x"))
attempt("outside", lambda: open(${JSON.stringify(join(place.folder, 'outside'))}, "w"))
attempt("keys", lambda: open(${JSON.stringify(join(place.practicumHome, 'keys.json'))}))
attempt("secret", lambda: open(".env"))
attempt("network", lambda: socket.create_connection(("127.0.0.1", 9), 2))
print("step 1 loss 0.5")`;
    const { run, runs } = await launch(script, { writable: [place.root], network: 'off' });
    const end = await ended({ run, runs });
    const { lines } = await runs.logPage(run.spec.id, { lines: 50 });
    assert.equal(end.status, 'done', lines.join('\n'));
    assert.doesNotMatch(lines.join('\n'), /DID/);
    assert.equal(lines.filter((line) => line.startsWith('refused')).length, 6);
    assert.equal((await runs.points(run.spec.id))[0]?.value, 0.5);
    assert.deepEqual((await readdir(place.root)).sort(), ['.env', '.practicum', 'checkpoint.bin', 'train.py']);
    const spec = specSchema.parse(JSON.parse(await readFile(join(run.folder, 'spec.json'), 'utf8')));
    assert.deepEqual(spec.confinement, { writable: [place.root], network: 'off', roots: [place.root], home: place.practicumHome });
  });

  // shows: sandbox-runs, hook-frameworks
  it('tells through its hook what frameworks log, and writes nothing else of its record', async () => {
    await place.put('ws/trackio.py', '__version__ = "0.36.0"\ndef log(metrics, step=None): pass\n');
    const script = `
import os, trackio
trackio.log({"loss": 1 / 3}, 7)
record = os.path.dirname(os.environ["PRACTICUM_HOOK"])
for name in ["points.jsonl", "spec.json", "more"]:
    try:
        open(os.path.join(record, name), "a"); print("DID", name)
    except OSError as error:
        print("refused", name)
try:
    os.rename(os.environ["PRACTICUM_HOOK"], record + "/other"); print("DID rename")
except OSError as error:
    print("refused rename")`;
    const { run, runs } = await launch(script, { writable: [place.root], network: 'off' });
    const end = await ended({ run, runs });
    const { lines } = await runs.logPage(run.spec.id, { lines: 50 });
    assert.equal(end.status, 'done', lines.join('\n'));
    assert.deepEqual(lines, ['refused points.jsonl', 'refused spec.json', 'refused more', 'refused rename']);
    const [point] = await runs.points(run.spec.id);
    assert.deepEqual([point?.metric, point?.step, point?.value, point?.source], ['loss', 7, 1 / 3, 'hook']);
  });

  // shows: sandbox-runs
  it('is asked to stop like any other, and can save', async () => {
    const script = `
import time
try:
    print("ready", flush=True)
    while True: time.sleep(0.05)
except KeyboardInterrupt:
    open("saved", "w").write("x")
    print("saved")`;
    const { run, runs } = await launch(script, { writable: [place.root], network: 'off' });
    while (!(await runs.logPage(run.spec.id, { lines: 5 })).lines.includes('ready'))
      await new Promise((resolve) => setTimeout(resolve, 50));
    await runs.stop(run.spec.id);
    const end = await ended({ run, runs });
    assert.equal(end.status, 'stopped');
    assert.deepEqual((await runs.logPage(run.spec.id, { lines: 5 })).lines, ['ready', 'saved']);
    assert.ok((await readdir(place.root)).includes('saved'));
  });

  it('ends with the code and the signal that it would have without walls', async () => {
    const failed = await ended(await launch('raise SystemExit(7)', { writable: [place.root], network: 'off' }));
    assert.equal(failed.exit?.code, 7);
    const killed = await ended(await launch('import os; os.kill(os.getpid(), 9)', { writable: [place.root], network: 'off' }));
    assert.deepEqual([killed.exit?.code, killed.exit?.signal], [null, 'SIGKILL']);
  });

  it('does not start where its walls cannot be put up', async () => {
    const end = await ended(await launch('print("ran")', { writable: [join(place.root, 'missing')], network: 'off' }));
    assert.equal(end.status, 'failed');
    assert.match(end.exit?.reason ?? '', /^could not start: .*there is no .*missing/);
  });

  // shows: sandbox-runs
  // shows: sandbox-runs, run-pty
  it('gets its terminal inside the walls, hears that it is to stop, and its exit code and signal come out', async () => {
    const started = await launch(
      `# import rich
import sys, time
print(sys.stdout.isatty(), flush=True)
try:
    time.sleep(600)
except KeyboardInterrupt:
    print("saved")
    sys.exit(5)
`,
      { writable: [place.root], network: 'off' },
    );
    const { runs, run } = started;
    assert.equal(run.spec.terminal, true);
    await eventually(async () => ((await runs.get(run.spec.id)).logBytes > 0 ? true : undefined), 'it is up');
    await runs.stop(run.spec.id);
    const end = await ended(started);
    assert.deepEqual((await runs.logPage(run.spec.id, { lines: 9 })).lines, ['True', 'saved']);
    assert.deepEqual([end.exit?.code, end.exit?.reason], [5, 'stopped on request (SIGINT)']);
    const killed = await ended(
      await launch('# import rich\nimport os; os.kill(os.getpid(), 9)', { writable: [place.root], network: 'off' }),
    );
    assert.equal(killed.exit?.signal, 'SIGKILL');
  });

  it('that a person starts is not confined', async () => {
    const outside = join(place.folder, 'outside');
    const end = await ended(await launch(`open(${JSON.stringify(outside)}, "w").write("x")`, undefined));
    assert.equal(end.status, 'done');
    assert.equal(await readFile(outside, 'utf8'), 'x');
    assert.equal(end.spec.confinement, undefined);
  });

  // shows: sandbox-devices
  it('loads data with the workers of a PyTorch DataLoader over shared memory', async function () {
    this.timeout(120_000);
    const python = await torchPython();
    if (python === undefined) {
      process.stderr.write('      skipped: there is no Python with PyTorch (npm test makes one)\n');
      this.skip();
    }
    const script = `
import torch
from torch.utils.data import DataLoader, TensorDataset
if __name__ == "__main__":
    data = TensorDataset(torch.arange(4096.0).reshape(64, 64))
    total = sum(batch[0].sum().item() for batch in DataLoader(data, batch_size=8, num_workers=2))
    model = torch.nn.Linear(64, 1)
    torch.save(model.state_dict(), "model.pt")
    print("total", total)`;
    await place.put('ws/loader.py', script);
    const { output, exitCode } = await place.run(`${python} loader.py`, { request: { timeoutMs: 110_000 } });
    assert.equal(exitCode, 0, output);
    assert.match(output, /^total 8386560\.0$/m);
    assert.ok((await readdir(place.root)).includes('model.pt'));
  });
});

/** The environment that the tests of whole stories use, where it has been made. */
async function torchPython(): Promise<string | undefined> {
  const cache = join(process.env['HOME'] ?? '/root', '.cache', 'practicum');
  const names = await readdir(cache).catch((): string[] => []);
  const folder = names.find((name) => name.startsWith('python-torch'));
  return folder === undefined ? undefined : join(cache, folder, 'bin', 'python');
}

describe('a confined command in sight of sockets', socketsInSight);
