import assert from 'node:assert/strict';
import { appendFileSync, cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { RunId } from '../../../../src/base/ids.ts';
import { runPaths, runsFolder } from '../../../../src/runs/folder.ts';
import { type ImportReport, importRuns, NoSuchPath, NothingToImport } from '../../../../src/runs/importRuns.ts';
import { changeMarks, readMarks } from '../../../../src/runs/marks.ts';
import { RunMedia } from '../../../../src/runs/media/runMedia.ts';
import type { RunState } from '../../../../src/runs/run.ts';
import { RunReader } from '../../../../src/runs/runReader.ts';
import { frame, scalarEvent, writeEventFile } from '../../../bench/events/writeEvents.ts';
import { fixtures, temporaryFolder } from './readAll.ts';

describe('importing logs', () => {
  let temporary = temporaryFolder();
  let runs = '';
  let logs = '';

  beforeEach(() => {
    temporary = temporaryFolder();
    runs = runsFolder(path.join(temporary.folder, 'workspace'));
    logs = path.join(temporary.folder, 'logs');
    mkdirSync(logs);
  });
  afterEach(() => temporary.remove());

  function imported(...paths: readonly string[]): Promise<ImportReport> {
    return importRuns({ paths, runsFolders: [runs], nowMs: Date.now(), signal: new AbortController().signal });
  }

  async function state(id: RunId): Promise<RunState> {
    const read = await new RunReader(path.join(runs, id), Date.now).state();
    assert.ok(read);
    return read;
  }

  function runCount(): number {
    return readdirSync(runs).filter((name) => !name.startsWith('.')).length;
  }

  // shows: import-folders
  it('makes one run of each log in a folder, named as its program would', async () => {
    cpSync(fixtures, logs, { recursive: true });
    const { outcomes, notes } = await imported(logs);
    assert.deepEqual(notes, []);
    assert.deepEqual(
      outcomes.map(({ kind, name, ...rest }) => [kind, name, 'pointCount' in rest ? rest.pointCount : undefined]),
      [
        ['imported', 'keras', 12],
        ['imported', 'lightning/version_0', 25],
        ['imported', 'tensorboardx', 30],
        ['imported', 'torch', 400],
        ['imported', 'torch-hparams', 24],
        ['imported', 'torch-media', 2],
        ['imported', 'torch-resumed', 16],
        ['imported', 'trainer', 23],
        ['imported', 'small-run', 129],
      ],
    );
  });

  // shows: import-folders
  it('keeps what the log says of the run and leaves empty what it does not', async () => {
    const [outcome] = (await imported(path.join(fixtures, 'wandb'))).outcomes;
    assert.ok(outcome?.kind === 'imported');
    const { spec, status, exit, pointCount, metrics, note, startedMs } = await state(outcome.id);
    assert.deepEqual([spec.target, spec.name, spec.argv, spec.interpreter.path], ['imported', 'small-run', [], '']);
    assert.deepEqual(spec.imported?.hyperparameters, { lr: '0.001', 'model.name': 'mlp', 'model.width': '32', seed: '7' });
    assert.equal(spec.settings?.seed, '7');
    assert.equal(spec.createdMs, startedMs);
    assert.deepEqual([status, exit?.code, pointCount], ['failed', 3, 129]);
    assert.deepEqual(metrics, ['loss', 'nested.accuracy', 'bad', 'val_loss', 'best_epoch']);
    assert.match(note ?? '', /^Imported from an offline run of W&B: .*run-yhkezh92\.wandb\.$/);
  });

  // shows: curves-media
  it('knows where the pictures and histograms of the log lie', async () => {
    const [outcome] = (await imported(path.join(fixtures, 'torch-media'))).outcomes;
    assert.ok(outcome?.kind === 'imported');
    const media = new RunMedia(runPaths(path.join(runs, outcome.id)).media);
    await media.refresh();
    assert.deepEqual(media.tags.find(({ tag }) => tag === 'samples/digit')?.steps, [0, 10]);
    assert.equal((await media.load('samples/digit', 0))?.kind, 'image');
  });

  it('calls a run whose end is not known done, without inventing an exit code', async () => {
    const [outcome] = (await imported(path.join(fixtures, 'keras'))).outcomes;
    assert.ok(outcome?.kind === 'imported');
    const { status, exit, startedMs } = await state(outcome.id);
    assert.deepEqual([status, exit?.code, startedMs], ['done', null, undefined]);
    const reader = new RunReader(path.join(runs, outcome.id), Date.now);
    const [point] = await reader.points(0);
    assert.deepEqual([point?.metric, point?.value, point?.source], ['loss', 5.030675888061523, 'file']);
  });

  // shows: import-folders
  it('adds nothing when the same folder is imported again, by whatever path', async () => {
    cpSync(path.join(fixtures, 'torch'), path.join(logs, 'torch'), { recursive: true });
    await imported(logs);
    symlinkSync(logs, path.join(temporary.folder, 'link'));
    for (const place of [logs, path.join(logs, 'torch'), path.join(temporary.folder, 'link', 'torch')]) {
      const { outcomes } = await imported(place);
      assert.deepEqual(
        outcomes.map(({ kind }) => kind),
        ['known'],
      );
    }
    assert.equal(runCount(), 1);
  });

  // shows: import-folders
  it('brings a run up to date whose log has grown, with the person’s marks, and makes a new one of a log that was replaced', async () => {
    const file = path.join(logs, 'events.out.tfevents.1.host');
    writeEventFile(file, 20, 2);
    const [first] = (await imported(logs)).outcomes;
    assert.ok(first?.kind === 'imported');
    await changeMarks(path.join(runs, first.id), { name: 'mine' });
    appendFileSync(file, frame(scalarEvent(1_795_221_400, 10, 'train/metric_0', 0.5)));
    const [second] = (await imported(logs)).outcomes;
    assert.ok(second?.kind === 'imported');
    assert.deepEqual([second.id, second.isGrown, second.pointCount], [first.id, true, 21]);
    assert.equal((await readMarks(path.join(runs, first.id))).name, 'mine');
    rmSync(file);
    writeEventFile(file, 6, 3);
    const [third] = (await imported(logs)).outcomes;
    assert.ok(third?.kind === 'imported');
    assert.deepEqual([third.isGrown, runCount()], [false, 2]);
    assert.equal((await state(first.id)).pointCount, 21);
  });

  // shows: import-folders, capture-bad-files
  it('says of each bad file what is wrong with it and imports the rest', async () => {
    cpSync(path.join(fixtures, 'torch'), path.join(logs, 'good'), { recursive: true });
    for (const name of ['cut', 'other']) mkdirSync(path.join(logs, name));
    const good = readFileSync(path.join(fixtures, 'tensorboardx/events.out.tfevents.1795264537.host'));
    writeFileSync(path.join(logs, 'cut/events.out.tfevents.2.host'), good.subarray(0, good.length - 20));
    writeFileSync(path.join(logs, 'other/events.out.tfevents.3.host'), 'these are no records, and many of them');
    writeFileSync(path.join(logs, 'broken.wandb'), 'no file of W&B');
    const { outcomes, notes } = await imported(logs);
    assert.deepEqual(
      outcomes.map(({ kind, name }) => [kind, name]),
      [
        ['empty', 'broken'],
        ['imported', 'cut'],
        ['imported', 'good'],
        ['empty', 'other'],
      ],
    );
    assert.equal(notes.length, 3);
    assert.equal(runCount(), 2);
  });

  it('takes a table and event files of one folder for one run, with the digits of the table', async () => {
    cpSync(path.join(fixtures, 'lightning'), logs, { recursive: true });
    const [outcome] = (await imported(logs)).outcomes;
    assert.ok(outcome?.kind === 'imported');
    const reader = new RunReader(path.join(runs, outcome.id), Date.now);
    const points = await reader.points(0);
    assert.deepEqual(
      points.filter(({ metric }) => metric === 'train_loss_step').map(({ step }) => step),
      [1, 3, 5, 7, 9, 11, 13, 15],
    );
    const { spec, metrics } = await state(outcome.id);
    assert.ok(metrics.includes('hp_metric'));
    assert.deepEqual(spec.imported?.hyperparameters, { lr: '0.1', width: '4' });
  });

  it('says of a format that was never compared with its program’s own files that it was not', async () => {
    writeFileSync(path.join(logs, 'results.csv'), 'epoch,time,train/box_loss\n1,12.5,1.072\n');
    const [outcome] = (await imported(logs)).outcomes;
    assert.ok(outcome?.kind === 'imported');
    assert.match((await state(outcome.id)).note ?? '', /read as it is documented; it was not compared/);
  });

  it('refuses a path that is not there, and a folder without logs, with the next step', async () => {
    await assert.rejects(imported(path.join(logs, 'nowhere')), NoSuchPath);
    writeFileSync(path.join(logs, 'data.csv'), 'text,label\na,1\n');
    await assert.rejects(imported(logs), (error) => error instanceof NothingToImport && /TensorBoard/.test(error.hint ?? ''));
  });

  it('leaves nothing half made when it is cancelled', async () => {
    writeEventFile(path.join(logs, 'events.out.tfevents.1.host'), 20, 2);
    const cancelled = new AbortController();
    const report = importRuns({
      paths: [logs],
      runsFolders: [runs],
      nowMs: Date.now(),
      signal: cancelled.signal,
      onProgress: () => cancelled.abort(),
    });
    await assert.rejects(report, { name: 'AbortError' });
    assert.deepEqual(
      readdirSync(runs).filter((name) => name !== '.gitignore'),
      [],
    );
  });

  it('says where it gave up in a folder that is too large', async () => {
    cpSync(path.join(fixtures, 'torch'), path.join(logs, 'a'), { recursive: true });
    mkdirSync(path.join(logs, 'b', 'c'), { recursive: true });
    const { outcomes, notes } = await importRuns({
      paths: [logs],
      runsFolders: [runs],
      nowMs: Date.now(),
      signal: new AbortController().signal,
      limits: { depth: 1, entries: 100 },
    });
    assert.equal(outcomes.length, 1);
    assert.match(notes.join(), /too large to be searched whole/);
  });
});
