import assert from 'node:assert/strict';
import { hoverText, lensTitle, problemsOf } from '../../../src/editor/traceText.ts';
import type { Paper } from '../../../src/papers/document.ts';
import type { Located, TraceLink } from '../../../src/reproduction/trace/link.ts';
import { paperChange, paperSide, wordsAt } from '../../../src/reproduction/trace/paperSide.ts';

const place = { file: 'a.py', symbol: ['loss'], kind: 'function', line: 1, endLine: 3 } as const;
const link: TraceLink = {
  address: 'arxiv:1706.03762v7#S3.E1',
  paper: { excerpt: 'the loss' },
  code: { file: 'a.py', symbol: ['loss'], kind: 'function', text: ['def loss(x):', '    return x'] },
};

function found(change: Extract<Located, { kind: 'found' }>['change'], how: Extract<Located, { kind: 'found' }>['how'] = 'exact'): Located {
  return { kind: 'found', place, how, change, confidence: 1, also: [] };
}

function paper(tex: string): Paper {
  return {
    format: 1,
    id: 'arxiv:1706.03762v8',
    title: 'Attention',
    authors: [],
    sources: [],
    sections: [{ anchor: 'S3', level: 1, title: 'Model', aliases: [] }],
    nodes: [{ kind: 'equation', anchor: 'S3.E1', aliases: ['eq:loss'], section: 'S3', source: 0, confidence: 'exact', tex }],
    references: [],
    macros: {},
    warnings: [],
  };
}

describe('what is said of trace links', () => {
  it('is nothing while code and paper stand as they were linked', () => {
    for (const change of ['none', 'formatting', 'words', 'names'] as const) assert.deepEqual(problemsOf(link, found(change), 'none'), []);
    assert.deepEqual(problemsOf(link, { kind: 'unsure', why: 'unreadable', candidates: [] }, 'unknown'), []);
    assert.equal(lensTitle(link, found('formatting'), 'none'), 'implements S3.E1');
  });

  // shows: trace-changed
  it('is which side changed, and where the code cannot be told', () => {
    const codes = (located: Located, side: ReturnType<typeof paperChange>): readonly string[] =>
      problemsOf(link, located, side).map(({ code }) => code);
    assert.deepEqual(codes(found('edited'), 'none'), ['code-changed']);
    assert.deepEqual(codes(found('none'), 'changed'), ['paper-changed']);
    assert.deepEqual(codes(found('none'), 'gone'), ['paper-gone']);
    assert.deepEqual(codes({ kind: 'gone' }, 'unknown'), ['lost']);
    assert.deepEqual(codes({ kind: 'unsure', why: 'alike', candidates: [place] }, 'unknown'), ['unsure']);
    assert.equal(lensTitle(link, found('edited'), 'changed'), 'implements S3.E1 · changed since · paper changed');
  });

  // shows: trace-changed
  it('compares the words of the paper, not its white space', () => {
    const words = wordsAt(paper('a + b'), 'eq:loss');
    assert.ok(words !== undefined);
    const side = paperSide(words);
    const at = 'arxiv:1706.03762v7#S3.E1';
    assert.equal(paperChange(side, at, paper('a  +\n b')), 'none');
    assert.equal(paperChange(side, at, paper('a - b')), 'changed');
    assert.equal(paperChange(side, 'arxiv:1706.03762v7#S9.E1', paper('a + b')), 'gone');
    assert.equal(paperChange(side, at, undefined), 'unknown');
    assert.deepEqual(wordsAt(paper('x'), 'S3'), { text: '$$x$$' });
  });

  it('shows the paper’s words as they are, whatever marks they hold', () => {
    const text = hoverText(link, found('none'), { text: '', tex: '```\n[x](command:evil)' }, '*Attention*');
    assert.ok(text.includes('````latex\n```\n[x](command:evil)\n````'), text);
    assert.ok(text.includes('\\*Attention\\*'));
  });
});
