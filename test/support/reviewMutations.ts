/** Reference code of the example papers with one value of it changed, in the forms in which people keep such values. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePaper, type ReadPaper } from '../../src/papers/parsePaper.ts';
import { readers } from '../../src/papers/readers.ts';
import type { ReviewedFile } from '../../src/reproduction/review/reviewCode.ts';
import { exampleBytes, examplePapers } from './examplePapers.ts';

export async function readExample(name: string): Promise<ReadPaper> {
  const source = { kind: 'file', sha256: '', from: 'paper.tex' } as const;
  const part = {
    kind: 'latex',
    files: [{ name: 'paper.tex', bytes: exampleBytes(name, 'paper.tex') }],
    main: 'paper.tex',
    source,
  } as const;
  return await parsePaper({ id: `file:${name}/paper.tex`, parts: [part], doubts: [] }, readers, new AbortController().signal);
}

export function referenceOf(name: string): readonly ReviewedFile[] {
  const folder = path.join(examplePapers, name, 'reference');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.py'))
    .map((file) => ({ path: file, text: readFileSync(path.join(folder, file), 'utf8') }));
}

export interface Place {
  readonly option: string;
  readonly literal: string;
  readonly line: number;
}

/** Options whose value the paper states: all but the seed and what the code itself marks as unsaid. */
export function statedOptions(files: readonly ReviewedFile[]): readonly Place[] {
  const { text } = files.find(({ path: file }) => file === 'train.py') ?? { text: '' };
  return text.split('\n').flatMap((line, at) => {
    const [, option = '', literal = ''] = /add_argument\("--([\w-]+)".*default=([\d._e+-]+)/.exec(line) ?? [];
    return option === '' || option === 'seed' || /unsaid/.test(line) ? [] : [{ option, literal, line: at + 1 }];
  });
}

/** Other values of the same kind. */
export function otherValues(literal: string): readonly string[] {
  const value = Number(literal.replaceAll('_', ''));
  const isWhole = Number.isInteger(value) && !/[.e]/.test(literal);
  const others = isWhole ? [value * 2, Math.max(1, Math.round(value / 2)), value + 1] : [value * 2, value / 10, value * 3];
  return others
    .map((other) => (isWhole || !Number.isInteger(other) ? String(Number(other.toPrecision(6))) : `${other}.0`))
    .filter((other) => Number(other) !== value);
}

export type Form = 'options' | 'constants' | 'yaml';

/** The files with the value of one option changed; in other forms the options stand as constants of a module or in a configuration. */
export function withValue(
  files: readonly ReviewedFile[],
  form: Form,
  changed?: { readonly option: string; readonly value: string },
): readonly ReviewedFile[] {
  return files.flatMap(({ path: file, text }): readonly ReviewedFile[] => {
    if (file !== 'train.py') return [{ path: file, text }];
    const lines = text.split('\n').map((line) => {
      const [head, option = '', tail = ''] = /^.*add_argument\("--([\w-]+)"(.*)$/.exec(line) ?? [];
      return head === undefined || option !== changed?.option
        ? line
        : line.replace(tail, tail.replace(/default=[\d._e+-]+/, `default=${changed.value}`));
    });
    if (form === 'options') return [{ path: file, text: lines.join('\n') }];
    const values = lines.flatMap((line) => {
      const [, option = '', value = ''] = /add_argument\("--([\w-]+)".*default=("?[\w.+-]+"?)/.exec(line) ?? [];
      return option === '' || option === 'seed' ? [] : [{ option, value }];
    });
    const rest = lines.filter((line) => !line.includes('add_argument')).join('\n');
    if (form === 'constants')
      return [
        {
          path: file,
          text: `${values.map(({ option, value }) => `${option.toUpperCase().replaceAll('-', '_')} = ${value}`).join('\n')}\n${rest}`,
        },
      ];
    return [
      { path: file, text: rest },
      {
        path: 'config.yaml',
        text: `train:\n${values.map(({ option, value }) => `  ${option.replaceAll('-', '_')}: ${value}`).join('\n')}\n`,
      },
    ];
  });
}
