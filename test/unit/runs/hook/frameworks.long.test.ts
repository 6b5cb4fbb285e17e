/**
 * Real frameworks under the real supervisor: what the hook tells against what the framework itself wrote down, and what is read from
 * the console against the hook.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { frameworksPython } from '../../../../scripts/frameworks.mjs';
import { Capture } from '../../../../src/runs/capture/capture.ts';
import { WandbFile } from '../../../../src/runs/files/wandbFile.ts';
import { parsePoint } from '../../../../src/runs/folderSchema.ts';
import { meaningsOf, mergePoints } from '../../../../src/runs/merge.ts';
import type { MetricPoint, RunState } from '../../../../src/runs/run.ts';
import { makeWorkspace, type Workspace } from '../workspace.ts';

interface Hooked {
  readonly run: RunState;
  readonly root: string;
  readonly log: Buffer;
  /** As a reader sees them. */
  readonly points: readonly MetricPoint[];
  readonly hook: readonly MetricPoint[];
}

const isSame = (a: string, b: string): boolean => meaningsOf(a).some((meaning) => meaningsOf(b).includes(meaning));
const told = (points: readonly MetricPoint[]): readonly string[] =>
  points.map(({ metric, step, value }) => `${metric}@${step}=${value}`).toSorted();
const lastLine = (log: Buffer): string => log.toString('utf8').trimEnd().split('\n').at(-1) ?? '';

