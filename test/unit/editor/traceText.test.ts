import assert from 'node:assert/strict';
import type { ContractMark } from '../../../src/editor/traceContracts.ts';
import { contractText, hoverText, lensTitle, problemsOf } from '../../../src/editor/traceText.ts';
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

  const mark = (state: ContractMark['state'], change: Partial<ContractMark> = {}, why?: string): ContractMark => ({
    record: {
      address: link.address,
      part: 0,
      tex: 'L = x',
      inputs: {},
      symbols: [],
      state: state === 'stale' ? 'ok' : state,
      ...(why === undefined ? {} : { why }),
    },
    state,
    ...change,
  });

  // shows: contract-lens
  it('says behind the address how the equation stands, the worst of several, and which run executed just this code', () => {
    const title = (...marks: readonly ContractMark[]) => lensTitle(link, found('none'), 'none', marks);
    assert.equal(title(), 'implements S3.E1');
    assert.equal(title(mark('ok', { run: '7' })), 'implements S3.E1 · contract ok · run 7');
    assert.equal(title(mark('ok'), mark('mismatch')), 'implements S3.E1 · contract mismatch');
    assert.equal(title(mark('no contract')), 'implements S3.E1 · no contract');
    assert.equal(title(mark('stale', { because: 'code' })), 'implements S3.E1 · contract stale');
  });

  // shows: contract-lens
  it('tells of a mismatch as a problem with the part that differs, and of nothing else that loudly', () => {
    const why = String.raw`At \sqrt{d}: the code leaves out the root of d.`;
    const [problem, ...others] = problemsOf(link, found('none'), 'none', [mark('mismatch', {}, why), mark('ok'), mark('not mapped')]);
    assert.deepEqual(others, []);
    assert.deepEqual([problem?.code, problem?.isHint], ['contract-mismatch', false]);
    assert.match(problem?.message ?? '', /^loss does not compute S3\.E1\. At \\sqrt\{d\}: the code leaves out the root of d\.$/);
    const [hint] = problemsOf(link, found('none'), 'none', [mark('not compared', {}, 'ValueError: no data')]);
    assert.deepEqual([hint?.code, hint?.isHint], ['contract-not-compared', true]);
    assert.deepEqual(problemsOf(link, found('none'), 'none', [mark('stale', { because: 'code' })]), []);
  });

  // shows: contract-lens
  it('says in a hover what was understood and what differs, with nothing of it drawn as Markdown', () => {
    const text = contractText(mark('mismatch', {}, 'At [x](command:evil): ``` the code'), 'L = sum[i](x[i])');
    assert.match(text, /\*\*Contract mismatch\*\*[\s\S]*Understood as\n\n```text\nL = sum\[i\]\(x\[i\]\)\n```/);
    assert.match(text, /\n````text\nAt \[x\]\(command:evil\): ``` the code\n````$/);
    assert.match(contractText(mark('stale', { because: 'paper' })), /The paper is another since it was checked \(ok then\)/);
  });
});
