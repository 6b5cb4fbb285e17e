import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { PracticumError } from '../../../src/base/errors.ts';
import { runSource } from '../cli/program.ts';
import { useToolbox } from '../tools/toolbox.ts';
import { useTemporaryFolder } from '../workspace/temporary.ts';
import { jsonLines } from './memory.ts';

const rows = Array.from({ length: 20 }, (_, n) => ({ prompt: `What is ${n} and one?`, completion: `It is ${n + 1}.` }));

describe('audit_dataset', () => {
  const box = useToolbox();

  // shows: data-local, data-audit
  it('reports on files of the workspace, marked as words of a data set', async () => {
    await box.put('data/train.jsonl', jsonLines(rows));
    await box.put('data/test.jsonl', jsonLines(rows.slice(0, 2)));
    const { content, origin } = await box.call('audit_dataset', { paths: ['data/train.jsonl', 'data/test.jsonl'] });
    assert.deepEqual(origin, { kind: 'dataset', name: 'data/train.jsonl, data/test.jsonl' });
    assert.match(content, /- train: all 20 rows looked at/);
    assert.match(content, /\[error\] 2 of 2 rows \(100 %\) of test stand in train, too/);
    assert.match(content, /Fit for SFT: fits \(prompt, completion\)\./);
    assert.ok(content.length <= 8_000);
  });

  // shows: data-local
  it('says what to do about a file that is not there, and about one that is no table', async () => {
    await box.put('notes.txt', 'just words');
    for (const path of ['nothing.jsonl', 'notes.txt'])
      await assert.rejects(
        box.call('audit_dataset', { paths: [path] }),
        (error) => error instanceof PracticumError && error.hint !== undefined,
      );
    await assert.rejects(box.call('audit_dataset', { dataset: 'ada/pairs', paths: ['notes.txt'] }), /Give either dataset/);
  });
});

describe('practicum hub dataset audit', () => {
  const folder = useTemporaryFolder();

  // shows: data-audit
  it('prints a report, or one object as docs/formats.md has it', async () => {
    await writeFile(`${folder.path}/train.csv`, 'text,label\n"I love it, truly",1\n"it is bad, truly",0\n"I love it, truly",0\n');
    const run = (...args: readonly string[]) =>
      runSource(folder.path, ['hub', 'dataset', 'audit', ...args], { PRACTICUM_HOME: folder.path }, '');
    const plain = await run('train.csv');
    assert.equal(plain.code, 0, plain.err);
    assert.match(plain.out, /have the same text as an earlier row of train and another label/);
    const audit: unknown = JSON.parse((await run('train.csv', '--json', '--rows', '2')).out);
    assert.ok(typeof audit === 'object' && audit !== null);
    const document = readFileSync(new URL('../../../docs/formats.md', import.meta.url), 'utf8');
    const section = document.slice(document.indexOf('## Audit of a data set'));
    for (const name of Object.keys(audit)) assert.ok(section.includes(`\`${name}\``), `${name} is not documented`);
    const wrong = await run('no such file');
    assert.equal(wrong.code, 2);
    assert.match(wrong.err, /neither a file here nor an id/);
  });
});
