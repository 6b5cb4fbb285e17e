import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  closeSync,
  cpSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { FileCollector, logFolders } from '../../../../src/runs/files/fileCollector.ts';
import { firstEvent, frame, scalarEvent } from '../../../bench/events/writeEvents.ts';
import { makeWorkspace } from '../workspace.ts';
import { brief, fixtures, temporaryFolder } from './readAll.ts';

describe('metric files of a run that goes on', () => {
  let temporary = temporaryFolder();
  let cwd = '';
  let startedMs = 0;

  beforeEach(() => {
    temporary = temporaryFolder();
    cwd = temporary.folder;
    startedMs = Date.now();
  });
  afterEach(() => temporary.remove());

  /** Written an hour before the run. */
  function old(name: string, text: string | Buffer): string {
    const file = path.join(cwd, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
    utimesSync(file, startedMs / 1000 - 3600, startedMs / 1000 - 3600);
    return file;
  }

  function collector(): FileCollector {
    return new FileCollector({ folders: [cwd], startedMs, lookEveryMs: 0 });
  }

  async function polled(from: FileCollector, isLast = false): Promise<readonly string[]> {
    const { points = [], notes = [] } = await from.poll(startedMs, isLast);
    assert.deepEqual(notes, []);
    assert.ok(points.every(({ source }) => source === 'file'));
    return brief({ points });
  }

  // shows: files-events, files-tables
  it('finds what the run writes, wherever below its folder, and reads on', async () => {
    const files = collector();
    assert.deepEqual(await polled(files), []);
    const events = path.join(cwd, 'out/runs/today/events.out.tfevents.1.host');
    mkdirSync(path.dirname(events), { recursive: true });
    writeFileSync(events, Buffer.concat([frame(firstEvent(1)), frame(scalarEvent(1, 1, 'a', 0.5))]));
    writeFileSync(path.join(cwd, 'metrics.jsonl'), '{"step":1,"b":2}\n{"step":2,"b');
    assert.deepEqual((await polled(files)).toSorted(), ['a 1 0.5', 'b 1 2']);
    appendFileSync(events, frame(scalarEvent(1, 2, 'a', 0.25)));
    appendFileSync(path.join(cwd, 'metrics.jsonl'), '":3}');
    assert.deepEqual(await polled(files), ['a 2 0.25']);
    assert.deepEqual(await polled(files, true), ['b 2 3']);
  });

  it('leaves alone what lay there before, and takes only what is added to it', async () => {
    const table = old('metrics.csv', 'epoch,loss\n0,9\n');
    old('runs/events.out.tfevents.1.host', Buffer.concat([frame(firstEvent(1)), frame(scalarEvent(1, 1, 'a', 9))]));
    old('out/checkpoint-1/trainer_state.json', '{"log_history":[{"step":1,"train_loss":9}]}');
    const files = collector();
    assert.deepEqual(await polled(files), []);
    appendFileSync(table, '1,0.5\n');
    writeFileSync(
      path.join(cwd, 'runs/events.out.tfevents.2.host'),
      Buffer.concat([frame(firstEvent(2)), frame(scalarEvent(1, 2, 'a', 0.5))]),
    );
    mkdirSync(path.join(cwd, 'out/checkpoint-2'));
    writeFileSync(
      path.join(cwd, 'out/checkpoint-2/trainer_state.json'),
      '{"log_history":[{"step":1,"train_loss":9},{"step":2,"train_loss":0.5}]}',
    );
    assert.deepEqual((await polled(files)).toSorted(), ['a 2 0.5', 'loss 1 0.5', 'train_loss 2 0.5']);
  });

  it('takes what two loggers of one run both write only once, and keeps apart what differs', async () => {
    const files = collector();
    await polled(files);
    cpSync(path.join(fixtures, 'lightning'), path.join(cwd, 'lightning_logs'), { recursive: true });
    mkdirSync(path.join(cwd, 'fold-1'));
    mkdirSync(path.join(cwd, 'fold-2'));
    for (const fold of ['fold-1', 'fold-2']) writeFileSync(path.join(cwd, fold, 'metrics.csv'), 'epoch,score\n0,1\n');
    const read = await polled(files, true);
    assert.equal(read.filter((point) => point.startsWith('train_loss_step ')).length, 8);
    assert.deepEqual(
      read.filter((point) => point.includes('score')),
      ['score 0 1', 'fold-2/score 0 1'],
    );
  });

  it('passes over environments, hidden folders and what is no log', async () => {
    const files = collector();
    await polled(files);
    for (const folder of ['node_modules/a', '.venv/lib', '.practicum/runs/x', 'venv']) {
      mkdirSync(path.join(cwd, folder), { recursive: true });
      writeFileSync(path.join(cwd, folder, 'metrics.csv'), 'epoch,loss\n0,1\n');
    }
    writeFileSync(path.join(cwd, 'data.csv'), 'text,label\na,1\n');
    writeFileSync(path.join(cwd, 'chat.jsonl'), '{"messages":[]}\n');
    assert.deepEqual(await polled(files, true), []);
  });

  // shows: files-trackio
  it('reads what is added to a database of trackio', async () => {
    const database = new DatabaseSync(path.join(cwd, 'project.db'));
    try {
      database.exec(
        'CREATE TABLE metrics (id INTEGER PRIMARY KEY, run_id TEXT, timestamp TEXT, run_name TEXT, step INTEGER, metrics TEXT)',
      );
      const add = database.prepare("INSERT INTO metrics (run_id, timestamp, run_name, step, metrics) VALUES ('a', '', 'a', ?, ?)");
      add.run(1, '{"loss":9}');
      const files = collector();
      assert.deepEqual(await polled(files), []);
      add.run(2, '{"loss":0.5}');
      assert.deepEqual(await polled(files), ['loss 2 0.5']);
    } finally {
      database.close();
    }
  });

  // shows: capture-bad-files
  it('says once that a file is damaged, and reads the others', async () => {
    const files = collector();
    await files.poll(startedMs);
    const good = readFileSync(path.join(fixtures, 'tensorboardx/events.out.tfevents.1795264537.host'));
    for (const name of ['bad', 'good']) mkdirSync(path.join(cwd, name));
    writeFileSync(path.join(cwd, 'bad/events.out.tfevents.1.host'), 'no records at all, but many words');
    writeFileSync(path.join(cwd, 'good/events.out.tfevents.2.host'), good);
    const first = await files.poll(startedMs);
    const second = await files.poll(startedMs, true);
    assert.deepEqual([first.points?.length, first.notes?.length, second.notes], [30, 1, []]);
  });

  describe('while another run goes on in the same folder', () => {
    const id = 'run_own';
    let runs = '';

    beforeEach(() => {
      runs = path.join(cwd, '.practicum/runs');
      for (const name of [id, 'run_other']) mkdirSync(path.join(runs, name), { recursive: true });
      writeFileSync(path.join(runs, 'run_other/spec.json'), JSON.stringify({ cwd, createdMs: startedMs, target: 'local' }));
      writeFileSync(path.join(runs, 'run_other/heartbeat'), '{}');
    });

    function shared(): FileCollector {
      return new FileCollector({ folders: [cwd], startedMs, lookEveryMs: 0, run: { id, folder: path.join(runs, id), cwd, startedMs } });
    }

    // shows: capture-merge
    it('takes no file of which it is not known whose it is, and says so at the end', async () => {
      const files = shared();
      await polled(files);
      const file = path.join(cwd, 'metrics.csv');
      writeFileSync(file, 'epoch,loss\n0,1\n');
      assert.deepEqual(await polled(files), []);
      const { points, notes = [] } = await files.poll(startedMs, true);
      assert.deepEqual(points, []);
      assert.equal(notes.length, 1);
      assert.ok(notes[0]?.includes(file));
    });

    // Only Linux tells which files a process holds open.
    const itOnLinux = process.platform === 'linux' ? it : () => undefined;
    itOnLinux('takes what it writes once the other has ended, and what one of its own processes holds open', async () => {
      const files = shared();
      await polled(files);
      const file = path.join(cwd, 'metrics.csv');
      const handle = openSync(file, 'w');
      const writer = spawn(process.execPath, ['-e', 'process.stdin.resume()'], {
        env: { ...process.env, PRACTICUM_RUN: id },
        stdio: ['pipe', 'pipe', handle],
      });
      try {
        await once(writer, 'spawn');
        writeSync(handle, 'epoch,loss\n0,1\n');
        assert.deepEqual(await polled(files), ['loss 0 1']);
      } finally {
        writer.stdin?.end();
        await once(writer, 'exit');
        closeSync(handle);
      }
      rmSync(path.join(runs, 'run_other'), { recursive: true });
      writeFileSync(path.join(cwd, 'more.csv'), 'epoch,accuracy\n0,1\n');
      assert.deepEqual(await polled(files, true), ['accuracy 0 1']);
    });
  });

  it('looks also where the environment sends logs', () => {
    assert.deepEqual(logFolders('/work', { TENSORBOARD_LOGGING_DIR: 'tb', WANDB_DIR: '/elsewhere', TRACKIO_DIR: '' }), [
      '/work',
      '/work/tb',
      '/elsewhere',
    ]);
  });

  // shows: files-tables, capture-merge
  it('puts into a run’s record what its script writes to files, even just before its end', async () => {
    const workspace = makeWorkspace();
    try {
      const script = workspace.script(
        'train.py',
        `import csv, os
os.makedirs('logs', exist_ok=True)
with open('logs/metrics.csv', 'w', newline='') as file:
    rows = csv.writer(file)
    rows.writerow(['epoch', 'step', 'val_loss'])
    for step in range(3):
        rows.writerow([0, step, 1 / (step + 1)])
`,
      );
      const run = await workspace.ended(await workspace.launch(script));
      const points = await workspace.runs.points(run.spec.id);
      assert.deepEqual(
        points.map(({ metric, step, value, source }) => [metric, step, value, source]),
        [
          ['val_loss', 0, 1, 'file'],
          ['val_loss', 1, 1 / 2, 'file'],
          ['val_loss', 2, 1 / 3, 'file'],
        ],
      );
    } finally {
      workspace.dispose();
    }
  });
});
