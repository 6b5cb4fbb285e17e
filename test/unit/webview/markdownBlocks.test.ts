import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MarkdownBlocks } from '../../../webview-ui/chat/markdownBlocks.ts';

const answers = {
  'lists that go on after a blank line': '- a\n\n- b\n  - c\n\n  still b\n\nThe end.\n\n1. x\n2. y\n\n3. z\n',
  'code that is fenced': 'Before\n\n```python\nx = 1\n\ny = """\n```not the end\n"""\n```\n\nAfter `x`.\n\n~~~\n```\n~~~\n',
  'an open fence': '```\na\nb\n\nc\n``',
  'a table': 'Text\n\n| a | b |\n|--:|:--|\n| 1 | 2 |\n| 3 | 4 |\n\nmore\n',
  'a heading under its text': 'Title\n=====\n\nText\n---\n\n> quote\ncontinued\n\n> other\n',
  'a definition after its use':
    'See [the paper][1] and [2].\n\nText between.\n\nMore.\n\n[1]: https://example.org/paper\n[2]: https://example.org/two\n',
  'raw html': '<div>\n<b>x</b>\n</div>\n\ntext <i>y</i>\n',
  'carriage returns': 'a\r\n\r\n- b\r\n- c\r\n\r\n```\r\nd\r\n```\r\n',
};

function whole(text: string): unknown {
  return tokensOf(new MarkdownBlocks(), text);
}

function tokensOf(blocks: MarkdownBlocks, text: string): unknown {
  return JSON.parse(JSON.stringify(blocks.update(text).map(({ token }) => ({ ...token, raw: token.raw.trimEnd() }))));
}

describe('Markdown, read while it grows', () => {
  for (const [name, text] of Object.entries(answers)) {
    // shows: chat-streaming-markdown
    it(`ends as if it had been read at once: ${name}`, () => {
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 200 }), (sizes) => {
          const blocks = new MarkdownBlocks();
          let end = 0;
          for (const size of sizes) {
            end = Math.min(text.length, end + size);
            blocks.update(text.slice(0, end));
          }
          assert.deepEqual(tokensOf(blocks, text), whole(text));
        }),
        { numRuns: 30 },
      );
    });
  }

  // shows: chat-streaming-markdown
  it('leaves finished blocks the same objects, so that they are not drawn again', () => {
    const blocks = new MarkdownBlocks();
    const before = blocks.update('One.\n\nTwo.\n\nThree.\n\nFour');
    const after = blocks.update('One.\n\nTwo.\n\nThree.\n\nFour and more');
    assert.equal(after[0], before[0]);
    assert.equal(after[1], before[1]);
    assert.notEqual(after[3], before[3]);
    assert.equal(after[3]?.key, before[3]?.key);
  });

  it('starts again when the text is another one', () => {
    const blocks = new MarkdownBlocks();
    blocks.update('# Old\n\ntext');
    assert.deepEqual(tokensOf(blocks, 'New'), whole('New'));
    assert.deepEqual(blocks.update(''), []);
  });
});
