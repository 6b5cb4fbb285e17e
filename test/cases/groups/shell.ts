import { z } from 'zod';
import type { CallId } from '../../../src/base/ids.ts';
import { readable, truncateOutput } from '../../../src/workspace/boundedOutput.ts';
import { adapter } from '../adapter.ts';
import { withSessionLog } from '../sessionLog.ts';

export const stripAnsi = adapter(z.object({ text: z.string() }), z.object({ text: z.string() }), ({ text }, expected) => ({
  expected,
  seen: { text: readable(text) },
}));

const truncated = z.object({
  truncated: z.boolean(),
  head_chars: z.number().optional(),
  tail_chars: z.number().optional(),
  starts_with_head: z.boolean().optional(),
  ends_with_tail: z.boolean().optional(),
  omitted: z.number().optional(),
  notice_mentions_omitted_and_total: z.boolean().optional(),
  spill_file_has_full_output: z.boolean().optional(),
});

/** The whole of what is cut is kept with the session, where the reference writes a file. */
export const truncate = adapter(
  z.object({ length: z.number(), max_chars: z.number().optional() }),
  truncated,
  async ({ length, max_chars }, expected) => {
    const whole = textOf(length);
    const shown = truncateOutput(whole, { whereAllIs: 'all of it is kept', ...(max_chars === undefined ? {} : { maxChars: max_chars }) });
    if (shown === whole) return { expected, seen: { truncated: false } };
    const noticeFrom = firstDifference(whole, shown);
    const noticeTo = shown.length - firstDifference(reversed(whole), reversed(shown));
    const [head, notice, tail] = [shown.slice(0, noticeFrom), shown.slice(noticeFrom, noticeTo), shown.slice(noticeTo)];
    const omitted = length - head.length - tail.length;
    const seen = {
      truncated: true,
      head_chars: head.length,
      tail_chars: tail.length,
      starts_with_head: whole.startsWith(head),
      ends_with_tail: whole.endsWith(tail),
      omitted,
      notice_mentions_omitted_and_total: notice.includes(String(omitted)) && notice.includes(String(length)),
      spill_file_has_full_output: (await keptWhole(shown, whole)) === whole,
    };
    return { expected, seen };
  },
);

/** Text that is nowhere the same as a little further on, so that no cut can pass for another. */
function textOf(length: number): string {
  let text = '';
  for (let number = 0; text.length < length; number += 1) text += `${number},`;
  return text.slice(0, length);
}

function firstDifference(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return at;
}

function reversed(text: string): string {
  return [...text].reverse().join('');
}

/** What a session gives back of a result that was shown in part. */
function keptWhole(content: string, full: string): Promise<string> {
  return withSessionLog(async (log) => {
    const event = await log.append({ type: 'tool.ended', call: 'ca_1' as CallId, outcome: 'done', content, full });
    if (event.type !== 'tool.ended' || event.blob === undefined) return '';
    return new TextDecoder().decode(await log.getBlob(event.blob));
  });
}
