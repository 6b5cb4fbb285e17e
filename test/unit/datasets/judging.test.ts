import assert from 'node:assert/strict';
import { auditDataSet } from '../../../src/datasets/audit/audit.ts';
import type { Audit } from '../../../src/datasets/audit/auditShape.ts';
import { turnTroubles } from '../../../src/datasets/audit/conversation.ts';
import { languageOf } from '../../../src/datasets/audit/languages.ts';
import { licenceFindings } from '../../../src/datasets/audit/licence.ts';
import { personalKinds } from '../../../src/datasets/audit/privacy.ts';
import { auditReport } from '../../../src/datasets/audit/report.ts';
import type { CardFacts } from '../../../src/datasets/table.ts';
import { fileOf, jsonLines, noSignal, openFiles } from './memory.ts';

async function auditOf(rows: readonly object[], other: readonly object[] = []): Promise<Audit> {
  const files = [fileOf('train.jsonl', jsonLines(rows)), ...(other.length === 0 ? [] : [fileOf('test.jsonl', jsonLines(other))])];
  return await auditDataSet(await openFiles(...files), { signal: noSignal });
}

const many = <T>(count: number, make: (index: number) => T): readonly T[] => Array.from({ length: count }, (_, index) => make(index));
const chat = (...roles: readonly string[]) => roles.map((role, index) => ({ role, content: `turn ${index}`, hasCalls: false }));

/** What stands for the format → what each training says to it. */
const formats: Readonly<
  Record<string, { readonly row: (n: number) => object; readonly is: string; readonly fits: Readonly<Record<string, string>> }>
> = {
  messages: {
    row: (n) => ({
      messages: [
        { role: 'user', content: `Ask ${n}` },
        { role: 'assistant', content: `Answer ${n}` },
      ],
    }),
    is: 'messages',
    fits: { sft: 'fits', dpo: 'no', grpo: 'no', classification: 'no' },
  },
  ShareGPT: {
    row: (n) => ({
      conversations: [
        { from: 'human', value: `Ask ${n}` },
        { from: 'gpt', value: `Answer ${n}` },
      ],
    }),
    is: 'sharegpt',
    fits: { sft: 'mapping', dpo: 'no' },
  },
  Alpaca: {
    row: (n) => ({ instruction: `Do ${n}`, input: n % 2 === 0 ? '' : `with ${n}`, output: `Done ${n}` }),
    is: 'alpaca',
    fits: { sft: 'mapping' },
  },
  'prompt and completion': {
    row: (n) => ({ prompt: `Ask ${n}`, completion: `Answer ${n}` }),
    is: 'prompt-completion',
    fits: { sft: 'fits', grpo: 'fits' },
  },
  preference: {
    row: (n) => ({ prompt: `Ask ${n}`, chosen: `Good ${n}`, rejected: `Bad ${n}` }),
    is: 'preference',
    fits: { sft: 'mapping', dpo: 'fits', grpo: 'fits' },
  },
  'preference without a prompt': {
    row: (n) => ({
      chosen: [
        { role: 'user', content: `Ask ${n}` },
        { role: 'assistant', content: `Good ${n}` },
      ],
      rejected: [
        { role: 'user', content: `Ask ${n}` },
        { role: 'assistant', content: `Bad ${n}` },
      ],
    }),
    is: 'preference',
    fits: { dpo: 'fits' },
  },
  'prompts for GRPO': {
    row: (n) => ({ prompt: [{ role: 'user', content: `What is ${n} + 1?` }], solution: String(n + 1) }),
    is: 'prompts',
    fits: { grpo: 'fits', dpo: 'no' },
  },
  'questions and answers': {
    row: (n) => ({ question: `What is ${n}?`, answer: `It is ${n}` }),
    is: 'question-answer',
    fits: { sft: 'mapping', grpo: 'mapping' },
  },
  classification: {
    row: (n) => ({ text: `This film is ${n} times too long`, label: n % 2 }),
    is: 'classification',
    fits: { classification: 'fits', dpo: 'no' },
  },
  'named classes': {
    row: (n) => ({ sentence: `This is number ${n} of them`, label: n % 2 === 0 ? 'good' : 'bad' }),
    is: 'classification',
    fits: { classification: 'mapping' },
  },
  'plain text': {
    row: (n) => ({ text: `Once upon a time there were ${n} bears in a wood.` }),
    is: 'text',
    fits: { sft: 'fits', classification: 'no' },
  },
};

