import type { HostToDataset, ShownAudit, ShownCell, ShownRow } from '../../src/protocol/dataset.ts';

/** Scripted states of the data set preview. */
export interface DatasetState {
  readonly messages: readonly HostToDataset[];
  readonly width?: number;
  readonly height?: number;
  /** Clicked, in order: names of tabs, buttons, rows. */
  readonly click?: readonly string[];
}

const head: HostToDataset = {
  type: 'data',
  name: 'ada/engine-dialogues',
  where: 'hub',
  config: 'default',
  configs: ['default', 'long'],
  splits: [{ name: 'train' }, { name: 'test' }],
  facts: ['Licence cc-by-4.0', 'Gated'],
  notes: [],
};

const turns: ShownCell = {
  kind: 'turns',
  isCut: true,
  turns: [
    { role: 'system', text: 'You answer briefly.' },
    { role: 'user', text: 'What does the analytical engine do that the difference engine cannot?' },
    {
      role: 'assistant',
      text: 'It can be told what to do next.\n\nThe difference engine computes one kind of table; the analytical engine follows cards, so it can repeat steps, and take another way depending on what it found.',
    },
    { role: 'user', text: 'Thanks. And who wrote the first program for it?' },
    { role: 'assistant', text: 'Ada Lovelace, in her notes of 1843: it computes Bernoulli numbers.' },
  ],
};

const texts = [
  'A short answer.',
  'The longer a text is, the more of it is left out in the list, and the more there is to see in the open row.\nIt goes on in a second line,\nand a third one,\nand a fourth.',
  '',
  'Ünïcödé, 漢字, and \u202esdrawkcab\u202c.',
];

function row(index: number): ShownRow {
  if (index === 4) return { index, line: 5, bad: 'it is no JSON (at character 17)' };
  return {
    index,
    cells: [
      turns,
      index % 5 === 2 ? { kind: 'null' } : { kind: 'text', text: texts[index % texts.length] ?? '', isCut: index % 4 === 1 },
      { kind: 'number', text: String(Math.round(1e4 * Math.sin(index)) / 1e4) },
      { kind: 'bool', value: index % 3 === 0 },
      { kind: 'json', text: JSON.stringify({ source: 'notes', page: index, tags: ['a', 'b'] }), isCut: false },
      { kind: 'image' },
    ],
  };
}

export const rowsOfTrain: HostToDataset & { readonly type: 'rows' } = {
  type: 'rows',
  asked: 1,
  split: 'train',
  from: 0,
  columns: [
    { name: 'messages', type: 'list<struct<role, content>>' },
    { name: 'note', type: 'string' },
    { name: 'score', type: 'float64' },
    { name: 'is_checked', type: 'bool' },
    { name: 'origin', type: 'struct<source, page, tags>' },
    { name: 'plate', type: 'Image' },
  ],
  rows: Array.from({ length: 100 }, (_, index) => row(index)),
  total: { rows: 2_104_233, how: 'stated' },
};

const audit: ShownAudit = {
  looked: ['train: 10,000 of 2,104,233 rows looked at, every 211th row', 'test: all 500 rows looked at'],
  findings: [
    {
      severity: 'error',
      text: '12 of 500 rows (2.4 %) of test stand in train, too (the same text).',
      places: [
        { split: 'test', row: 7 },
        { split: 'train', row: 12_871 },
        { split: 'test', row: 31 },
        { split: 'train', row: 40_090 },
      ],
    },
    {
      severity: 'error',
      text: '3 of 10,000 conversations (< 0.1 %) in messages of train have two turns of the same side in a row.',
      column: 'messages',
      places: [{ split: 'train', row: 3 }],
    },
    {
      severity: 'warning',
      text: '41 of 10,000 rows (0.4 %) of train hold what looks like e-mail addresses.',
      example: 'Write to [email] and ask for the second volume of the notes.',
      places: [{ split: 'train', row: 211 }],
    },
    { severity: 'note', text: '1,998 of 10,000 rows (20 %) of train have no note.', column: 'note', places: [{ split: 'train', row: 2 }] },
  ],
  fitness: [
    { goal: 'sft', verdict: 'fits', columns: ['messages'], text: 'Look at first: role-order in messages (train): 3.' },
    {
      goal: 'dpo',
      verdict: 'no',
      columns: [],
      text: 'DPO needs two answers to each prompt, in columns “chosen” and “rejected”.',
    },
    { goal: 'grpo', verdict: 'no', columns: [], text: 'GRPO needs a column “prompt”.' },
    {
      goal: 'classification',
      verdict: 'mapping',
      columns: ['text = note', 'label = is_checked'],
      text: 'Rename note to “text”.',
    },
  ],
  statistics: [
    {
      split: 'train',
      column: 'messages',
      type: 'list<struct<role, content>>',
      facts: [
        'conversations (role/content), roles system, user, assistant',
        '2 to 12 (mean 5) turns',
        '120 to 9,204 (mean 1,204) characters',
      ],
      bars: {
        title: 'Characters',
        items: [
          { label: '< 256', count: 310 },
          { label: '< 512', count: 2_204 },
          { label: '< 1,024', count: 4_411 },
          { label: '< 2,048', count: 2_011 },
          { label: '< 4,096', count: 903 },
          { label: '< 16,384', count: 161 },
        ],
      },
    },
    {
      split: 'train',
      column: 'is_checked',
      type: 'bool',
      facts: ['2 different values'],
      bars: {
        title: 'Values',
        items: [
          { label: 'false', count: 6_667 },
          { label: 'true', count: 3_333 },
        ],
      },
    },
    { split: 'train', column: 'note', type: 'string', facts: ['12 to 140 (mean 60) characters', '1,998 null'] },
  ],
};

const picture =
  'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAgAAAAICAYAAADED76LAAAAGklEQVR4nGP8z8Dwn4EIwESMIpyKRxUOF4UAz/kDBX6p1DkAAAAASUVORK5CYII=';
const images: readonly HostToDataset[] = Array.from({ length: 8 }, (_, index) => ({
  type: 'image',
  split: 'train',
  row: index,
  column: 'plate',
  ...(index % 3 === 2 ? {} : { url: picture }),
}));

const rows = [head, rowsOfTrain, ...images];
/** A page that goes no further. */
const few = [head, { ...rowsOfTrain, rows: rowsOfTrain.rows.slice(0, 12) }, ...images];
const audited: readonly HostToDataset[] = [...rows, { type: 'audit', audit }];

export const datasetStates: Readonly<Record<string, DatasetState>> = {
  rows: { messages: rows, width: 1100 },
  'rows-open': { messages: few, width: 1100, click: ['row 1'] },
  'rows-300px': { messages: few, width: 300, click: ['row 0'] },
  columns: { messages: audited, width: 900, click: ['tab Columns'] },
  findings: { messages: audited, width: 900, click: ['tab Findings'] },
  'findings-300px': { messages: audited, width: 300, click: ['tab Findings'] },
  running: { messages: [...rows, { type: 'auditing', text: 'train: 4,500 rows' }], width: 600, click: ['button Audit'] },
  failed: {
    messages: [
      {
        type: 'failed',
        about: 'data',
        text: 'The data set ada/nothing is not there, or is private and this token may not see it. Check its name; for a private one sign in first.',
      },
    ],
    width: 420,
  },
};
