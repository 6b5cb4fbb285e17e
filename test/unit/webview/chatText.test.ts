import assert from 'node:assert/strict';
import fc from 'fast-check';
import { PromptHistory } from '../../../webview-ui/chat/composer/promptHistory.ts';
import { highlight } from '../../../webview-ui/chat/highlight.ts';
import { completeMention, mentionTokenAt, withoutMention } from '../../../webview-ui/chat/mentionToken.ts';
import { diffRows } from '../../../webview-ui/chat/unifiedDiff.ts';
import { formatDuration, formatValue } from '../../../webview-ui/shared/format.ts';
import { lastLines, plainOutput } from '../../../webview-ui/shared/terminal.ts';

describe('A mention that is being typed', () => {
  // shows: chat-mention-file
  it('is the @ word that ends at the caret', () => {
    assert.deepEqual(mentionTokenAt('see @src/tr and', 11), { start: 4, end: 11, query: 'src/tr' });
    assert.deepEqual(mentionTokenAt('@', 1), { start: 0, end: 1, query: '' });
    assert.equal(mentionTokenAt('ada@example.org', 15), undefined);
    assert.equal(mentionTokenAt('@train.py and', 13), undefined);
  });

  // shows: chat-mention-file
  it('becomes the chosen label with one space after it', () => {
    assert.deepEqual(completeMention('see @tr', { start: 4, end: 7, query: 'tr' }, 'train.py'), { text: 'see @train.py ', caret: 14 });
    assert.deepEqual(completeMention('@tr now', { start: 0, end: 3, query: 'tr' }, 'train.py'), { text: '@train.py now', caret: 10 });
  });

  it('leaves the text with its chip', () => {
    assert.equal(withoutMention('see @train.py now', 'train.py'), 'see now');
    assert.equal(withoutMention('see @train.pyc now', 'train.py'), 'see @train.pyc now');
  });
});

describe('The history of prompts', () => {
  // shows: chat-keyboard
  it('goes back to the first prompt and forward to the empty composer', () => {
    const history = new PromptHistory();
    const prompts = ['one', 'two'];
    assert.equal(history.canRecall('draft'), false);
    assert.equal(history.older(prompts), 'two');
    assert.equal(history.older(prompts), 'one');
    assert.equal(history.older(prompts), undefined);
    assert.equal(history.newer(prompts), 'two');
    assert.equal(history.newer(prompts), '');
    assert.equal(history.newer(prompts), undefined);
  });
});

describe('A unified diff as rows', () => {
  // shows: edit-diff
  it('numbers both sides and marks what differs within a line', () => {
    const rows = diffRows('@@ -3,3 +3,4 @@ def main():\n a\n-lr = 10.0\n+lr = 0.05\n+momentum = 0.9\n\\ No newline at end of file\n z\n');
    assert.deepEqual(rows, [
      { kind: 'hunk', text: 'def main():' },
      { kind: 'same', before: 3, after: 3, text: 'a' },
      { kind: 'removed', before: 4, text: 'lr = 10.0', span: { start: 5, end: 9 } },
      { kind: 'added', after: 4, text: 'lr = 0.05', span: { start: 5, end: 9 } },
      { kind: 'added', after: 5, text: 'momentum = 0.9' },
      { kind: 'same', before: 5, after: 6, text: 'z' },
    ]);
  });

  it('marks nothing in lines that have little in common', () => {
    const [, removed] = diffRows('@@ -1 +1 @@\n-import torch\n+for x in y:\n');
    assert.deepEqual(removed, { kind: 'removed', before: 1, text: 'import torch' });
  });
});

describe('Syntax colour', () => {
  it('never changes, drops or repeats a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom('python', 'ts', 'bash', 'json', 'sql', 'klingon'),
        (code, language) => {
          assert.equal(
            highlight(code, language)
              .map((span) => span.text)
              .join(''),
            code,
          );
        },
      ),
    );
  });

  it('knows keywords, strings, numbers and comments of Python', () => {
    assert.deepEqual(
      highlight('for x in range(10): # go\n    print("in")', 'py').filter((span) => span.kind !== 'plain'),
      [
        { kind: 'keyword', text: 'for' },
        { kind: 'keyword', text: 'in' },
        { kind: 'number', text: '10' },
        { kind: 'comment', text: '# go' },
        { kind: 'string', text: '"in"' },
      ],
    );
  });
});

describe('Console output', () => {
  it('loses its escape sequences and keeps what a progress bar last said', () => {
    assert.equal(
      plainOutput('\u001b[31mred\u001b[0m\r\n\u001b]8;;https://x\u0007link\u001b]8;;\u0007\n 10%|#   |\r 50%|##  |\n'),
      'red\nlink\n 50%|##  |\n',
    );
    assert.equal(plainOutput('longer line\rshort'), 'shortr line');
  });

  it('is bounded from its end', () => {
    assert.deepEqual(lastLines('a\nb\nc\n', 2), { lines: ['b', 'c'], hidden: 1 });
    assert.deepEqual(lastLines('a', 2), { lines: ['a'], hidden: 0 });
  });
});

describe('Numbers for people', () => {
  it('are short and never invented', () => {
    assert.deepEqual([0, 0.123456, 1234567, -0.00001, 1200, Number.NaN, Number.NEGATIVE_INFINITY].map(formatValue), [
      '0',
      '0.1235',
      '1.23e+6',
      '−1.00e-5',
      '1,200',
      'NaN',
      '−∞',
    ]);
    assert.deepEqual([12, 1240, 64_300, 7_805_000].map(formatDuration), ['0 s', '1.2 s', '1 min 04 s', '2 h 10 min']);
  });
});
