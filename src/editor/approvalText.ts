import type { PendingApproval } from '../app/api.ts';
import { visibleLine } from '../base/visibleLine.ts';

export interface AskingWorkspace {
  readonly name: string | undefined;
  readonly roots: readonly string[];
}

type Asked = Pick<PendingApproval, 'title' | 'reason' | 'sessionTitle' | 'cost'>;

/** What a notification says: which workspace and session, what, what it costs, and why it asks. One line, since the editor cuts the rest. */
export function approvalText([first, ...others]: readonly [Asked, ...Asked[]], workspace: AskingWorkspace): string {
  const where = workspace.name === undefined ? 'Practicum' : `Practicum in ${workspace.name}`;
  const session = first.sessionTitle === '' ? '' : `, in “${oneLine(first.sessionTitle, 40)}”`;
  const what = titleOfGroup([first, ...others]);
  const cost =
    first.cost === undefined ? '' : ` ${first.cost.usd === undefined ? 'What it costs is' : 'It costs'} ${oneLine(first.cost.text, 200)}.`;
  return `${where} asks: ${what}${session}.${cost} ${oneLine(withoutRoots(first.reason, workspace.roots), 300)}`;
}

/** One request by its title; several of a kind by their number and the first of them. */
export function titleOfGroup(group: readonly [Pick<Asked, 'title'>, ...Pick<Asked, 'title'>[]]): string {
  const [first] = group;
  if (group.length === 1) return oneLine(first.title, 200);
  const named = group.slice(0, 3).map(({ title }) => oneLine(title, 60));
  return `${group.length} similar requests: ${named.join(', ')}${group.length > 3 ? ' …' : ''}`;
}

/** What another agent asks, whole: what would happen, in the lines in which a person reads it, why it is asked, and who asks. */
export function outsideText(asked: Omit<PendingApproval, 'id' | 'session' | 'call' | 'turn' | 'isLate'>): {
  readonly message: string;
  readonly detail: string;
} {
  const { title, from = '', effectLines, changes = [], cost, protection, reason, detail } = asked;
  const lines = [
    ...effectLines,
    ...changes.map(
      ({ what, before, after, since }) => `Changed since ${since}: ${what} ${before ?? '(not given)'} → ${after ?? '(not given)'}`,
    ),
    ...(cost === undefined ? [] : [[cost.text, cost.left].filter((part) => part !== undefined).join('; ')]),
    ...(protection === undefined ? [] : [protection]),
    reason,
    ...(detail?.kind === 'text' ? detail.text.split('\n').filter((line) => line.trim() !== '') : []),
    `Asked by ${from} over MCP. A yes is for this call, once, and counts for an hour.`,
  ];
  return { message: `${visibleLine(title)}?`, detail: lines.map(visibleLine).join('\n') };
}

/** The status bar item for `count` requests, of which `first` is the oldest. */
export function statusText(first: Pick<PendingApproval, 'title'>, count: number): { readonly text: string; readonly tooltip: string } {
  return count === 1
    ? { text: '$(bell-dot) Practicum asks', tooltip: `Practicum waits for your answer: ${oneLine(first.title, 200)}` }
    : {
        text: `$(bell-dot) Practicum asks: ${count}`,
        tooltip: `Practicum waits for ${count} answers, first: ${oneLine(first.title, 200)}`,
      };
}

function withoutRoots(text: string, roots: readonly string[]): string {
  let short = text;
  for (const root of roots) short = short.replaceAll(`${root}/`, '').replaceAll(`${root}\\`, '');
  return short;
}

/** A command may span lines and be long; its beginning says what it is, and the card in the chat shows the whole. */
function oneLine(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}
