import assert from 'node:assert/strict';
import { appendFileSync, copyFileSync, mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { areMetricRecords, isMetricTable } from '../../../../src/runs/files/findLogs.ts';
import { jsonLinesFile } from '../../../../src/runs/files/jsonLinesFile.ts';
import { tableFile } from '../../../../src/runs/files/tableFile.ts';
import { TrainerStates } from '../../../../src/runs/files/trainerState.ts';
import { brief, fixtures, readAll, temporaryFolder } from './readAll.ts';

describe('tables with metrics', () => {
  let temporary = temporaryFolder();
  let file = '';

  beforeEach(() => {
    temporary = temporaryFolder();
    file = path.join(temporary.folder, 'metrics.csv');
  });
  afterEach(() => temporary.remove());

  // shows: files-tables
  it('reads the sparse rows of Lightning’s CSVLogger with their steps and epochs', async () => {
    const { points, notes } = await readAll(tableFile(path.join(fixtures, 'lightning/version_0/metrics.csv')), true);
    const validation = points.filter(({ metric }) => metric === 'val_loss');
    assert.deepEqual(
      validation.map(({ step, epoch, value }) => [step, epoch, value]),
      [
        [7, 0, 0.06320405006408691],
        [15, 1, 0.05371036380529404],
      ],
    );
    assert.equal(points.length, 12);
    assert.deepEqual(notes, []);
  });

  // shows: files-tables
  it('reads Keras’ CSVLogger, whose step is the epoch, and its NA as nothing', async () => {
    copyFileSync(path.join(fixtures, 'keras/training.csv'), file);
    appendFileSync(file, '3,4.05,NA,nan,1.5\n');
    const { points } = await readAll(tableFile(file), true);
    const last = points.filter(({ step }) => step === 3);
    assert.deepEqual(brief({ points: last }), ['loss 3 4.05', 'val_loss 3 NaN', 'val_mae 3 1.5']);
    assert.equal(points[0]?.value, 5.030675888061523);
  });

  // shows: files-tables
  it('reads Ultralytics’ results.csv, whose time is no metric', async () => {
    writeFileSync(
      file,
      '                  epoch,time,train/box_loss,metrics/mAP50(B),lr/pg0\n1,12.5,1.072,0.764,0.01\n2,25.1,1.001,0.781,0.009\n',
    );
    assert.deepEqual(brief(await readAll(tableFile(file), true)), [
      'train/box_loss 1 1.072',
      'metrics/mAP50(B) 1 0.764',
      'lr/pg0 1 0.01',
      'train/box_loss 2 1.001',
      'metrics/mAP50(B) 2 0.781',
      'lr/pg0 2 0.009',
    ]);
  });

  it('reads a curve that was downloaded from TensorBoard', async () => {
    const downloaded = path.join(temporary.folder, 'run-small-tag-val_loss.csv');
    writeFileSync(downloaded, 'Wall time,Step,Value\n1795221307.5,10,0.5\n');
    const { points } = await readAll(tableFile(downloaded), true);
    assert.deepEqual(points, [{ metric: 'val_loss', step: 10, value: 0.5, wallMs: 1_795_221_307_500 }]);
  });

  it('reads quoted cells, tabs and semicolons, and counts a row that is no row', async () => {
    writeFileSync(file, '"step";"loss, smooth";note\r\n1;"0,5";a\r\n2;"0.25";"b;c"\r\n3;1;2;3;4\r\n');
    const read = await readAll(tableFile(file), true);
    assert.deepEqual(brief(read), ['loss, smooth 2 0.25']);
    assert.deepEqual(read.notes, [`One row of ${file} could not be read as a table’s and was passed over.`]);
  });

  // shows: files-tables
  it('follows a table, waits for the end of a row, and takes the last one of a finished file without its end', async () => {
    const reader = tableFile(file);
    writeFileSync(file, 'step,loss\n1,0.5\n2,0.2');
    assert.deepEqual(brief(await readAll(reader)), ['loss 1 0.5']);
    appendFileSync(file, '5\n3,0.125');
    assert.deepEqual(brief(await readAll(reader)), ['loss 2 0.25']);
    assert.deepEqual(brief(await readAll(reader, true)), ['loss 3 0.125']);
  });

  // shows: files-tables
  it('gives no row twice when the header is written anew with one column more', async () => {
    const reader = tableFile(file);
    writeFileSync(file, 'epoch,step,train_loss\n0,3,0.5\n0,7,0.4\n');
    assert.equal((await readAll(reader)).points.length, 2);
    writeFileSync(file, 'epoch,step,train_loss,val_loss\n0,3,0.5,\n0,7,0.4,\n0,7,,0.3\n');
    const { points } = await readAll(reader);
    assert.deepEqual(points, [{ metric: 'val_loss', step: 7, value: 0.3, wallMs: 0, epoch: 0 }]);
  });

  it('puts the rows of a file that was overwritten by a new attempt into a later segment', async () => {
    const reader = tableFile(file);
    writeFileSync(file, 'epoch,loss\n0,1\n1,0.5\n');
    await readAll(reader);
    writeFileSync(file, 'epoch,loss\n0,2\n');
    assert.deepEqual(brief(await readAll(reader)), ['loss 0 2 segment 1']);
  });

  it('leaves out the rows that were there before', async () => {
    writeFileSync(file, 'epoch,loss\n0,1\n');
    const past = readFileSync(file).length;
    appendFileSync(file, '1,0.5\n');
    assert.deepEqual(brief(await readAll(tableFile(file, past), true)), ['loss 1 0.5']);
  });

  it('tells a table of metrics from a data set', () => {
    const isTable = (text: string): boolean => isMetricTable(Buffer.from(text));
    assert.ok(isTable('epoch,step,train_loss\n'));
    assert.ok(isTable('Wall time,Step,Value\n1,2,3\n'));
    assert.ok(!isTable('text,label\nhello,1\n'));
    assert.ok(!isTable('epoch,name\n1,first\n'));
    assert.ok(!isTable('1,2,3\n4,5,6\n'));
    assert.ok(!isTable('\u0000\u0001binary'));
  });
});

describe('JSON lines with metrics', () => {
  let temporary = temporaryFolder();
  let file = '';

  beforeEach(() => {
    temporary = temporaryFolder();
    file = path.join(temporary.folder, 'metrics.jsonl');
  });
  afterEach(() => temporary.remove());

  // shows: files-tables
  it('reads steps, epochs, times, nested names and what Python calls NaN', async () => {
    writeFileSync(
      file,
      [
        '{"config": {"lr": 0.1}}',
        '{"step": 1, "epoch": 0.5, "loss": 0.5, "eval": {"acc": 0.25}, "timestamp": 1795221307.5, "note": "NaN here"}',
        '{"step": 2, "loss": NaN, "grad": -Infinity}',
        'no json',
        '',
      ].join('\n'),
    );
    const { points, notes } = await readAll(jsonLinesFile(file), true);
    assert.deepEqual(points, [
      { metric: 'loss', step: 1, value: 0.5, wallMs: 1_795_221_307_500, epoch: 0.5 },
      { metric: 'eval.acc', step: 1, value: 0.25, wallMs: 1_795_221_307_500, epoch: 0.5 },
      { metric: 'loss', step: 2, value: Number.NaN, wallMs: 0 },
      { metric: 'grad', step: 2, value: Number.NEGATIVE_INFINITY, wallMs: 0 },
    ]);
    assert.deepEqual(notes, [`One line of ${file} could not be read as JSON and was passed over.`]);
  });

  // shows: files-tables
  it('follows the file line by line', async () => {
    const reader = jsonLinesFile(file);
    writeFileSync(file, '{"step":1,"loss":0.5}\n{"step":2,"lo');
    assert.deepEqual(brief(await readAll(reader)), ['loss 1 0.5']);
    appendFileSync(file, 'ss":0.25}\n');
    assert.deepEqual(brief(await readAll(reader)), ['loss 2 0.25']);
  });

  it('passes over a line of many megabytes and reads on', async () => {
    writeFileSync(file, `{"step":1,"loss":0.5}\n${'x'.repeat(9_000_000)}\n{"step":2,"loss":0.25}\n`);
    const read = await readAll(jsonLinesFile(file), true);
    assert.deepEqual(brief(read), ['loss 1 0.5', 'loss 2 0.25']);
    assert.equal(read.notes.length, 1);
  });

  it('tells records of metrics from other records', () => {
    assert.ok(areMetricRecords(Buffer.from('{"config":1}\n{"epoch":0,"train_loss":1.5}\n')));
    assert.ok(!areMetricRecords(Buffer.from('{"messages":[{"role":"user"}]}\n')));
    assert.ok(!areMetricRecords(Buffer.from('{"text":"a","label":1}\n')));
  });
});

describe('trainer_state.json', () => {
  const historySchema = z.object({ log_history: z.array(z.record(z.string(), z.unknown())) });
  const state = historySchema.parse(JSON.parse(readFileSync(path.join(fixtures, 'trainer/trainer_state.json'), 'utf8')));
  let temporary = temporaryFolder();

  beforeEach(() => {
    temporary = temporaryFolder();
  });
  afterEach(() => temporary.remove());

  function checkpoint(step: number, history: readonly unknown[], second: number): void {
    const folder = path.join(temporary.folder, `checkpoint-${step}`);
    const file = path.join(folder, 'trainer_state.json');
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, JSON.stringify({ global_step: step, log_history: history }));
    utimesSync(file, second, second);
  }

  // shows: files-tables
  it('gives every value that the Trainer logged, with its exact step and epoch', async () => {
    const { points } = await readAll(new TrainerStates(path.join(fixtures, 'trainer')), true);
    const expected = state.log_history.flatMap(({ step, epoch, ...values }) =>
      Object.entries(values).map(([metric, value]) => [metric, step, epoch, value]),
    );
    assert.deepEqual(
      points.map(({ metric, step, epoch, value }) => [metric, step, epoch, value]),
      expected,
    );
  });

  // shows: files-tables
  it('gives of each checkpoint only what the one before did not say', async () => {
    const [first, second, third] = [
      { step: 1, loss: 1 },
      { step: 2, loss: 0.5 },
      { step: 3, loss: 0.25 },
    ];
    const reader = new TrainerStates(temporary.folder);
    checkpoint(2, [first, second], 1000);
    assert.deepEqual(brief(await readAll(reader)), ['loss 1 1', 'loss 2 0.5']);
    checkpoint(3, [first, second, third], 1001);
    assert.deepEqual(brief(await readAll(reader)), ['loss 3 0.25']);
    assert.deepEqual(brief(await readAll(reader)), []);
    checkpoint(4, [first, { step: 2, loss: 0.75 }], 1002);
    assert.deepEqual(brief(await readAll(reader)), ['loss 2 0.75 segment 1']);
  });

  it('says once that a state cannot be read, and reads it when it is whole', async () => {
    const file = path.join(temporary.folder, 'trainer_state.json');
    const reader = new TrainerStates(temporary.folder);
    writeFileSync(file, '{"log_history": [{"step"');
    assert.equal((await readAll(reader)).notes.length, 1);
    writeFileSync(file, '{"log_history": [{"step": 1, "loss": NaN}]}');
    assert.deepEqual(await readAll(reader).then(({ points, notes }) => [brief({ points }), notes]), [['loss 1 NaN'], []]);
  });
});
