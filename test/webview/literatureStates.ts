import type { SourcedTable } from '../../src/base/sourcedTable.ts';
import type { TranscriptItem } from '../../src/protocol/chat.ts';

/** A walk through the literature that has ended: three papers, one of which says little. */
const at = (paper: string) => (text: string, anchor: string) => ({ text, address: `${paper}#${anchor}` });
const lora = at('arxiv:2106.09685v2');
const bitFit = at('arxiv:2106.10199v5');

export const table: SourcedTable = {
  columns: ['Paper', 'Data', 'Method', 'Hyper-parameters', 'Result'],
  rows: [
    [
      [{ text: 'LoRA: Low-Rank Adaptation of Large Language Models', address: 'arxiv:2106.09685v2' }],
      [lora('MNLI', 'S5.SS2.p1'), lora('SST-2', 'S5.SS2.p1'), lora('MRPC', 'S5.SS2.p1')],
      [lora('LoRA', 'S4.p1')],
      [
        lora('optimizer: AdamW', 'A4.T9'),
        lora('learning rate: 0.0005 (SST-2)', 'A4.T9'),
        lora('batch size: 16', 'A4.T9'),
        lora('epochs: 60 (SST-2)', 'A4.T9'),
        lora('warmup ratio: 0.06', 'A4.T9'),
        lora('lora rank: 8', 'A4.T9'),
        lora('lora alpha: 8', 'A4.T9'),
        lora('sequence length: 512', 'A4.T9'),
      ],
      [lora('accuracy 95.1 ± 0.2 on SST-2, split not said (“RoB_base (LoRA)”)', 'S5.T2')],
    ],
    [
      [
        {
          text: 'BitFit: Simple Parameter-efficient Fine-tuning for Transformer-based Masked Language-models',
          address: 'arxiv:2106.10199v5',
        },
      ],
      [bitFit('GLUE', 'S4.p1')],
      [bitFit('BitFit', 'S3.p1')],
      [bitFit('batch size: 16', 'S4.p3')],
      [bitFit('accuracy 92.1 on SST-2, development (“BitFit”)', 'S4.T1')],
    ],
    [[{ text: 'On adapters, without tears', address: 'arxiv:2201.00001v1' }], [], [], [], []],
  ],
  notes: [
    'Walked: 10 lists (both), 214 papers. Read: 3 (3 shown). 31 requests, 74 s.',
    'Not read:',
    '- arxiv:2203.00002 (Adapters, withdrawn): arXiv says of it: This paper has been withdrawn.',
  ],
};

export function literatureItem(): Extract<TranscriptItem, { kind: 'tool' }> {
  return {
    kind: 'tool',
    id: 'literature',
    tool: 'crawl_literature',
    title: 'Walk the literature around 2106.09685 for “accuracy of adapters on SST-2”',
    state: 'done',
    output: '# Literature around arxiv:2106.09685',
    detail: { kind: 'table', ...table },
    durationMs: 74_000,
    origin: { kind: 'paper', name: 'arxiv:2106.09685 and what is around it' },
  };
}
