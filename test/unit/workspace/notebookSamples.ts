/** Notebooks as Jupyter writes them: one blank a level, sorted keys, characters as they are, a line end at the end. */

export interface SampleCell {
  readonly id?: string;
  readonly type: 'code' | 'markdown' | 'raw';
  readonly source: string;
  readonly outputs?: readonly unknown[];
  readonly count?: number;
  readonly metadata?: Readonly<Record<string, unknown>>;
}

export function notebookJson(cells: readonly SampleCell[], minor = 5, indent: number | undefined = 1): string {
  const json = {
    cells: cells.map(({ id, type, source, outputs = [], count, metadata = {} }, at) => ({
      cell_type: type,
      ...(type === 'code' ? { execution_count: count ?? null } : {}),
      ...(minor >= 5 ? { id: id ?? `cell-${at}` } : {}),
      metadata,
      ...(type === 'code' ? { outputs } : {}),
      source: source.match(/[^\n]*\n|[^\n]+$/g) ?? [],
    })),
    metadata: { kernelspec: { display_name: 'Python 3', language: 'python', name: 'python3' }, language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: minor,
  };
  return `${JSON.stringify(json, null, indent)}${indent === undefined ? '' : '\n'}`;
}

export const training: readonly SampleCell[] = [
  { id: 'intro', type: 'markdown', source: '# Ziffern “lesen”\nEin Versuch.' },
  {
    id: 'load',
    type: 'code',
    source: 'import torch\ndata = load()\n',
    count: 1,
    metadata: { tags: ['parameters'], collapsed: false },
    outputs: [{ name: 'stdout', output_type: 'stream', text: ['1797 images\n', '\u001b[32mok\u001b[0m\n'] }],
  },
  {
    id: 'train',
    type: 'code',
    source: 'lr = 10.0\ntrain(lr)',
    count: 2,
    outputs: [
      {
        ename: 'ValueError',
        evalue: 'loss is nan',
        output_type: 'error',
        traceback: ['Traceback', '\u001b[31mValueError\u001b[0m: loss is nan'],
      },
      { data: { 'image/png': 'iVBORw0K'.repeat(250), 'text/plain': ['<Figure size 640x480>'] }, metadata: {}, output_type: 'display_data' },
    ],
  },
];
