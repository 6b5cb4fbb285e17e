/** Splits that code makes: the workspace's Python calls the functions that give them, or runs the script and catches them, and prints hashes of their rows. */
import * as z from 'zod';
import { PracticumError } from '../../base/errors.ts';
import { LeakJudge, type LeakReport } from './leakJudge.ts';
import type { SplitRow } from './rows.ts';
import { splitSource } from './splitSource.ts';
import type { CodeSource, CodeSplits } from './splits.ts';

export type RunPython = (script: string) => Promise<{ readonly stdout: string; readonly exit: number | null }>;

const hashes = z.array(z.number()).max(4);
const answerLine = z.union([
  z.object({ pair: z.number(), kind: z.enum(['rows', 'texts', 'pictures']), test: z.number(), train: z.number(), width: z.number() }),
  z.object({
    split: z.union([z.literal(0), z.literal(1)]),
    row: z.number(),
    p: hashes,
    c: z.number().optional(),
    k: z.array(z.number()).optional(),
    h: z.string().optional(),
    m: z.string().optional(),
    w: z.number().optional(),
    n: z.number().optional(),
    s: z.array(z.number()).optional(),
    g: z.string().optional(),
    t: z.number().optional(),
    e: z.string().optional(),
  }),
  z.object({ shingle: z.number(), texts: z.number() }),
  z.object({ without: z.number() }),
  z.object({ note: z.string() }),
  z.object({ failed: z.string() }),
  z.object({ done: z.literal(true) }),
]);
type Line = z.infer<typeof answerLine>;
type RowLine = Extract<Line, { readonly split: 0 | 1 }>;

const prefix = 'practicum-splits:';

/** What Python reads as its standard input. */
export function splitScript(splits: CodeSplits): string {
  // A JSON string is a string of Python too.
  return `${splitSource}\nmain(json.loads(${JSON.stringify(JSON.stringify(splits))}))\n`;
}

/** Throws `splits-code` when the functions cannot be called, `splits-harness` when Python ended without an answer. */
export async function judgeCodeSplits(splits: CodeSplits, run: RunPython): Promise<LeakReport> {
  const { stdout, exit } = await run(splitScript(splits));
  const lines: Line[] = [];
  for (const each of stdout.split('\n')) if (each.startsWith(prefix)) lines.push(answerLine.parse(JSON.parse(each.slice(prefix.length))));
  const failed = lines.find((line) => 'failed' in line);
  if (failed !== undefined)
    throw new PracticumError('splits-code', `The splits could not be read: ${failed.failed}`, {
      hint: 'Give the function that returns the rows, its arguments, and with at which of its results are training and test rows.',
    });
  if (!lines.some((line) => 'done' in line))
    throw new PracticumError('splits-harness', `Python ended with ${exit ?? 'a signal'} before it had read the splits.`, {
      hint: `It needs numpy and the packages of the code. ${stdout.trimEnd().split('\n').slice(-3).join(' ').slice(0, 400)}`,
    });
  return judged(splits, lines);
}

function judged(splits: CodeSplits, lines: readonly Line[]): LeakReport {
  const heads = lines.filter((line) => 'pair' in line);
  const notes = lines.flatMap((line) => ('note' in line ? [line.note] : []));
  const reports: LeakReport[] = [];
  let judge: LeakJudge | undefined;
  const end = (): void => {
    if (judge !== undefined) reports.push(judge.report());
  };
  for (const line of lines) {
    if ('pair' in line) {
      end();
      judge = new LeakJudge({
        train: `the training rows (${nameOf(splits.train)})`,
        test: `the test rows (${nameOf(splits.test)})`,
        ...(heads.length > 1 ? { which: `call ${line.pair + 1}` } : {}),
        evidence: evidenceOf(splits),
      });
      if (line.kind !== 'texts' && line.width < 2) notes.push('rows of a single number meet too easily: they were not judged');
    } else if ('split' in line) {
      if (line.split === 0) judge?.test(rowOf(line));
      else judge?.train(rowOf(line));
    } else if ('shingle' in line) judge?.frequency(line.shingle, line.texts);
    else if ('without' in line) judge?.trainWithout(line.without);
  }
  end();
  const said = notes.length === 0 ? '' : ` Note: ${[...new Set(notes)].join('; ')}.`;
  const isSingle = heads.every((head) => head.kind !== 'texts' && head.width < 2);
  return {
    findings: reports.flatMap(({ findings }) => findings),
    checks: reports.flatMap(({ checks }) =>
      checks.map((check) => ({
        ...check,
        state: isSingle && check.state === 'clean' ? ('not checked' as const) : check.state,
        how: `${check.how}${said}`.slice(0, 20_000),
      })),
    ),
  };
}

function nameOf({ file, symbol, at }: CodeSource): string {
  return `${symbol}() in ${file}${at === undefined ? '' : `, result ${at.join(', ')}`}`;
}

function evidenceOf({ train, test }: CodeSplits): LeakReport['findings'][number]['evidence'] {
  return [...new Set([train.file, test.file])].map((file) => ({ file }));
}

function rowOf({ row, p, c, k, h, m, w, n, s, g, t, e }: RowLine): SplitRow {
  return {
    row,
    parts: p,
    isConstant: c === 1,
    ...(n === undefined ? {} : { text: { tokens: w ?? 0, total: n, shingles: s ?? [] } }),
    ...(k === undefined ? {} : { sketch: k }),
    ...(h === undefined ? {} : { picture: { bits: bitsOf(h), ...(m === undefined ? {} : { mirrored: bitsOf(m) }) } }),
    ...(g === undefined ? {} : { group: g }),
    ...(t === undefined ? {} : { time: t }),
    ...(e === undefined ? {} : { shown: e }),
  };
}

function bitsOf(hex: string): Uint32Array {
  return Uint32Array.from({ length: hex.length / 8 }, (_, at) => Number.parseInt(hex.slice(at * 8, at * 8 + 8), 16));
}
