import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import {
  BadMark,
  changeMarks,
  type MarksChange,
  marksFile,
  NewerMarks,
  noMarks,
  type RunMarks,
  readMarks,
  readNotedMarks,
  tagsChange,
  withChange,
} from '../../../src/runs/marks.ts';

describe('The marks of a run', function () {
  this.timeout(60_000);
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'practicum-marks-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  // shows: run-marks
  it('are a name, tags and notes in one small file, changed piece by piece', async () => {
    assert.deepEqual(await readMarks(folder), noMarks);
    await changeMarks(folder, { name: 'baseline', addTags: ['paper', 'seed 1'] }, 1000);
    await changeMarks(folder, { addNote: 'Warm-up was too short.', removeTags: ['seed 1'] }, 2000);
    await changeMarks(folder, { addNote: 'Loss spikes at 4k.', isArchived: true }, 2000);
    assert.deepEqual(await readMarks(folder), {
      name: 'baseline',
      tags: ['paper'],
      notes: [
        { atMs: 2000, text: 'Warm-up was too short.' },
        { atMs: 2001, text: 'Loss spikes at 4k.' },
      ],
      isArchived: true,
    });
    await changeMarks(folder, { name: null, removeNotes: [2000], isArchived: false }, 3000);
    assert.deepEqual(await readMarks(folder), { tags: ['paper'], notes: [{ atMs: 2001, text: 'Loss spikes at 4k.' }], isArchived: false });
    assert.deepEqual(readdirSync(folder), ['marks.json']);
  });

  // shows: watch-actions
  it('hold what watchdogs were switched to, one by one, and nothing once all of it is taken back', async () => {
    await changeMarks(folder, { watchdogs: { stall: 'off', plateau: 'stop' } });
    assert.deepEqual((await changeMarks(folder, { watchdogs: { plateau: null } })).watchdogs, { stall: 'off' });
    assert.deepEqual((await readMarks(folder)).watchdogs, { stall: 'off' });
    await changeMarks(folder, { watchdogs: { stall: null } });
    assert.deepEqual(await readMarks(folder), noMarks);
    writeFileSync(marksFile(folder), '{"v":1,"watchdogs":{"stall":"bark","nccl":"off","mood":"off"}}');
    assert.deepEqual((await readMarks(folder)).watchdogs, { nccl: 'off' });
  });

  // shows: run-marks
  it('lose nothing when several processes change them at once', async () => {
    const module = new URL('../../../src/runs/marks.ts', import.meta.url).href;
    const code = `import { changeMarks } from ${JSON.stringify(module)};
      for (let i = 0; i < 8; i++) await changeMarks(process.argv[1], { addTags: [process.argv[2] + i], addNote: process.argv[2] + i });`;
    const ends = ['a', 'b', 'c'].map(
      (name) =>
        new Promise<number | null>((resolve) => {
          const child = spawn(process.execPath, ['--input-type=module', '-e', code, folder, name], {
            stdio: ['ignore', 'ignore', 'inherit'],
          });
          child.once('exit', resolve);
        }),
    );
    assert.deepEqual(await Promise.all(ends), [0, 0, 0]);
    const { tags, notes } = await readMarks(folder);
    const expected = ['a', 'b', 'c'].flatMap((name) => Array.from({ length: 8 }, (_, i) => name + i)).sort();
    assert.deepEqual(tags, expected);
    assert.deepEqual(notes.map(({ text }) => text).sort(), expected);
    assert.equal(new Set(notes.map(({ atMs }) => atMs)).size, notes.length);
  });

  it('come out the same whichever of two windows is first, unless both name the run', () => {
    const tag = fc.constantFrom('a', 'b', 'c', 'd');
    const added = fc.record({ addTags: fc.array(tag) });
    fc.assert(
      fc.property(fc.array(tag), added, added, (tags, one, other) => {
        const start: RunMarks = { ...noMarks, tags: [...new Set(tags)].sort() };
        const apply = (...changes: readonly MarksChange[]) =>
          changes.reduce((marks: RunMarks, change) => withChange(marks, change, 1), start);
        assert.deepEqual(apply(one, other), apply(other, one));
      }),
    );
  });

  it('take edited tags as what was added and removed, so that those of another window stay', () => {
    const edited = tagsChange(['a', 'b'], ' b, c ,, d');
    assert.deepEqual(edited, { addTags: ['c', 'd'], removeTags: ['a'] });
    assert.deepEqual(withChange({ ...noMarks, tags: ['a', 'b', 'elsewhere'] }, edited, 1).tags, ['b', 'c', 'd', 'elsewhere']);
  });

  it('keep what a newer version added, and are not written over by an older one', async () => {
    writeFileSync(marksFile(folder), '{"v":1,"tags":["x"],"color":"red","name":"old"}');
    await changeMarks(folder, { name: null, addTags: ['y'] });
    assert.deepEqual(JSON.parse(readFileSync(marksFile(folder), 'utf8')), {
      color: 'red',
      v: 1,
      tags: ['x', 'y'],
      notes: [],
      isArchived: false,
    });
    const newer = '{"v":2,"tags":["x"],"name":"of tomorrow"}';
    writeFileSync(marksFile(folder), newer);
    assert.equal((await readMarks(folder)).name, 'of tomorrow');
    await assert.rejects(changeMarks(folder, { name: 'mine' }), NewerMarks);
    assert.equal(readFileSync(marksFile(folder), 'utf8'), newer);
  });

  it('that cannot be read are none, and are kept beside when new ones are written', async () => {
    writeFileSync(marksFile(folder), 'notes by hand');
    assert.deepEqual(await readMarks(folder), noMarks);
    assert.match((await readNotedMarks(folder)).note ?? '', /marks\.json\) cannot be read/);
    await changeMarks(folder, { addTags: ['kept'] }, 5);
    assert.equal((await readNotedMarks(folder)).note, undefined);
    assert.deepEqual((await readMarks(folder)).tags, ['kept']);
    assert.equal(readFileSync(path.join(folder, 'marks.json.unreadable-5'), 'utf8'), 'notes by hand');
  });

  it('refuse what is no name, tag or note, and stay as they were', async () => {
    await changeMarks(folder, { name: 'kept', addTags: ['kept'] });
    const before = readFileSync(marksFile(folder), 'utf8');
    const bad: readonly MarksChange[] = [
      { name: '  ' },
      { name: 'two\nlines' },
      { name: 'x'.repeat(201) },
      { addTags: [''] },
      { addTags: ['a,b'] },
      { addTags: ['x'.repeat(61)] },
      { addNote: '\n' },
      { addNote: 'x'.repeat(10_001) },
    ];
    for (const change of bad) await assert.rejects(changeMarks(folder, change), BadMark, JSON.stringify(change));
    assert.equal(readFileSync(marksFile(folder), 'utf8'), before);
  });

  it('hold no secret that was pasted into a note', async () => {
    const token = ['hf', 'abcdefghijklmnopqrstuvwxyzABCDEFGH'].join('_');
    await changeMarks(folder, { addNote: `worked with ${token}` });
    assert.ok(!readFileSync(marksFile(folder), 'utf8').includes(token));
  });
});
