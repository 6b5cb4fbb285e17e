/** Conversations in data sets: which shape their turns have, and whether the turns follow each other as a chat template needs them. */
import { type Cell, type CellRecord, cellText, isEmpty, isList, isRecord } from '../cell.ts';

export type TurnShape = 'role-content' | 'from-value';

export interface Turn {
  readonly role: string;
  readonly content: Cell;
  readonly hasCalls: boolean;
}

const sameRole: Readonly<Record<string, string>> = {
  human: 'user',
  gpt: 'assistant',
  chatgpt: 'assistant',
  bot: 'assistant',
  model: 'assistant',
  bard: 'assistant',
  ai: 'assistant',
  developer: 'system',
  observation: 'tool',
  function: 'tool',
  function_response: 'tool',
  tool_response: 'tool',
  function_call: 'assistant',
  ipython: 'tool',
};
const knownRoles: ReadonlySet<string> = new Set(['system', 'user', 'assistant', 'tool']);

/** The shape of a list of turns; undefined: it is none. */
export function shapeOf(cell: Cell | undefined): TurnShape | undefined {
  if (!isList(cell) || cell.length === 0) return undefined;
  const records = cell.filter(isRecord);
  if (records.length < cell.length) return undefined;
  if (records.every((turn) => 'role' in turn && ('content' in turn || 'tool_calls' in turn))) return 'role-content';
  return records.every((turn) => 'from' in turn && 'value' in turn) ? 'from-value' : undefined;
}

export function turnsOf(cell: Cell, shape: TurnShape): readonly Turn[] {
  if (!isList(cell)) return [];
  return cell.filter(isRecord).map((turn) => turnOf(turn, shape));
}

function turnOf(turn: CellRecord, shape: TurnShape): Turn {
  const role = turn[shape === 'role-content' ? 'role' : 'from'];
  const content = turn[shape === 'role-content' ? 'content' : 'value'] ?? null;
  const calls = turn['tool_calls'];
  const name = typeof role === 'string' ? role.toLowerCase().trim() : cellText(role ?? null);
  return { role: sameRole[name] ?? name, content, hasCalls: name === 'function_call' || (isList(calls) && calls.length > 0) };
}

export type TurnTrouble =
  | 'unknown-role'
  | 'system-late'
  | 'begins-with-answer'
  | 'repeated-role'
  | 'empty-turn'
  | 'tool-without-call'
  | 'no-answer';

export const turnTroubleWords: Readonly<Record<TurnTrouble, string>> = {
  'unknown-role': 'have a role that no chat template knows',
  'system-late': 'have a system turn that is not the first one',
  'begins-with-answer': 'begin with an answer before anybody asked',
  'repeated-role': 'have two turns of the same side in a row',
  'empty-turn': 'have a turn without content',
  'tool-without-call': 'have a tool’s result that nobody called for',
  'no-answer': 'do not end with an answer of the assistant',
};

/** Everything that is wrong with the order of one conversation. Empty: nothing. */
export function turnTroubles(turns: readonly Turn[]): ReadonlySet<TurnTrouble> {
  const found = new Set<TurnTrouble>();
  let before: Turn | undefined;
  let hasAsked = false;
  for (const [index, turn] of turns.entries()) {
    if (!knownRoles.has(turn.role)) found.add('unknown-role');
    if (turn.role === 'system' && index > 0) found.add('system-late');
    if (turn.role === 'user') hasAsked = true;
    if (turn.role === 'assistant' && !hasAsked) found.add('begins-with-answer');
    if ((turn.role === 'user' || (turn.role === 'assistant' && before?.hasCalls !== true)) && before?.role === turn.role)
      found.add('repeated-role');
    if (isEmpty(turn.content ?? '') && !turn.hasCalls) found.add('empty-turn');
    if (turn.content === null && !turn.hasCalls) found.add('empty-turn');
    if (turn.role === 'tool' && before?.role !== 'tool' && !(before?.role === 'assistant')) found.add('tool-without-call');
    before = turn;
  }
  if (before !== undefined && before.role !== 'assistant') found.add('no-answer');
  return found;
}

/** What stands in the turns, for reading. */
export function turnText({ content }: Turn): string {
  if (typeof content === 'string') return content;
  if (isList(content))
    return content
      .filter(isRecord)
      .map((part) => (typeof part['text'] === 'string' ? part['text'] : `[${cellText(part['type'] ?? 'part')}]`))
      .join('\n');
  return content === null ? '' : cellText(content);
}
