import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { findCheckpoints, isCheckpointName, newestCheckpoint, savingPlaces, stepOfName } from '../../../src/runs/checkpoints.ts';
import { resumeArgs, resumeWay } from '../../../src/runs/resumeWay.ts';
import { eachResumable, openResumable, type Resumable, range, trainer } from './resumable.ts';
import { makeWorkspace, type Workspace } from './workspace.ts';

describe('A run that is resumed', function () {
  this.timeout(180_000);
  let workspace: Resumable['workspace'];
  let runs: Resumable['runs'];
  let resume: Resumable['resume'];
  let stepsOf: Resumable['stepsOf'];
  eachResumable((opened) => {
    ({ workspace, runs, resume, stepsOf } = opened);
  });

  // shows: run-resume
  it('goes on from its newest checkpoint as the next segment of the same folder, and keeps what was measured before', async () => {
    const first = await workspace.ended(await workspace.launch(workspace.script('train.py', trainer)));
    assert.equal(first.exit?.code, 3);
    assert.deepEqual(
      first.checkpoints?.map(({ path: file, step }) => [path.basename(file), step]),
      [
        ['ckpt_10.pt', 10],
        ['ckpt_20.pt', 20],
      ],
    );
    const id = first.spec.id;
    const started = await resume(first);
    assert.equal(started.segment, 1);
    const ended = await runs.waitForEnd(id, AbortSignal.timeout(60_000));
    assert.equal(ended.status, 'done');
    assert.equal(ended.exit?.code, 0);
    const { atMs, ...from } = ended.resumed ?? {};
    assert.deepEqual(from, { checkpoint: path.join(workspace.root, 'ckpt_20.pt'), step: 20 });
    assert.ok(atMs !== undefined && atMs >= first.spec.createdMs);
    assert.deepEqual(await stepsOf(ended, 0), range(1, 25));
    assert.deepEqual(await stepsOf(ended, 1), range(21, 40));
    assert.equal(ended.pointCount, 45);
    const former = JSON.parse(readFileSync(path.join(ended.folder, 'exit-0.json'), 'utf8')) as { code: number };
    assert.equal(former.code, 3);
    assert.deepEqual(
      (await runs.list()).map((run) => [run.spec.id, run.status, run.segment]),
      [[id, 'done', 1]],
    );

    // Once more, from one that was chosen by its step.
    await resume(ended, '10');
    const again = await runs.waitForEnd(id, AbortSignal.timeout(60_000));
    assert.equal(again.segment, 2);
    assert.deepEqual(await stepsOf(again, 2), range(11, 40));
    assert.ok(existsSync(path.join(again.folder, 'exit-1.json')));
  });

  // shows: run-resume, run-interpreter-gone
  it('says in one sentence what is in the way, and leaves the run as it was', async () => {
    const going = await workspace.launch(workspace.script('long.py', 'import time\ntime.sleep(600)\n'));
    await assert.rejects(runs.planResume(going.spec.id), { code: 'run-goes-on' });
    await runs.stop(going.spec.id);
    await workspace.ended(going);
    await assert.rejects(runs.planResume(going.spec.id), { code: 'cannot-resume', message: /left no checkpoint/ });

    const deaf = await workspace.ended(await workspace.launch(workspace.script('deaf.py', 'open("last.pt", "w").write("x")\n')));
    await assert.rejects(runs.planResume(deaf.spec.id), { code: 'cannot-resume', message: /no way to be told/, hint: /PRACTICUM_RESUME/ });

    const first = await workspace.ended(await workspace.launch(workspace.script('train.py', trainer)));
    await assert.rejects(runs.planResume(first.spec.id, '77'), { code: 'cannot-resume', hint: /ckpt_10\.pt, ckpt_20\.pt/ });
    rmSync(path.join(workspace.root, 'ckpt_20.pt'));
    assert.equal((await runs.planResume(first.spec.id)).resumed.step, 10, 'one that is gone is not gone on from');

    const spec = path.join(first.folder, 'spec.json');
    writeFileSync(spec, readFileSync(spec, 'utf8').replaceAll(JSON.stringify(first.spec.interpreter.path), '"/nowhere/bin/python"'));
    const other = workspace.otherRuns();
    const plan = await other.planResume(first.spec.id);
    assert.equal(plan.run.spec.interpreter.path, '/nowhere/bin/python');
    const before = readdirSync(first.folder).sort();
    await assert.rejects(resume(first), {
      code: 'interpreter-gone',
      message: /\/nowhere\/bin\/python/,
      hint: /Make its environment again/,
    });
    assert.deepEqual(readdirSync(first.folder).sort(), before);
  });
});

