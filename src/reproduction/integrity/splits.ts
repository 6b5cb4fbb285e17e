/** How the training and the test data of a reproduction are got: as they are named by whoever asks for a check. Loaded with the tools. */
import * as z from 'zod';
import { whenUsed } from '../../base/whenUsed.ts';
import { rare } from '../../tools/define.ts';

const codeSource = whenUsed(() =>
  z.strictObject({
    file: z
      .string()
      .max(500)
      .regex(/^(?!\/)(?!.*(?:^|\/)\.\.(?:\/|$)).+\.py$/u, 'is no path of a Python file within the workspace'),
    symbol: z
      .string()
      .max(300)
      .regex(/^[^\W\d]\w*(?:\.[^\W\d]\w*)*$/u, 'is no name of Python'),
    /** JSON; `{"generator": 0}` is a torch generator, `{"rng": 0}` one of numpy, `{"call": {file, symbol, args, at}}` another call. */
    args: z.array(z.unknown()).max(40).optional(),
    named: rare(z.record(z.string(), z.unknown()).optional()),
    /** Which of several results, by index or key; several of them are columns of one row. */
    at: z
      .array(z.union([z.int().min(0), z.string().max(200)]))
      .min(1)
      .max(16)
      .optional(),
    /** With `run`: what it is given or what it gives back, and in which of its calls (from 1; absent: each). */
    of: z.enum(['returned', 'arguments']).optional(),
    nth: z.int().min(1).max(1_000).optional(),
  }),
);

/** Cells of the paper whose numbers are measured on these splits; absent: all. */
const cells = whenUsed(() =>
  rare(
    z
      .array(z.strictObject({ address: z.string().min(1).max(500), row: z.int().min(1), column: z.int().min(1) }))
      .min(1)
      .max(500)
      .optional(),
  ),
);

const codeSplits = whenUsed(() => {
  const both = z.strictObject({ train: codeSource, test: codeSource }).optional();
  return z.strictObject({
    train: codeSource,
    test: codeSource,
    /** A script with its arguments, which is run to see what the functions are given or give back. */
    run: z.array(z.string().max(1_000)).min(1).max(60).optional(),
    seed: rare(z.int().optional()),
    /** Arrays are taken for pictures from 16 × 16 on; `rows`: they are none. */
    kind: rare(z.enum(['rows', 'pictures']).optional()),
    group: rare(both),
    time: rare(both),
    cells,
  });
});

const fileSplits = whenUsed(() => {
  const file = z.strictObject({ path: z.string().min(1).max(4_096) });
  return z.strictObject({
    train: file,
    test: file,
    /** Columns that are compared; absent: all but those that name rows. */
    columns: z.array(z.string().max(200)).min(1).max(256).optional(),
    group: z.string().max(200).optional(),
    time: z.string().max(200).optional(),
    cells,
  });
});

export const splitsSchema = whenUsed(() =>
  z.union([fileSplits, codeSplits], 'give train and test both as {path}, or both as {file, symbol} of a Python function'),
);

export type CodeSource = z.infer<typeof codeSource>;
export type CodeSplits = z.infer<typeof codeSplits>;
export type FileSplits = z.infer<typeof fileSplits>;
export type Splits = CodeSplits | FileSplits;

export function isOfFiles(splits: Splits): splits is FileSplits {
  return 'path' in splits.train;
}

/** Files whose code is executed to get at the splits, the one that is started first. */
export function filesCalled({ run, train, test, group, time }: CodeSplits): readonly string[] {
  const files = new Set<string>();
  const script = run?.[0];
  if (script !== undefined) files.add(script);
  for (const source of [train, test, group?.train, group?.test, time?.train, time?.test]) gather(source, files);
  return [...files];
}

function gather(value: unknown, files: Set<string>): void {
  if (typeof value !== 'object' || value === null) return;
  if ('file' in value && 'symbol' in value && typeof value.file === 'string') files.add(value.file);
  for (const each of Object.values(value)) gather(each, files);
}
