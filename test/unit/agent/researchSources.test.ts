import assert from 'node:assert/strict';
import { checkClaims, type SeenResult } from '../../../src/agent/researchSources.ts';
import type { FactSource } from '../../../src/base/fact.ts';

const page: SeenResult = {
  tool: 'read_page',
  args: { url: 'https://example.org/recipes/bert/' },
  content:
    'https://example.org/recipes/bert\nTitle: Recipe\n\nWe train with **AdamW** at a learning rate of 2e-5 for\nthree epochs. See https://other.org/data.',
  origin: { kind: 'web', name: 'https://example.org/recipes/bert' },
};
const paper: SeenResult = {
  tool: 'read_paper',
  args: { paper: '1706.03762', section: 'S5' },
  content:
    'Attention Is All You Need (arxiv:1706.03762v7)\n\n## 5.3 Optimizer  (#S5.SS3)\n\nWe used the Adam optimizer with β1 = 0.9 (#S5.SS3.p1)',
  origin: { kind: 'paper', name: 'arxiv:1706.03762v7' },
};
const search: SeenResult = {
  tool: 'find_papers',
  args: { query: 'attention' },
  content: '- https://huggingface.co/papers/2005.14165 · Language Models are Few-Shot Learners\n- arXiv 1810.04805v2 BERT',
  origin: { kind: 'paper', name: 'attention' },
};
const file: SeenResult = {
  tool: 'read_file',
  args: { path: 'src/train.py' },
  content: '   10\timport torch\n   11\tlr = 3e-4\n   12\tepochs = 3',
};
const found: SeenResult = {
  tool: 'search_text',
  args: { pattern: 'batch' },
  content: 'configs/base.yaml:7: batch_size: 32\nsrc/data.py:40: batch = 8',
};
const gitHub: SeenResult = {
  tool: 'read_github_file',
  args: { repo: 'ada/nets', path: 'model.py', ref: 'v1' },
  content: 'github.com/ada/nets@v1:model.py:1-2\n    1\tclass Net:\n    2\t    width = 64',
  origin: { kind: 'file', name: 'github.com/ada/nets@v1:model.py' },
};
const all = [page, paper, search, file, found, gitHub];
const check = (source: string, quote?: string) =>
  checkClaims([{ text: 'It is so.', source, ...(quote === undefined ? {} : { quote }) }], all, ['/w']);

describe('What a sub-agent reports', () => {
  const backed: readonly (readonly [source: string, quote: string | undefined, at: FactSource])[] = [
    [
      'https://example.org/recipes/bert',
      'a learning rate of 2e-5 for three epochs',
      { kind: 'url', url: 'https://example.org/recipes/bert' },
    ],
    ['http://www.example.org/recipes/bert/#top', 'AdamW', { kind: 'url', url: 'http://www.example.org/recipes/bert/#top' }],
    ['https://other.org/data', undefined, { kind: 'url', url: 'https://other.org/data' }],
    ['arxiv:1706.03762#S5.SS3', 'We used the Adam optimizer', { kind: 'address', address: 'arxiv:1706.03762#S5.SS3' }],
    ['arxiv:1706.03762v7', 'β1 = 0.9', { kind: 'address', address: 'arxiv:1706.03762v7' }],
    // The words stand in the paper; the place that was named was never shown.
    ['arxiv:1706.03762#S9', 'We used the Adam optimizer', { kind: 'address', address: 'arxiv:1706.03762' }],
    ['https://arxiv.org/abs/1706.03762', 'Adam optimizer', { kind: 'address', address: 'arxiv:1706.03762' }],
    ['1810.04805', undefined, { kind: 'address', address: 'arxiv:1810.04805' }],
    ['arxiv:2005.14165', 'Few-Shot Learners', { kind: 'address', address: 'arxiv:2005.14165' }],
    ['src/train.py:11', 'lr = 3e-4', { kind: 'file', path: 'src/train.py', line: 11 }],
    ['/w/src/train.py:10-12', 'epochs = 3', { kind: 'file', path: '/w/src/train.py', line: 12 }],
    ['src/train.py', 'import torch … epochs = 3', { kind: 'file', path: 'src/train.py', line: 10 }],
    ['configs/base.yaml:7', 'batch_size: 32', { kind: 'file', path: 'configs/base.yaml', line: 7 }],
    [
      'https://github.com/ada/nets/blob/v1/model.py#L2',
      'width = 64',
      { kind: 'url', url: 'https://github.com/ada/nets/blob/v1/model.py#L2' },
    ],
    ['github.com/ada/nets@v1:model.py:2', 'width = 64', { kind: 'url', url: 'https://github.com/ada/nets/blob/v1/model.py' }],
  ];
  for (const [source, quote, at] of backed) {
    // shows: research-cited
    it(`is a fact where ${source} was read`, () => {
      assert.deepEqual(check(source, quote), {
        facts: [{ text: 'It is so.', source: at, ...(quote === undefined ? {} : { quote }) }],
        notBacked: [],
      });
    });
  }

  const not: readonly (readonly [source: string, quote: string | undefined, why: RegExp])[] = [
    ['', undefined, /names no source/],
    ['common knowledge', undefined, /no URL, paper address or path/],
    ['https://example.org/recipes/gpt', undefined, /Nothing that was read/],
    ['https://evil.org/recipes/bert', undefined, /Nothing that was read/],
    ['https://example.org/recipes/bert', 'a learning rate of 5e-5', /do not stand/],
    ['https://other.org/data', 'ten thousand rows', /do not stand/],
    ['arxiv:1234.56789', undefined, /Nothing that was read/],
    ['arxiv:1706.03762#S9', undefined, /Nothing that was read/],
    ['arxiv:1706.03762#S5', 'We used SGD', /do not stand/],
    ['src/train.py:99', undefined, /Nothing that was read/],
    ['src/train.py:11', 'lr = 1e-3', /do not stand/],
    ['src/other.py:11', 'lr = 3e-4', /Nothing that was read/],
    ['https://github.com/ada/nets/blob/main/model.py', undefined, /Nothing that was read/],
  ];
  for (const [source, quote, why] of not) {
    // shows: research-cited
    it(`is not backed by ${source === '' ? 'nothing' : source}${quote === undefined ? '' : `, “${quote}”`}`, () => {
      const { facts, notBacked } = check(source, quote);
      assert.deepEqual(facts, []);
      assert.match(notBacked[0]?.why ?? '', why);
    });
  }
});
