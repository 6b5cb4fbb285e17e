import * as z from 'zod';
import { isHostPattern } from '../base/hostPatterns.ts';
import type { RuleId } from '../base/ids.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { Rule } from '../policy/rule.ts';
import { isNeverAllowedByRule } from '../policy/ruleNever.ts';

/** The version of `rules.json` that this program writes; it reads nothing newer. */
export const rulesVersion = 1;

const text = z.string().min(1).max(4096);
const word = whenUsed(() =>
  z.union([
    z.string().max(4096),
    z.strictObject({ is: z.literal('file'), below: text }),
    z.strictObject({ is: z.literal('number') }),
    z.strictObject({ is: z.literal('rest') }),
  ]),
);
const words = whenUsed(() =>
  z
    .array(word)
    .max(200)
    .refine((all) => all.slice(0, -1).every((one) => typeof one === 'string' || one.is !== 'rest'), { error: '“rest” stands last' }),
);
const purpose = z.enum(['main', 'research', 'compaction', 'run', 'sandbox']);

const about = whenUsed(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['read', 'write', 'delete']), path: text }),
    z.strictObject({ kind: z.literal('shell'), program: text, words, folder: text.exactOptional() }),
    z.strictObject({ kind: z.literal('execute'), program: text, words, folder: text.exactOptional(), on: text.exactOptional() }),
    z.strictObject({ kind: z.literal('reach'), host: text }),
    z.strictObject({ kind: z.literal('spend'), usd: z.number().nonnegative(), purpose: purpose.exactOptional() }),
    z.strictObject({ kind: z.literal('publish'), repo: text }),
    z.strictObject({ kind: z.literal('mcp'), server: text, tool: text }),
  ]),
);

/** Branding an id and nothing else. */
const ruleId = text.transform((id) => id as RuleId);

export const ruleSchema = whenUsed(
  () =>
    z
      .strictObject({
        id: ruleId,
        verdict: z.enum(['allow', 'ask', 'deny']),
        about,
        workspace: text.exactOptional(),
        madeAtMs: z.number().nonnegative(),
        note: z.string().max(4096).exactOptional(),
      })
      .superRefine((rule, context) => {
        const why = whyNotAllowed(rule);
        if (why !== undefined) context.addIssue({ code: 'custom', message: why });
      }) satisfies z.ZodType<Rule>,
);

/** A person writes their rules by hand, too, and what a workspace brings has neither id nor time. */
export const writtenRuleSchema = whenUsed(() =>
  z.strictObject({
    verdict: z.enum(['allow', 'ask', 'deny']),
    about,
    note: z.string().max(4096).exactOptional(),
  }),
);

export const rulesFileSchema = whenUsed(() => z.object({ version: z.number().int().positive(), rules: z.array(z.unknown()) }));

/** What may tighten may be broad; what allows may not. */
function whyNotAllowed({ verdict, about: what }: Pick<Rule, 'verdict' | 'about'>): string | undefined {
  if (verdict !== 'allow') return undefined;
  switch (what.kind) {
    case 'execute':
      return 'programs that Practicum starts itself are interpreters and installers: no rule allows them';
    case 'shell':
      if (isNeverAllowedByRule(what.program)) return `“${what.program}” runs or destroys what its words do not say: no rule allows it`;
      return what.words.some((one) => typeof one !== 'string' && one.is === 'rest') ? 'a rule that allows names every word' : undefined;
    case 'reach':
      return isHostPattern(what.host) ? undefined : `“${what.host}” is no host`;
    case 'mcp':
      return /[*?]/.test(what.server) ? 'a rule that allows names its server' : undefined;
    case 'delete':
      return what.path.startsWith('/') ? 'nothing outside the workspace is deleted' : undefined;
    case 'write':
      return what.path.startsWith('/') ? 'nothing outside the workspace is changed' : undefined;
    case 'read':
    case 'spend':
    case 'publish':
      return undefined;
  }
}