describe('A run that costs money and is resumed', function () {
  this.timeout(180_000);
  const hourMs = 3_600_000;
  let capUsd: number;
  let workspace: Workspace;
  let resumable: Resumable;
  beforeEach(() => {
    capUsd = 1000;
    workspace = makeWorkspace({ capUsd });
    resumable = openResumable(workspace, () => capUsd);
  });
  afterEach(() => {
    resumable.runs.dispose();
    workspace.dispose();
  });

  // shows: ledger-caps, watch-cost, run-resume
  it('has paid already what its former segments took: its cap does not begin anew', async () => {
    const waits = trainer.replace('    step = json', '    import time; time.sleep(300)\n    step = json');
    const first = await workspace.ended(await workspace.launch(workspace.script('train.py', waits), [], { limits: { usdPerHour: 1 } }));
    const file = path.join(first.folder, 'spec.json');
    // As if it had trained for an hour.
    const createdMs = first.spec.createdMs - hourMs;
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), createdMs }));
    const pastMs = (first.exit?.endedMs ?? 0) - createdMs;

    capUsd = 1;
    const before = readdirSync(first.folder).sort();
    await assert.rejects(resumable.resume(first), { code: 'cannot-resume', message: /used up what one run may cost \(1\.00 h × \$1\/h/ });
    assert.deepEqual(readdirSync(first.folder).sort(), before);

    // One second more: had it begun anew, it would go on for an hour.
    capUsd = (pastMs + 1000) / hourMs;
    await resumable.resume(first);
    const segment = JSON.parse(readFileSync(path.join(first.folder, 'segment-1.json'), 'utf8')) as {
      spec: { pastMs: number; limits: object };
    };
    assert.equal(segment.spec.pastMs, pastMs);
    assert.deepEqual(segment.spec.limits, { usdPerHour: 1, usd: capUsd, isCap: true });
    const ended = await resumable.runs.waitForEnd(first.spec.id, AbortSignal.timeout(60_000));
    assert.deepEqual([ended.status, ended.segment], ['stopped', 1]);
    assert.match(ended.exit?.reason ?? '', /^stopped by a watchdog: This run has used up what it may cost/);
    await assert.rejects(resumable.resume(ended), { code: 'cannot-resume', message: /used up/ }, 'nor does a third');
  });
});