describe('The hook in real frameworks', function () {
  this.timeout(300_000);
  let python: string;
  let workspace: Workspace;
  before(async () => {
    python = await frameworksPython((text) => process.stderr.write(`${text}\n`));
  });
  beforeEach(() => {
    workspace = makeWorkspace({ root: realpathSync(mkdtempSync(path.join(tmpdir(), 'practicum-frameworks-'))), python });
  });
  afterEach(() => {
    workspace.dispose();
    rmSync(workspace.root, { recursive: true, force: true });
  });

  const train = async (name: string, args: readonly string[] = [], runner: readonly string[] = []): Promise<Hooked> => {
    const { root } = workspace;
    const script = path.join(root, name);
    copyFileSync(fileURLToPath(new URL(`scripts/${name}`, import.meta.url)), script);
    const run = await workspace.ended(await workspace.launch(script, args, { runner }));
    const log = readFileSync(path.join(run.folder, 'console.log'));
    assert.equal(run.status, 'done', log.toString('utf8').slice(-2000));
    assert.equal(run.note, undefined);
    const written = readFileSync(path.join(run.folder, 'points.jsonl'), 'utf8').trimEnd().split('\n').map(parsePoint);
    const points = mergePoints(written.filter((point) => point !== undefined));
    onceEach(points);
    return { run, root, log, points, hook: points.filter(({ source }) => source === 'hook') };
  };

  /** No point twice, under whatever name. */
  const onceEach = (points: readonly MetricPoint[]): void => {
    for (const [index, point] of points.entries())
      for (const other of points.slice(index + 1))
        assert.ok(
          other.step !== point.step || other.source === point.source || !isSame(other.metric, point.metric),
          JSON.stringify([point, other]),
        );
  };

  /** The same program without the hook ends in the same weights and draws the same random number. */
  const sameWithout = (name: string, hooked: Hooked, args: readonly string[] = []): void => {
    const folder = mkdtempSync(path.join(tmpdir(), 'practicum-unhooked-'));
    try {
      const script = path.join(folder, name);
      copyFileSync(path.join(hooked.root, name), script);
      const log = execFileSync(python, [script, ...args], { cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
      assert.equal(lastLine(log), lastLine(hooked.log));
      assert.match(lastLine(log), /^weights /);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };

  /** Read from the console alone: every point must be one of the hook's, and those that were printed must be there. */
  const consoleTruth = ({ log, hook }: Hooked, isPrinted: (point: MetricPoint) => boolean): void => {
    const capture = new Capture();
    const read = [...capture.push(log, 0), ...capture.end(0)].filter(({ metric }) => hook.some((point) => isSame(point.metric, metric)));
    const isClose = (a: number, b: number): boolean => Object.is(a, b) || Math.abs(a - b) <= Math.max(6e-3 * Math.abs(b), 6e-5);
    const matches = (a: MetricPoint, b: MetricPoint): boolean =>
      a.step === b.step && isSame(a.metric, b.metric) && isClose(a.value, b.value);
    const wrong = read.filter((point) => !hook.some((exact) => matches(point, exact)));
    assert.deepEqual(told(wrong), [], 'points that were never measured');
    const printed = hook.filter(isPrinted);
    const missing = printed.filter((exact) => !read.some((point) => matches(point, exact)));
    assert.ok(printed.length > 0 && missing.length <= printed.length * 0.01, `missing: ${told(missing).join(' ')}`);
  };

  /** Every scalar of the event files below a folder, as TensorBoard itself reads them. */
  const eventScalars = (root: string): readonly string[] => {
    const code = `import json, os, sys
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
found = []
for folder, _, names in os.walk(sys.argv[1]):
    if any("tfevents" in name for name in names):
        events = EventAccumulator(folder, size_guidance={"scalars": 0}); events.Reload()
        for tag in events.Tags()["scalars"]:
            found += [[os.path.relpath(folder, sys.argv[1]), tag, each.step, repr(each.value)] for each in events.Scalars(tag)]
print(json.dumps(found))`;
    const found = JSON.parse(
      execFileSync(python, ['-c', code, root], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    ) as string[][];
    return found.map(([folder, tag, step, value]) => `${folder}:${tag}@${step}=${value === 'nan' ? 'NaN' : Number(value)}`).toSorted();
  };

  // shows: hook-frameworks, hook-harmless, capture-merge
  it('are exact in transformers’ Trainer: its trainer_state.json says the same to the last digit', async () => {
    const hooked = await train('trainer_tiny.py');
    const state = JSON.parse(readFileSync(path.join(hooked.root, 'out/trainer_state.json'), 'utf8')) as {
      readonly log_history: readonly Readonly<Record<string, number>>[];
    };
    const isMeasured = (name: string): boolean => !/^(?:epoch|step|total_flos)$|_runtime$|_per_second$/.test(name);
    const own = state.log_history.flatMap((row) =>
      Object.entries(row).flatMap(([name, value]) => (isMeasured(name) ? [`${name}@${row['step']}=${value}`] : [])),
    );
    assert.ok(own.length > 30);
    assert.deepEqual(told(hooked.hook), own.toSorted());
    sameWithout('trainer_tiny.py', hooked);
    consoleTruth(hooked, () => true);
  });

  // shows: hook-frameworks, hook-harmless, capture-merge
  it('are exact in Lightning: its CSV says the same, with the same steps', async () => {
    const hooked = await train('lightning_tiny.py');
    const [header = '', ...rows] = readFileSync(path.join(hooked.root, 'out/csv/version_0/metrics.csv'), 'utf8').trimEnd().split(/\r?\n/);
    const names = header.split(',');
    const own = rows.flatMap((row) => {
      const cells = row.split(',');
      const step = cells[names.indexOf('step')];
      return names.flatMap((name, at) =>
        name === 'epoch' || name === 'step' || cells[at] === '' ? [] : [`${name}@${step}=${Number(cells[at])}`],
      );
    });
    assert.ok(own.length === 27);
    assert.deepEqual(told(hooked.hook.filter(({ metric }) => metric !== 'hp_metric')), own.toSorted());
    sameWithout('lightning_tiny.py', hooked);
    consoleTruth(hooked, () => true);
  });

  // shows: hook-frameworks, hook-harmless, capture-merge
  it('are exact in Keras: its CSVLogger says the same of every epoch', async () => {
    const hooked = await train('keras_tiny.py');
    const [header = '', ...rows] = readFileSync(path.join(hooked.root, 'out/log.csv'), 'utf8').trimEnd().split(/\r?\n/);
    const names = header.split(',');
    const own = rows.flatMap((row) => {
      const [epoch = '', ...values] = row.split(',');
      return values.map((value, at) => `${names[at + 1]}@${Number(epoch) + 1}=${Number(value)}`);
    });
    assert.equal(own.length, 16);
    assert.deepEqual(told(hooked.hook), own.toSorted());
    sameWithout('keras_tiny.py', hooked);
    consoleTruth(hooked, () => true);
  });

  for (const [name, args] of [
    ['torch’s SummaryWriter', []],
    ['tensorboardX', ['tensorboardX']],
  ] as const) {
    // shows: hook-frameworks, hook-harmless, capture-merge
    it(`are exact in ${name}: its event files hold the same, in single precision`, async () => {
      const hooked = await train('summary_writer_tiny.py', args);
      // What `add_scalars` writes lies in folders of its own.
      const own = eventScalars(path.join(hooked.root, 'out')).filter((line) => !line.includes('norms'));
      const expected = hooked.hook
        .filter(({ metric }) => !metric.startsWith('norms/'))
        .map(({ metric, step, value }) => {
          const [folder, tag] = metric.startsWith('val/') ? ['val', metric.slice(4)] : ['train', metric];
          return `${folder}:${tag}@${step}=${Math.fround(value)}`;
        });
      assert.equal(own.length, 85);
      assert.deepEqual(expected.toSorted(), own);
      assert.equal(hooked.hook.filter(({ metric }) => /^norms\/l[12]$/.test(metric)).length, 2);
      sameWithout('summary_writer_tiny.py', hooked, args);
      consoleTruth(hooked, ({ metric, step }) => metric === 'loss' && step % 10 === 0);
    });
  }

  // shows: hook-frameworks
  it('are exact in wandb.log, with W&B’s own steps, and without what W&B itself leaves out', async () => {
    const { hook, root } = await train('wandb_tiny.py');
    const [folder = ''] = readdirSync(path.join(root, 'wandb')).filter((name) => name.startsWith('offline-run-'));
    const [file = ''] = readdirSync(path.join(root, 'wandb', folder)).filter((name) => name.endsWith('.wandb'));
    const { points } = await new WandbFile(path.join(root, 'wandb', folder, file)).read(true);
    const own = Array.from({ length: points.length }, (_, at) => `${points.nameOf(at)}@${points.step[at]}=${points.value[at]}`).filter(
      (line) => !/^(?:_|epoch@)/.test(line),
    );
    assert.equal(own.length, 43);
    assert.deepEqual(told(hook), own.toSorted());
  });

  // shows: hook-frameworks
  it('are rank 0’s in two processes, and whatever only another rank measures', async () => {
    const { hook } = await train('accelerate_tiny.py', [], ['-m', 'torch.distributed.run', '--nproc-per-node', '2']);
    const own = Array.from({ length: 10 }, (_, step) => [
      `loss@${step}=${1 / (step + 3)}`,
      `memory_0@${step}=${step}`,
      `memory_1@${step}=${step}`,
    ]).flat();
    assert.deepEqual(told(hook), own.toSorted());
  });

  // shows: hook-frameworks
  it('are not told by the workers of a data loader, and by rank 0 where ranks are spawned', async () => {
    const { hook } = await train('loader_tiny.py');
    assert.deepEqual(told(hook), ['after@0=2', 'before@0=1', 'loss@0=0', 'loss@1=0.25', 'loss@2=0.5']);
  });
});
