import * as z from 'zod';
import type { RunId } from '../base/ids.ts';
import { hideSecrets } from '../base/redact.ts';
import { comparisonText } from '../runs/compare.ts';
import { loadComparison } from '../runs/loadCompared.ts';
import { defineTool } from './define.ts';
import { maxOutputBytes } from './numbered.ts';

/** What is different between two runs, and what it came to. */
export const compareRuns = defineTool({
  name: 'compare_runs',
  description:
    'What differs between runs a and b: arguments, settings, code, environment; and each metric last, best and at the newest common step.',
  input: z.strictObject({
    a: z.string().min(1).max(200),
    b: z.string().min(1).max(200),
    metrics: z.array(z.string().max(300)).min(1).max(20).optional(),
  }),
  effectKinds: ['record'],
  title: ({ a, b }) => `Compare runs ${a} and ${b}`,
  effects: () => [{ kind: 'record', what: 'runs' }],
  async run({ a, b, metrics }, { runs }) {
    const comparison = await loadComparison(runs, a.trim() as RunId, b.trim() as RunId, metrics);
    const text = hideSecrets(comparisonText(comparison).join('\n'));
    const isCut = text.length > maxOutputBytes / 2;
    return {
      content: isCut ? `${text.slice(0, maxOutputBytes / 2)}\n(cut: name the metrics that you want)` : text,
      origin: { kind: 'log', name: `${comparison.a.spec.name}, ${comparison.b.spec.name}` },
    };
  },
});
