import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { GrantDraft } from '../protocol/chat.ts';

const words = z.array(z.string().min(1).max(1000)).max(100);

const schema = whenUsed(() =>
  z
    .strictObject({
      hours: z.number().positive().optional(),
      /** `07:30`, the next time that it is so late here; or a whole time with its zone: `2026-11-22T07:30:00Z`. */
      until: z.string().optional(),
      usd: z.number().nonnegative(),
      /** `local`, `ssh:HOST`, and of Hugging Face `hf-job:PAYER`, `hf-space:PAYER`. */
      targets: words,
      /** Relative to the folder that is worked in. */
      folders: words,
      hosts: words.default([]),
      code: z.enum(['sandboxed', 'approved']),
    })
    .refine(({ hours, until }) => (hours === undefined) !== (until === undefined), {
      message: 'give hours or until, and only one of them',
    }),
);

class BadGrantFile extends PracticumError {
  constructor(path: string, why: string, cause?: unknown) {
    super('bad-grant', `${path} is no grant: ${why}.`, {
      hint: 'It looks like this: {"hours": 8, "usd": 5, "targets": ["local"], "folders": ["."], "hosts": ["pypi.org"], "code": "sandboxed"}',
      cause,
    });
  }
}

/** What a file grants, as the form would have it. Where its folders lie is looked at when it is signed. Throws with the first mistake. */
export async function readGrantFile(path: string, nowMs: number): Promise<GrantDraft> {
  const parsed = schema.safeParse(await readJson(path));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.join('.') ?? '';
    throw new BadGrantFile(path, `${where === '' ? '' : `${where}: `}${issue?.message ?? 'it cannot be read'}`);
  }
  const { hours, until, ...rest } = parsed.data;
  return { ...rest, hours: hours ?? hoursUntil(until ?? '', nowMs, path) };
}

async function readJson(path: string): Promise<unknown> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') throw new BadGrantFile(path, 'there is no such file', error);
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new BadGrantFile(path, 'it does not hold JSON', error);
  }
}

function hoursUntil(until: string, nowMs: number, path: string): number {
  const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(until);
  const isWhole = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/.test(until);
  const endMs = clock === null ? (isWhole ? Date.parse(until) : Number.NaN) : next(Number(clock[1]), Number(clock[2]), nowMs);
  if (Number.isNaN(endMs)) throw new BadGrantFile(path, `until: “${until}” is no time like 07:30 or 2026-11-22T07:30:00Z`);
  if (endMs <= nowMs) throw new BadGrantFile(path, `until: ${until} is over`);
  return (endMs - nowMs) / 3_600_000;
}

/** The next time that a clock on the wall shows this. */
function next(hour: number, minute: number, nowMs: number): number {
  const end = new Date(nowMs);
  end.setHours(hour, minute, 0, 0);
  if (end.getTime() <= nowMs) end.setDate(end.getDate() + 1);
  return end.getTime();
}
