import { RuleBook } from '../app/rules.ts';
import { systemClock } from '../base/clock.ts';
import { describeRule, type Rule } from '../policy/rule.ts';
import type { CommonOptions, RulesCommand } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

/** Shows the rules that hold here, or takes one away. */
export async function workWithRules(options: CommonOptions, command: RulesCommand, output: Output): Promise<ExitCode> {
  const { home, roots } = createCliHost(options, output);
  const problem = (text: string): void => output.err(`practicum: ${text}\n`);
  const book = new RuleBook({ home, roots, isTrusted: () => true, clock: systemClock, onProblem: problem });
  if (command.verb === 'remove') {
    const removed = await book.remove(command.rule);
    output.err(`Removed: ${describeRule(removed)}. From now on the agent asks again.\n`);
    return exitCode.done;
  }
  const rules = await book.current();
  if (rules.length === 0 && !options.json)
    output.err('No rules yet. One is offered with each request that may be allowed for good; they are kept in the Practicum home.\n');
  for (const rule of rules) output.out(options.json ? `${JSON.stringify(rule)}\n` : lineOf(rule));
  return exitCode.done;
}

function lineOf(rule: Rule): string {
  const { id, workspace, note, isOfWorkspace } = rule;
  const where = isOfWorkspace === true ? ' (of the workspace: .practicum/rules.json)' : workspace === undefined ? '' : ` (in ${workspace})`;
  return `${id}  ${describeRule(rule)}${where}${note === undefined ? '' : `: ${note}`}\n`;
}