describe('A script', () => {
  // shows: run-resume
  it('is told by the option that it declares, else by the environment, else not at all', () => {
    const argparse = (words: string): string => `parser.add_argument(${words})`;
    assert.deepEqual(resumeWay([argparse(`"-r", '--resume-from-checkpoint', type=str`)]), {
      kind: 'option',
      option: '--resume-from-checkpoint',
    });
    assert.deepEqual(resumeWay([argparse('"--ckpt_path"')]), { kind: 'option', option: '--ckpt_path' });
    assert.deepEqual(resumeWay([argparse('"--resume", action="store_true"')]), { kind: 'flag', option: '--resume' });
    assert.deepEqual(resumeWay(['@click.option("--resume", type=click.Path(exists=True), default=None)']), {
      kind: 'option',
      option: '--resume',
    });
    assert.deepEqual(
      resumeWay(['HfArgumentParser((TrainingArguments,))', 'trainer.train(resume_from_checkpoint=training_args.resume_from_checkpoint)']),
      {
        kind: 'option',
        option: '--resume_from_checkpoint',
      },
    );
    assert.deepEqual(resumeWay(['path = os.environ.get("PRACTICUM_RESUME")']), { kind: 'environment' });
    assert.deepEqual(resumeWay(['callbacks=[keras.callbacks.BackupAndRestore("backup")]']), { kind: 'itself', by: 'BackupAndRestore' });
    assert.equal(resumeWay([argparse('"--checkpoint_every", type=int'), 'torch.save(model, "last.pt")']), undefined);
  });

  it('keeps its other arguments', () => {
    const option = { kind: 'option', option: '--resume' } as const;
    assert.deepEqual(resumeArgs(['--lr', '1', '--resume', 'old.pt', '--x'], option, 'new.pt'), ['--lr', '1', '--x', '--resume', 'new.pt']);
    assert.deepEqual(resumeArgs(['--resume=old.pt', 'data'], option, 'new.pt'), ['data', '--resume', 'new.pt']);
    assert.deepEqual(resumeArgs(['--resume', 'data'], { kind: 'flag', option: '--resume' }, 'new.pt'), ['data', '--resume']);
    assert.deepEqual(resumeArgs(['a'], { kind: 'environment' }, 'new.pt'), ['a']);
  });
});

describe('Checkpoints', () => {
  let workspace: Workspace;
  beforeEach(() => {
    workspace = makeWorkspace();
  });
  afterEach(() => workspace.dispose());

  // shows: run-resume
  it('are found by the names that frameworks give them, whole ones only', async () => {
    const put = (name: string, text: string | Buffer): void => {
      const file = path.join(workspace.root, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    };
    const zip = Buffer.concat([Buffer.from('PK\u0003\u0004weights'), Buffer.from('PK\u0005\u0006'), Buffer.alloc(18)]);
    put('out/checkpoint-500/trainer_state.json', '{"epoch": 1.0, "global_step": 500}');
    put('out/checkpoint-500/model.safetensors', 'x');
    put('out/checkpoint-1000/model.safetensors', 'being written');
    put('lightning_logs/version_0/checkpoints/epoch=3-step=1200.ckpt', zip);
    put('lightning_logs/version_0/checkpoints/last.ckpt', zip.subarray(0, 9));
    put('model.keras', zip);
    put('last.pt', 'a pickle');
    put('data.pt', 'a tensor');
    put('.hidden/last.pt', 'x');
    put('node_modules/last.pt', 'x');
    const found = await findCheckpoints([workspace.root]);
    assert.deepEqual(found.map((each) => [path.relative(workspace.root, each.path), each.step]).sort(), [
      ['last.pt', undefined],
      ['lightning_logs/version_0/checkpoints/epoch=3-step=1200.ckpt', 1200],
      ['model.keras', undefined],
      ['out/checkpoint-500', 500],
    ]);
  });

  it('are looked for where the arguments say that it saves', () => {
    assert.deepEqual(
      savingPlaces(['--output_dir', 'out', '--lr', '1', '--save=w/model.npz', '--model', 'gpt2', 'trainer.default_root_dir=lit'], '/w'),
      ['/w/out', '/w/w/model.npz', '/w/lit'],
    );
    assert.equal(isCheckpointName('model.npz', true), true);
    assert.equal(isCheckpointName('arrays.npz', false), false);
    assert.deepEqual(['ckpt_0100.pt', 'epoch=2.ckpt', 'step_7', 'last.pt'].map(stepOfName), [100, undefined, 7, undefined]);
    const order = ['/a/ckpt_1.pt', '/a/ckpt_2.pt', '/a/best.pt'].map((file) => ({ path: file }));
    assert.equal(newestCheckpoint(order)?.path, '/a/ckpt_2.pt');
  });
});
