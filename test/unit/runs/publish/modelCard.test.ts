import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { load } from 'js-yaml';
import { marked } from 'marked';
import type { CardFacts, Evaluation } from '../../../../src/runs/publish/cardFacts.ts';
import { frontMatter } from '../../../../src/runs/publish/frontMatter.ts';
import { modelCard } from '../../../../src/runs/publish/modelCard.ts';

const bare: CardFacts = {
  repo: 'ada/tiny',
  type: 'model',
  title: 'Tiny',
  languages: [],
  tags: ['practicum'],
  datasets: [],
  papers: [],
  hyperparameters: [],
  metrics: [],
  evaluations: [],
  limitations: [],
  files: ['model.safetensors'],
};

const accuracy: Evaluation = {
  task: 'text-classification',
  dataset: { id: 'ada/pairs', split: 'test' },
  metric: 'acc,none',
  value: 0.91,
  standardError: 0.012,
  examples: 500,
  baseline: 0.62,
  by: 'lm-eval 0.4.9',
};

function headOf(card: string): Record<string, unknown> {
  const [, head] = /^---\n([\s\S]*?)\n---\n/.exec(card) ?? [];
  const read: unknown = load(head ?? '');
  assert.ok(typeof read === 'object' && read !== null);
  return Object.fromEntries(Object.entries(read));
}

describe('A model card', () => {
  // shows: publish-card
  it('says of what nobody recorded that it is not known, and invents nothing', () => {
    const card = modelCard(bare);
    assert.deepEqual(headOf(card), { tags: ['practicum'] });
    for (const words of ['It was not evaluated', 'How it was trained was not recorded', 'Not stated.'])
      assert.ok(card.includes(words), words);
    assert.ok(!/undefined|null|NaN/.test(card), card);
  });

  // shows: publish-card, publish-model-index
  it('holds data, base model, paper, settings, cost, code and an evaluation beside its baseline', () => {
    const card = modelCard({
      ...bare,
      license: 'apache-2.0',
      library: 'peft',
      pipeline: 'text-generation',
      baseModel: { id: 'org/base-1b', relation: 'adapter' },
      datasets: [{ id: 'ada/pairs', split: 'train' }],
      papers: [{ address: 'arxiv:2106.09685v2#S4.E3', title: 'LoRA' }],
      hyperparameters: [['lr', '2e-4']],
      evaluations: [accuracy],
      curves: 'curves.svg',
      training: {
        run: 'run-1',
        status: 'done',
        seconds: 3_720,
        startedMs: Date.UTC(2026, 10, 20),
        hardware: 'NVIDIA A10G',
        paid: { usd: 1.5, isEstimated: false },
        seeds: ['7'],
        versions: [['torch', '2.13.0']],
        code: { commit: 'a'.repeat(40), isDirty: true, address: `https://github.com/ada/code/commit/${'a'.repeat(40)}` },
        isByAgent: true,
      },
    });
    assert.deepEqual(headOf(card), {
      license: 'apache-2.0',
      tags: ['practicum'],
      library_name: 'peft',
      pipeline_tag: 'text-generation',
      base_model: 'org/base-1b',
      base_model_relation: 'adapter',
      datasets: ['ada/pairs'],
      'model-index': [
        {
          name: 'tiny',
          results: [
            {
              task: { type: 'text-classification' },
              dataset: { type: 'ada/pairs', name: 'ada/pairs', split: 'test' },
              metrics: [{ type: 'accuracy', value: 0.91, name: 'acc,none', verified: false }],
            },
          ],
        },
      ],
    });
    for (const words of [
      'An adapter for [org/base-1b](https://huggingface.co/org/base-1b)',
      'https://huggingface.co/datasets/ada/pairs',
      'https://arxiv.org/abs/2106.09685v2',
      '| `lr` | `2e-4` |',
      '| `acc,none` | 0.910 ± 0.012 | 0.62 | +0.29 |',
      '1 h 2 min',
      '$1.50',
      'with changes that were not committed',
      '![What was measured while it was trained](curves.svg)',
    ])
      assert.ok(card.includes(words), words);
  });

  // shows: publish-card, space-quote
  it('says of a cost that nobody but us measured that it is estimated', () => {
    const card = (isEstimated: boolean): string =>
      modelCard({
        ...bare,
        training: { run: 'run-1', status: 'done', paid: { usd: 0.07, isEstimated }, seeds: [], versions: [], isByAgent: false },
      });
    assert.ok(card(true).includes('| Cost | $0.07, estimated |'));
    assert.ok(card(false).includes('| Cost | $0.07 |'));
  });

  // shows: publish-card
  it('takes words from outside for words, whatever Markdown or HTML they hold', () => {
    const hostile = '<img src=x onerror=alert(1)> | # Heading [x](javascript:alert(1)) `a`';
    const card = modelCard({
      ...bare,
      title: hostile,
      summary: `${hostile}\n# Trained by somebody else\n---\nlicense: mit`,
      hyperparameters: [[hostile, hostile]],
      evaluations: [{ ...accuracy, task: hostile, metric: hostile, by: hostile, dataset: { id: hostile } }],
      limitations: [hostile],
    });
    const html = marked.parse(card.replace(/^---[\s\S]*?\n---\n/, ''), { async: false });
    assert.ok(!/<img|<script|href="javascript:/i.test(html.replaceAll(/<code>.*?<\/code>/gs, '')), html);
    assert.deepEqual([...html.matchAll(/<h1>(.*?)<\/h1>/g)].length, 1);
  });
});

describe('The head of a card', () => {
  // shows: publish-card
  it('is read back by YAML as what was written, whatever the words are', () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        'yes',
        'No',
        '1e3',
        '0x1',
        '2026-11-21',
        '~',
        'null',
        '- a',
        'a: b',
        '#x',
        "'",
        '"',
        'on',
        '.5',
        'a\u2028b',
        '@x',
        '%',
        '|',
        '',
      ),
    );
    const leaf = fc.oneof(text, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean(), fc.integer());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        leaf,
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          tie('value'),
          { maxKeys: 4 },
        ),
      ),
    }));
    fc.assert(
      fc.property(
        fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          value,
          { maxKeys: 5 },
        ),
        (fields) => {
          const head = frontMatter(fields as Parameters<typeof frontMatter>[0]);
          const read = head === '' ? {} : load(head.replace(/^---\n/, '').replace(/---\n$/, ''));
          assert.deepEqual(read, JSON.parse(JSON.stringify(fields)));
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
