import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { MlflowRun } from '../../../../src/runs/files/mlflowRun.ts';
import { NoSqlite, TrackioDatabase, trackioRuns } from '../../../../src/runs/files/trackioDatabase.ts';
import { inboxRuns, TrackioInbox } from '../../../../src/runs/files/trackioInbox.ts';
import { WandbFile } from '../../../../src/runs/files/wandbFile.ts';
import { brief, fixtures, readAll, temporaryFolder } from './readAll.ts';

describe('offline runs of W&B', () => {
  const written = path.join(fixtures, 'wandb/offline-run-20261121_123532-yhkezh92/run-yhkezh92.wandb');
  let temporary = temporaryFolder();
  let file = '';

  beforeEach(() => {
    temporary = temporaryFolder();
    file = path.join(temporary.folder, 'run-a.wandb');
  });
  afterEach(() => temporary.remove());

  // shows: files-wandb
  it('gives every value that wandb logged, nested ones by their path, and those of the summary alone', async () => {
    const { points, notes } = await readAll(new WandbFile(written), true);
    const of = (metric: string): readonly (readonly [number, number])[] =>
      points.filter((point) => point.metric === metric).map(({ step, value }) => [step, value]);
    const steps = Array.from({ length: 60 }, (_, step) => step);
    assert.deepEqual(of('loss'), [...steps.map((step) => [step, 1 / (step + 1)]), [200, 0.001]]);
    assert.deepEqual(
      of('nested.accuracy'),
      steps.map((step) => [step, step / 60]),
    );
    assert.deepEqual(of('bad'), [[5, Number.NaN]]);
    assert.equal(of('val_loss').length, 6);
    assert.deepEqual(of('best_epoch'), [[200, 3]]);
    assert.equal(points.length, 61 + 60 + 1 + 6 + 1);
    assert.deepEqual(notes, []);
    assert.equal(new Date(points[0]?.wallMs ?? 0).getUTCFullYear(), 2026);
  });

  // shows: files-wandb
  it('knows the run’s name, its configuration and its exit code', async () => {
    const reader = new WandbFile(written);
    await readAll(reader, true);
    const { name, exitCode, hyperparameters } = reader.facts();
    assert.deepEqual([name, exitCode], ['small-run', 3]);
    assert.deepEqual(Object.fromEntries(hyperparameters ?? []), { lr: '0.001', 'model.name': 'mlp', 'model.width': '32', seed: '7' });
  });

  // shows: files-wandb
  it('gives the same points when the file comes in pieces of any size', async () => {
    const bytes = readFileSync(written);
    const whole = brief(await readAll(new WandbFile(written)));
    for (const size of [1777, 9000]) {
      const piece = path.join(temporary.folder, `run-${size}.wandb`);
      const reader = new WandbFile(piece);
      const read: string[] = [];
      for (let at = 0; at < bytes.length; at += size) {
        appendFileSync(piece, bytes.subarray(at, at + size));
        read.push(...brief(await readAll(reader)));
      }
      assert.deepEqual(read, whole);
    }
  });

  // shows: files-wandb, capture-bad-files
  it('loses what is damaged, says so once, and finds its way at the next record', async () => {
    const bytes = readFileSync(written);
    bytes[9000] = (bytes[9000] ?? 0) ^ 0xff;
    writeFileSync(file, bytes);
    const read = await readAll(new WandbFile(file), true);
    const whole = await readAll(new WandbFile(written), true);
    assert.ok(read.points.length >= whole.points.length - 4, `${read.points.length} of ${whole.points.length}`);
    assert.deepEqual(read.notes, [`One record of ${file} did not agree with the checksum and was passed over.`]);
  });

  // shows: capture-bad-files
  it('says of another kind of file that nothing was read', async () => {
    writeFileSync(file, 'a text that was given this name');
    const read = await readAll(new WandbFile(file), true);
    assert.deepEqual([read.points, read.notes], [[], [`${file} does not begin as a file of W&B: nothing of it was read.`]]);
  });
});

