import type { PendingApproval } from '../app/api.ts';

/** What a notification says: which workspace, what, and why it asks. One line, since the editor cuts the rest. */
export function approvalText(
  { title, reason }: Pick<PendingApproval, 'title' | 'reason'>,
  workspace: { readonly name: string | undefined; readonly roots: readonly string[] },
): string {
  const where = workspace.name === undefined ? 'Practicum' : `Practicum in ${workspace.name}`;
  let why = reason;
  for (const root of workspace.roots) why = why.replaceAll(`${root}/`, '').replaceAll(`${root}\\`, '');
  return `${where} asks: ${oneLine(title, 200)}. ${oneLine(why, 300)}`;
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

/** A command may span lines and be long; its beginning says what it is, and the card in the chat shows the whole. */
function oneLine(text: string, limit: number): string {
  const line = text.replaceAll(/\s+/g, ' ').trim().replace(/\.$/, '');
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}
