/** Stages of a reproduction as the double reads them: with `read_file`, as text, since a person may have changed them since a tool spoke. */
import { z } from 'zod';
import type { StepResult } from '../replay.ts';
import type { NeutralReply } from '../script.ts';
import { fileLines } from '../toolText.ts';
import { call } from '../trainingScript.ts';

const value = z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]);
const places = z.array(z.looseObject({ address: z.string().optional() }));

export const specText = z.looseObject({
  items: z.array(
    z.looseObject({
      id: z.string(),
      kind: z.string(),
      statement: z.string(),
      status: z.string(),
      value: value.optional(),
      scope: z.array(z.string()).optional(),
      evidence: places,
    }),
  ),
});
export const registerText = z.looseObject({
  rows: z.array(
    z.looseObject({
      id: z.string(),
      name: z.string(),
      kind: z.string(),
      state: z.string(),
      value: value.optional(),
      alternatives: z.array(z.looseObject({ value, evidence: places.optional() })),
    }),
  ),
});
export const planText = z.looseObject({ seeds: z.array(z.number()), files: z.array(z.looseObject({ path: z.string() })) });

export type SpecText = z.infer<typeof specText>;
export type RegisterText = z.infer<typeof registerText>;
export type RowText = RegisterText['rows'][number];

const mostPages = 30;

/** Undefined where the file is not there, or is no such record. */
export function* readRecord<T>(path: string, schema: z.ZodType<T>): Generator<NeutralReply, T | undefined, readonly StepResult[]> {
  const lines: string[] = [];
  for (let page = 0; page < mostPages; page += 1) {
    const [read] = yield call('read_file', { path, ...(lines.length === 0 ? {} : { from_line: lines.length + 1 }) });
    if (read?.isError !== false) return undefined;
    lines.push(...fileLines(read.content).map(({ text }) => text));
    if (!/ more lines: read_file with from_line=/.test(read.content)) break;
  }
  try {
    return schema.parse(JSON.parse(lines.join('\n')));
  } catch {
    return undefined;
  }
}
