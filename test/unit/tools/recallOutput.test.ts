import assert from 'node:assert/strict';
import { useToolbox } from './toolbox.ts';

describe('recall_output', () => {
  const box = useToolbox();
  const keep = (call: string, content: string, title = `Read ${call}`): void => {
    box.recorded.results.set(call, { title, content });
  };
  const numbered = (count: number): string => Array.from({ length: count }, (_, index) => `line ${index + 1}`).join('\n');

  // shows: context-prune
  it('gives the whole result of an earlier call, page by page, as it was', async () => {
    keep('ca_1', numbered(450));
    const pages: string[] = [];
    for (let from: number | undefined = 1; from !== undefined; ) {
      const { content } = await box.call('recall_output', { call: 'ca_1', from });
      pages.push(content);
      const next: string | undefined = /recall_output with from=(\d+)$/.exec(content)?.[1];
      from = next === undefined ? undefined : Number(next);
    }
    assert.equal(pages.length, 3);
    assert.match(pages[0] ?? '', /^\(lines 1 to 200 of 450\)\nline 1\n/);
    assert.match(pages[0] ?? '', /\nline 200\n… 250 more: recall_output with from=201$/);
    assert.match(pages[2] ?? '', /^\(lines 401 to 450 of 450\)\nline 401\n[\s\S]*\nline 450$/);
    const rows = pages.flatMap((page) => page.split('\n').filter((row) => row.startsWith('line ')));
    assert.equal(rows.join('\n'), numbered(450));
  });

  it('finds lines by a word, or one of several, with their numbers', async () => {
    keep('ca_1', numbered(120));
    const { content } = await box.call('recall_output', { call: 'ca_1', match: 'LINE 7|nothing' });
    assert.match(content, /^\(11 matching of 120 lines\)\n7: line 7\n70: line 70\n/);
    const page = await box.call('recall_output', { call: 'ca_1', match: 'line 7', lines: 2, from: 70 });
    assert.equal(page.content, '(2 matching of 120 lines)\n70: line 70\n71: line 71\n… 8 more: recall_output with from=72');
    const none = await box.call('recall_output', { call: 'ca_1', match: 'epoch' });
    assert.equal(none.content, 'No line from 1 on matches “epoch”; the result has 120 lines.');
  });

  it('stays within 32 KB, whatever the lines are like, and loses nothing of a line that is very long', async () => {
    const long = Array.from({ length: 30_000 }, (_, index) => String.fromCodePoint(97 + (index % 26))).join('');
    keep('ca_1', long);
    let [seen, from] = ['', 1];
    for (let round = 0; round < 10 && seen.length < long.length; round += 1) {
      const { content } = await box.call('recall_output', { call: 'ca_1', from, lines: 8 });
      assert.ok(Buffer.byteLength(content) < 33_000);
      seen += content
        .split('\n')
        .filter((row) => /^[a-z]+$/.test(row))
        .join('');
      from += 8;
    }
    assert.equal(seen, long);
    keep('ca_2', Array.from({ length: 400 }, () => 'ü'.repeat(500)).join('\n'));
    const { content } = await box.call('recall_output', { call: 'ca_2', lines: 400 });
    assert.ok(Buffer.byteLength(content) < 33_000);
    assert.match(content, /more: recall_output with from=\d+$/);
  });

  // shows: tool-errors
  it('names the latest calls when there is none of this id, and the last line when a page lies beyond it', async () => {
    await assert.rejects(box.call('recall_output', { call: 'ca_9' }), { code: 'no-such-call', hint: 'No call has ended yet.' });
    for (let index = 1; index <= 12; index += 1) keep(`ca_${index}`, 'one line', `Read file ${index}`);
    await assert.rejects(box.call('recall_output', { call: 'ca_99' }), (error: unknown) => {
      assert.ok(error instanceof Error && 'hint' in error);
      assert.match(String(error.hint), /ca_12 \(Read file 12\), ca_11 .*, ca_5 \(Read file 5\)\.$/);
      return true;
    });
    await assert.rejects(box.call('recall_output', { call: 'ca_1', from: 2 }), {
      code: 'no-such-line',
      message: 'The result has 1 lines; there is no line 2.',
    });
    keep('ca_1', '');
    assert.equal((await box.call('recall_output', { call: ' ca_1 ' })).content, 'The result is empty.');
  });

  it('only looks: it uses the record of the session and nothing else', () => {
    assert.deepEqual(box.tool('recall_output').effects({ call: 'ca_1' }), [{ kind: 'record', what: 'session' }]);
  });
});
