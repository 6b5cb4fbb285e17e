import type { ResearchAgent } from '../../src/base/research.ts';
import type { TranscriptItem } from '../../src/protocol/chat.ts';

/** Sub-agents of one research call, at work and when they have ended. */
type ToolItem = Extract<TranscriptItem, { kind: 'tool' }>;

const nothing = { notes: [], facts: [], notBacked: [], open: [], looks: [], earlierLooks: 0, calls: 0, tokens: 0 } as const;

const reading: ResearchAgent = {
  ...nothing,
  id: 'su_1',
  question: 'Which optimiser and learning rate schedule do the papers use for distilling BERT into a smaller student?',
  state: 'working',
  step: 'Read the paper arxiv:1910.01108v4, S3.SS1',
  calls: 12,
  tokens: 148_204,
  usd: 0.21,
  looks: [
    { title: 'Search papers for “distilled BERT”' },
    { title: 'Read the paper 1910.01108, S3', source: { kind: 'address', address: 'arxiv:1910.01108v4#S3' } },
    {
      title: 'Read https://huggingface.co/docs/transformers/model_doc/distilbert',
      source: { kind: 'url', url: 'https://huggingface.co/docs/transformers/model_doc/distilbert' },
    },
    { title: 'Read /etc/shadow', isFailed: true },
  ],
};

const waits: ResearchAgent = { ...nothing, id: 'waiting-3', question: 'What does our own train.py do?', state: 'waiting', step: '' };

const done: ResearchAgent = {
  ...nothing,
  id: 'su_2',
  question: 'Which data were the students trained on?',
  state: 'done',
  step: '',
  calls: 9,
  tokens: 61_020,
  usd: 0.08,
  facts: [
    {
      text: 'DistilBERT is trained on English Wikipedia and the Toronto Book Corpus, the corpus of the original BERT.',
      source: { kind: 'address', address: 'arxiv:1910.01108v4#S3.p4' },
      quote: 'We trained DistilBERT on the same corpus as the original BERT model',
    },
    {
      text: 'The checkpoint on the Hub says the same.',
      source: { kind: 'url', url: 'https://huggingface.co/distilbert/distilbert-base-uncased' },
    },
    {
      text: 'Our script loads wikitext-103 instead.',
      source: { kind: 'file', path: 'src/data/load.py', line: 41 },
      quote: 'load_dataset("wikitext", "wikitext-103-raw-v1")',
    },
  ],
  notBacked: [{ text: 'TinyBERT uses 2.5 B words.', source: 'arxiv:1909.10351#S4', why: 'Nothing that was read here shows this source.' }],
  open: ['How many tokens the student saw'],
  looks: [{ title: 'Read src/data/load.py', source: { kind: 'file', path: 'src/data/load.py', line: 1 } }],
};

const partial: ResearchAgent = {
  ...nothing,
  id: 'su_3',
  question: 'What accuracy is reported on GLUE?',
  state: 'partial',
  step: '',
  notes: ['The budget of this research is used up.', '“findings” was read as “facts”.'],
  calls: 31,
  tokens: 330_914,
  facts: [{ text: 'DistilBERT reaches 77.0 on average.', source: { kind: 'address', address: 'arxiv:1910.01108v4#S4.T1' }, quote: '77.0' }],
  looks: [{ title: 'Read the paper 1910.01108, S4', source: { kind: 'address', address: 'arxiv:1910.01108v4#S4' } }],
  earlierLooks: 24,
};

export const agents = { reading, waits, done, partial };

export function researchItem(state: ToolItem['state'], shown: readonly ResearchAgent[]): ToolItem {
  return {
    kind: 'tool',
    id: 'research',
    tool: 'research',
    title: 'Research: how small students of BERT are distilled',
    state,
    output: state === 'running' ? '' : '3 sub-agents, 52 calls',
    detail: { kind: 'research', agents: shown },
    ...(state === 'running' ? {} : { durationMs: 312_000, origin: { kind: 'research', name: 'sub-agents' } }),
  };
}
