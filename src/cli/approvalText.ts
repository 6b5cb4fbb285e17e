import type { ApprovalFacts, CommandPart, SilentChange } from '../base/approval.ts';
import { describeEffect } from '../base/effects.ts';

/** What a person is told on a terminal before they answer: the same facts as on the card, a line each. `shown`: the effects as the host names them. */
export function approvalLines(facts: ApprovalFacts, shown?: readonly string[]): readonly string[] {
  const { reason, effects, command, cost, changes, protection } = facts;
  const parts = command ?? [];
  return [
    ...(parts.length > 1 || parts.some(({ why }) => why !== undefined) ? parts.map(commandLine) : []),
    ...(shown ?? effects.map(describeEffect)),
    ...(changes ?? []).map(changeLine),
    ...(cost === undefined ? [] : [[cost.text, cost.left].filter((part) => part !== undefined).join('; ')]),
    ...(protection === undefined ? [] : [protection]),
    reason,
  ].map(oneLine);
}

/** The answers that this request takes: the key, and what it means. */
export function answerKeys({ sessionScope, rule }: ApprovalFacts): readonly string[] {
  const matched =
    rule === undefined || rule.matchedCount === 0
      ? ''
      : `, as ${rule.matchedCount === 1 ? '1 earlier call' : `${rule.matchedCount} earlier calls`}`;
  return [
    '[y] once',
    ...(sessionScope === undefined ? [] : [`[s] for this session: ${sessionScope}`]),
    ...(rule === undefined ? [] : [`[a] always: ${rule.text}${matched}`]),
    '[n] no, or say why',
  ].map(oneLine);
}

function commandLine({ joiner, words, redirections, why }: CommandPart): string {
  const text = [joiner, ...words.map(quoted), ...redirections].filter((word) => word !== '').join(' ');
  return why === undefined ? `  ${text}` : `! ${text}   (${why})`;
}

function quoted(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

function changeLine({ what, before, after, since }: SilentChange): string {
  return `Changed since ${since}: ${what} ${before ?? '(not given)'} → ${after ?? '(not given)'}`;
}

/** What a model wrote must not paint the terminal. */
function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trimEnd();
}