/** The tables as trackio 0.36 documents them. */
function trackioDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE metrics (id INTEGER PRIMARY KEY AUTOINCREMENT, run_id TEXT, timestamp TEXT, run_name TEXT, step INTEGER, metrics TEXT, log_id TEXT, space_id TEXT);
    CREATE TABLE configs (run_id TEXT UNIQUE, run_name TEXT, config TEXT, created_at TEXT);`);
  return database;
}

function log(database: DatabaseSync, run: string, step: number, metrics: string): void {
  database
    .prepare('INSERT INTO metrics (run_id, timestamp, run_name, step, metrics) VALUES (?, ?, ?, ?, ?)')
    .run(`id-${run}`, '2026-11-21T12:00:00+00:00', run, step, metrics);
}

describe('what trackio keeps', () => {
  let temporary = temporaryFolder();

  beforeEach(() => {
    temporary = temporaryFolder();
  });
  afterEach(() => temporary.remove());

  // shows: files-trackio
  it('reads the rows of a database that is being written, the newest of which lie beside it', async () => {
    const file = path.join(temporary.folder, 'project.db');
    const database = trackioDatabase(file);
    try {
      log(database, 'first', 0, '{"loss": 1.5, "acc": {"top1": 0.5}}');
      log(database, 'second', 0, '{"loss": 9}');
      database.prepare('INSERT INTO configs VALUES (?, ?, ?, ?)').run('id-first', 'first', '{"lr": 0.1, "_internal": 1}', '');
      const [run] = trackioRuns(file);
      assert.deepEqual(
        trackioRuns(file).map(({ name }) => name),
        ['first', 'second'],
      );
      const reader = new TrackioDatabase(file, run);
      const { points } = await readAll(reader);
      assert.deepEqual(points, [
        { metric: 'loss', step: 0, value: 1.5, wallMs: Date.parse('2026-11-21T12:00:00Z') },
        { metric: 'acc.top1', step: 0, value: 0.5, wallMs: Date.parse('2026-11-21T12:00:00Z') },
      ]);
      assert.deepEqual(Object.fromEntries(reader.facts().hyperparameters ?? []), { lr: '0.1' });
      log(database, 'first', 1, '{"loss": "NaN"}');
      assert.deepEqual(brief(await readAll(reader)), ['loss 1 NaN']);
    } finally {
      database.close();
    }
  });

  // shows: files-trackio
  it('says that an engine without SQLite cannot read a database, and what can', async () => {
    const file = path.join(temporary.folder, 'project.db');
    trackioDatabase(file).close();
    const real = process.getBuiltinModule;
    process.getBuiltinModule = () => undefined;
    try {
      await assert.rejects(
        () => new TrackioDatabase(file).read(),
        (error) => error instanceof NoSqlite && /has no SQLite/.test(error.message) && /22\.13/.test(error.hint ?? ''),
      );
    } finally {
      process.getBuiltinModule = real;
    }
  });

  // shows: files-trackio
  it('reads the fragments of its inbox', async () => {
    const inbox = path.join(temporary.folder, 'inbox');
    mkdirSync(path.join(inbox, 'writer-1'), { recursive: true });
    const fragment = (run: string, step: number): string =>
      `${JSON.stringify({ v: 1, kind: 'metric', project: 'p', run, metrics: { loss: step / 2 }, step, timestamp: '2026-11-21T12:00:00Z' })}\n`;
    writeFileSync(path.join(inbox, 'writer-1', '1.jsonl'), `${fragment('a', 1)}${fragment('b', 1)}{"v":1,"kind":"alert"}\n`);
    assert.deepEqual(await inboxRuns(inbox), [
      { project: 'p', run: 'a' },
      { project: 'p', run: 'b' },
    ]);
    const reader = new TrackioInbox(inbox, { project: 'p', run: 'a' });
    assert.deepEqual(brief(await readAll(reader)), ['loss 1 0.5']);
    writeFileSync(path.join(inbox, 'writer-1', '2.jsonl'), `${fragment('a', 2)}torn\n`);
    const read = await readAll(reader);
    assert.deepEqual([brief(read), read.notes.length], [['loss 2 1'], 1]);
  });
});

describe('MLflow’s file store', () => {
  // shows: files-tables
  it('reads metrics, parameters, name and end of a run', async () => {
    const temporary = temporaryFolder();
    try {
      for (const folder of ['metrics/val', 'params']) mkdirSync(path.join(temporary.folder, folder), { recursive: true });
      writeFileSync(
        path.join(temporary.folder, 'meta.yaml'),
        "end_time: 1795221400000\nrun_name: 'big one'\nstart_time: 1795221300000\nstatus: 4\ntags: []\n",
      );
      writeFileSync(path.join(temporary.folder, 'params/lr'), '0.1');
      writeFileSync(path.join(temporary.folder, 'metrics/loss'), '1795221301000 0.5 1\n1795221302000 nan 2\nbroken\n');
      writeFileSync(path.join(temporary.folder, 'metrics/val/loss'), '1795221302000 0.25 2\n');
      const reader = new MlflowRun(temporary.folder);
      const read = await readAll(reader, true);
      assert.deepEqual(brief(read), ['loss 1 0.5', 'loss 2 NaN', 'val/loss 2 0.25']);
      assert.equal(read.notes.length, 1);
      const { name, createdMs, failure, hyperparameters } = reader.facts();
      assert.deepEqual([name, createdMs, failure], ['big one', 1_795_221_300_000, 'MLflow says that it failed']);
      assert.deepEqual(Object.fromEntries(hyperparameters ?? []), { lr: '0.1' });
    } finally {
      temporary.remove();
    }
  });
});
