import { hideSecrets } from '../base/redact.ts';
import { type Comparison, comparisonText } from '../runs/compare.ts';
import { loadComparison } from '../runs/loadCompared.ts';
import type { CommonOptions } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Output } from './output.ts';
import { find, withRuns } from './runsCommands.ts';

/** What is different between two runs. */
export async function compareTwoRuns(options: CommonOptions, a: string, b: string, output: Output): Promise<ExitCode> {
  return await withRuns(options, output, async (bench) => {
    const [first, second] = [await find(bench, a), await find(bench, b)];
    const comparison = await loadComparison(bench.runs, first.spec.id, second.spec.id);
    const text = options.json ? JSON.stringify(recordOf(comparison)) : comparisonText(comparison).join('\n');
    output.out(`${hideSecrets(text)}\n`);
    return exitCode.done;
  });
}

/** What it found, without all that is known of either run. */
function recordOf({ a, b, metrics, ...found }: Comparison): Readonly<Record<string, unknown>> {
  const head = ({ spec, status }: Comparison['a']): Readonly<Record<string, unknown>> => ({ id: spec.id, name: spec.name, status });
  return { a: head(a), b: head(b), ...found, metrics: metrics.map((one) => ({ ...one, goal: one.goal ?? null })) };
}