describe('What a data set is fit for', () => {
  for (const [name, { row, is, fits }] of Object.entries(formats)) {
    // shows: data-chat-formats, data-fitness
    it(`is told of ${name}`, async () => {
      const audit = await auditOf(many(40, row));
      assert.equal(audit.formats[0]?.format, is);
      const verdicts = Object.fromEntries(audit.fitness.map(({ goal, verdict }) => [goal, verdict]));
      for (const [goal, verdict] of Object.entries(fits)) assert.equal(verdicts[goal], verdict, goal);
      for (const { verdict, missing } of audit.fitness) if (verdict !== 'fits') assert.ok(missing.length > 0, 'what is missing is said');
    });
  }

  // shows: data-fitness
  it('is told with what would spoil it though the columns fit', async () => {
    const good = many(30, (n) => ({ prompt: `Ask ${n}`, chosen: `Good ${n}`, rejected: `Bad ${n}` }));
    const audit = await auditOf([...good, { prompt: 'Ask', chosen: 'Same answer', rejected: 'same  ANSWER' }]);
    assert.deepEqual(audit.fitness.find(({ goal }) => goal === 'dpo')?.concerns, ['same-preference (train): 1']);
  });

  // shows: data-audit
  it('shows classes that are out of balance, contradict each other, or are unknown to training', async () => {
    const text = (n: number) => `This is sentence number ${n} of the set`;
    const audit = await auditOf(
      [
        ...many(60, (n) => ({ text: text(n), label: 0 })),
        ...many(3, (n) => ({ text: text(100 + n), label: 1 })),
        { text: text(7), label: 1 },
      ],
      many(5, (n) => ({ text: text(200 + n), label: n === 0 ? 2 : 0 })),
    );
    const found = new Map(audit.findings.map((finding) => [finding.kind, finding]));
    assert.match(found.get('imbalance')?.text ?? '', /^label of train is unbalanced: 0 60 of 64 rows/);
    assert.deepEqual(found.get('contradictions')?.rows, [{ split: 'train', row: 63 }]);
    assert.match(found.get('unseen-labels')?.text ?? '', /test has values of label .*: 2\./);
  });
});

describe('The turns of a conversation', () => {
  // shows: data-chat-formats
  it('are judged by their order', () => {
    const troubles = (...roles: readonly string[]) => [...turnTroubles(chat(...roles))].sort();
    assert.deepEqual(troubles('user', 'assistant', 'user', 'assistant'), []);
    assert.deepEqual(troubles('system', 'user', 'assistant'), []);
    assert.deepEqual(troubles('user', 'assistant', 'tool', 'assistant'), []);
    assert.deepEqual(troubles('assistant', 'user', 'assistant'), ['begins-with-answer']);
    assert.deepEqual(troubles('system', 'assistant'), ['begins-with-answer']);
    assert.deepEqual(troubles('user', 'user', 'assistant'), ['repeated-role']);
    assert.deepEqual(troubles('user', 'system', 'assistant'), ['system-late']);
    assert.deepEqual(troubles('user'), ['no-answer']);
    assert.deepEqual(troubles('user', 'tool', 'assistant'), ['tool-without-call']);
    assert.deepEqual(troubles('user', 'narrator', 'assistant'), ['unknown-role']);
    assert.deepEqual([...turnTroubles([{ role: 'user', content: ' ', hasCalls: false }, ...chat('assistant')])], ['empty-turn']);
    assert.deepEqual([...turnTroubles([...chat('user'), { role: 'assistant', content: null, hasCalls: true }])], []);
  });
});

describe('Words in a data set', () => {
  // shows: data-audit
  it('have a language, roughly', () => {
    const samples: Readonly<Record<string, string>> = {
      en: 'The quick brown fox jumps over the lazy dog, and it was not what you think.',
      de: 'Der schnelle Fuchs springt über den Hund, und das ist nicht alles, was ich weiß.',
      fr: 'Le renard saute par-dessus le chien, et ce n’est pas une chose que vous savez.',
      es: 'El zorro salta por encima de los perros y no es lo que parece para su dueño.',
      zh: '快速的棕色狐狸跳过了懒狗，这不是你想的那样。',
      ja: '素早い茶色の狐はのろまな犬を飛び越えることができる。',
      ru: 'Быстрая коричневая лиса перепрыгивает через ленивую собаку.',
      ar: 'الثعلب البني السريع يقفز فوق الكلب الكسول في الحديقة',
      code: 'import torch\n\ndef train(model, data):\n    for x, y in data:\n        loss = model(x, y)\n        loss.backward()\n',
    };
    for (const [language, text] of Object.entries(samples)) assert.equal(languageOf(text), language);
    assert.equal(languageOf('42 17 99'), undefined);
  });

  // shows: data-audit
  it('that belong to persons are found by their form, and what only looks so is not', () => {
    const kinds = (text: string) => [...personalKinds(text)].sort();
    assert.deepEqual(kinds('write to grace.hopper@navy.mil, or call +1 212 555 0187'), ['email', 'phone']);
    assert.deepEqual(kinds('4111 1111 1111 1111 and DE89 3704 0044 0532 0130 00'), ['card', 'iban']);
    assert.deepEqual(kinds('from 84.17.52.3'), ['ip']);
    for (const text of [
      'user@example.com',
      'version 1.2.3.4',
      'torch==2.13.0',
      '2026-11-21 19:30:00',
      '4111 1111 1111 1112',
      '192.168.0.1',
      'GB82 TEST 1234 5698 7654 99',
      '3.14159265358979',
    ])
      assert.deepEqual(kinds(text), [], text);
  });

  const card: CardFacts = { licences: [], gated: 'no', isPrivate: false, languages: [], tags: [] };

  // shows: data-audit
  it('of a card tell the licence, that there is none, and that two contradict each other', () => {
    const texts = (facts: Partial<CardFacts>) => licenceFindings({ ...card, ...facts }).map(({ text }) => text);
    const stated = (...licences: readonly string[]) => ({
      licences: licences.map((licence, index) => ({ licence, from: `place ${index}` })),
    });
    assert.match(texts({}).join(), /No licence is stated/);
    assert.deepEqual(texts(stated('mit', 'MIT License')), []);
    assert.match(texts(stated('mit', 'apache-2.0')).join(), /mit \(place 0\), apache-2.0 \(place 1\)/);
    assert.match(texts(stated('cc-by-nc-4.0')).join(), /limits what may be done/);
    assert.match(texts({ ...stated('mit'), gated: 'manual' }).join(), /gated/);
  });
});

describe('The report of an audit', () => {
  // shows: data-audit
  it('keeps to its length and never shows an estimate as counted', async () => {
    const wide = many(30, (n) =>
      Object.fromEntries(many(60, (column) => [`column_${column}`, `value ${n} of column ${column} ${'x'.repeat(80)}`])),
    );
    const report = auditReport(await auditOf(wide), { atMost: 3_000 });
    assert.ok(report.length <= 3_000 && /longer/.test(report), `${report.length}`);
    const audit = await auditOf(many(3, (n) => ({ text: `Row ${n} of a few` })));
    const [split] = audit.splits;
    assert.ok(split !== undefined);
    const estimated = auditReport({ ...audit, splits: [{ ...split, total: { rows: 2_100_000, how: 'estimated' } }] }, { atMost: 3_000 });
    assert.match(estimated, /3 of about 2,100,000 \(estimated\) rows looked at/);
    assert.match(estimated, /tokens|characters/);
  });
});
