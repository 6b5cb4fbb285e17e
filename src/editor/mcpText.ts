import type { ConfigurationProblem, ListChange, ServerRow, ServerState } from '../mcp/desk.ts';
import { visibleText } from './visibleText.ts';

/** What servers of the Model Context Protocol look like in the editor’s own lists and messages. No `vscode` here. */

const stateIcons: Readonly<Record<ServerState, string>> = {
  idle: 'circle-outline',
  connecting: 'loading~spin',
  'asks-consent': 'shield',
  'needs-sign-in': 'account',
  ready: 'pass-filled',
  failed: 'error',
  changed: 'warning',
  off: 'circle-slash',
};

const stateWords: Readonly<Record<ServerState, string>> = {
  idle: 'not started',
  connecting: 'starting',
  'asks-consent': 'asks for your consent',
  'needs-sign-in': 'needs a sign-in',
  ready: 'ready',
  failed: 'failed',
  changed: 'its tools changed',
  off: 'off',
};

export interface ServerLine {
  readonly label: string;
  readonly description: string;
  readonly detail: string;
}

/** A server as a row: name and state, what it offers, where it is from. */
export function serverLine(row: ServerRow, roots: readonly string[]): ServerLine {
  const { name, state, where, words } = row;
  const offer = state === 'ready' ? offerText(row) : isNew(row) ? 'offers what you should look at first' : stateWords[state];
  const said = state === 'failed' || state === 'off' || state === 'needs-sign-in' ? ` — ${oneLine(words, 200)}` : '';
  return {
    label: `$(${stateIcons[state]}) ${oneLine(name, 80)}`,
    description: `${offer} · ${originText(row, roots)}`,
    detail: `${oneLine(where, 160)}${said}`,
  };
}

/** The first time everything that it lists is new. */
export function isNew({ state, change, tools }: ServerRow): boolean {
  return state === 'changed' && change !== undefined && tools === 0 && change.removed.length === 0 && change.reworded.length === 0;
}

export function offerText({ tools, prompts, resources, leftOut }: ServerRow): string {
  const parts = [
    counted(tools, 'tool'),
    ...(prompts === 0 ? [] : [counted(prompts, 'prompt')]),
    ...(resources === 0 ? [] : [counted(resources, 'resource')]),
  ];
  return `${parts.join(', ')}${leftOut.length === 0 ? '' : `; ${leftOut.length} left out`}`;
}

/** `.mcp.json of this workspace`, `your settings`. */
export function originText({ from, file }: Pick<ServerRow, 'from' | 'file'>, roots: readonly string[]): string {
  if (from === 'user') return 'your settings';
  if (from === 'home') return file ?? 'your mcp.json';
  return file === undefined ? 'this workspace' : `${shortPath(file, roots)} of this workspace`;
}

/** What is asked before a server is started or reached. */
export function consentText(row: ServerRow, roots: readonly string[]): { readonly message: string; readonly detail: string } {
  const { name, question, transport } = row;
  const isProgram = transport === 'stdio';
  const lines = [
    isProgram ? `It starts this program on your machine:` : 'It reaches this address, and sends there what the agent calls it with:',
    `    ${oneLine(question?.where ?? row.where, 1_000)}`,
    ...(question?.cwd === undefined ? [] : [`In the folder ${question.cwd}`]),
    ...(question === undefined || question.env.length === 0
      ? []
      : [`With the variables ${question.env.map((each) => oneLine(each, 80)).join(', ')}`]),
    ...(question === undefined || question.headers.length === 0
      ? []
      : [`With the headers ${question.headers.map((each) => oneLine(each, 80)).join(', ')}`]),
    ...(question === undefined || question.given.length === 0
      ? []
      : [`It is given ${question.given.map((each) => oneLine(each, 120)).join(', ')}`]),
    ...(question?.protection === undefined ? [] : [`Protection: ${question.protection}`]),
    '',
    `Configured in ${originText(row, roots)}${row.from === 'workspace' ? ', which whoever wrote this folder has chosen' : ''}.`,
    'You are asked again when this or what it offers changes. Each call that the agent makes asks you like any other.',
  ];
  return {
    message: isProgram ? `Start the server “${oneLine(name, 80)}”?` : `Connect to the server “${oneLine(name, 80)}”?`,
    detail: lines.join('\n'),
  };
}

/** One line for a notification that does not take the keyboard. */
export function asksText(rows: readonly ServerRow[], roots: readonly string[]): string {
  const [first] = rows;
  if (first === undefined) return '';
  if (rows.length > 1)
    return `${rows.length} servers of the Model Context Protocol wait for your consent: ${rows.map(({ name }) => `“${oneLine(name, 40)}”`).join(', ')}.`;
  return `The server “${oneLine(first.name, 80)}” from ${originText(first, roots)} waits for your consent: ${oneLine(first.where, 160)}`;
}

/** A late click on a question that is none any more. `row`: as it is now. */
export function settledText(name: string, row: ServerRow | undefined): string {
  const now = row === undefined ? 'not configured any more' : stateWords[row.state];
  return `“${oneLine(name, 80)}” was answered already (now: ${now}); this click changed nothing.`;
}

/** What came with a yes. */
export function cameText(row: ServerRow, tools: readonly string[]): string {
  const shown = tools.slice(0, 8).map((each) => oneLine(each, 60));
  const names =
    shown.length === 0 ? '' : `: ${shown.join(', ')}${tools.length > shown.length ? ` and ${tools.length - shown.length} more` : ''}`;
  return `The server “${oneLine(row.name, 80)}” offers ${offerText(row)}${names}`;
}

/** What came, or what is different from what was agreed to, in a sentence. */
export function changeText(row: ServerRow): string {
  const { change, name } = row;
  if (change === undefined) return `“${oneLine(name, 80)}” has changed.`;
  const { added, removed, reworded } = change;
  const names = (list: readonly string[]): string => {
    const shown = list.slice(0, 6).map((each) => oneLine(each, 60));
    return `${shown.join(', ')}${list.length > shown.length ? ` and ${list.length - shown.length} more` : ''}`;
  };
  const hidden = change.hidden.length === 0 ? '' : ' Some of its words hold characters that you would not see.';
  if (isNew(row))
    return `The server “${oneLine(name, 80)}” offers ${counted(added.length, 'thing')}: ${names(added.map((each) => each.name))}.${hidden}`;
  const parts = [
    ...(added.length === 0 ? [] : [`${added.length} new (${names(added.map((each) => each.name))})`]),
    ...(removed.length === 0 ? [] : [`${removed.length} gone (${names(removed)})`]),
    ...(reworded.length === 0 ? [] : [`${reworded.length} reworded (${names(reworded.map((each) => each.name))})`]),
  ];
  return `What the server “${oneLine(name, 80)}” offers is not what you agreed to, so none of it is used: ${parts.join(', ')}.${hidden}`;
}

/** Both sides of the diff document: one block for each thing, in the same order, hidden characters made visible. */
export function changeSides(change: ListChange): { readonly before: string; readonly after: string } {
  const blocks = [
    ...change.removed.map((name) => ({ name, before: `## ${name}\n`, after: '' })),
    ...change.added.map(({ name, description }) => ({ name, before: '', after: `## ${name}\n\n${description}\n` })),
    ...change.reworded.map(({ name, what, before, now }) => ({
      name,
      before: `## ${name}\n\n${before}\n`,
      after: `## ${name}\n\n${now}\n`,
      what,
    })),
  ].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  const side = (of: 'before' | 'after'): string => visibleText(blocks.flatMap((block) => (block[of] === '' ? [] : [block[of]])).join('\n'));
  return { before: side('before'), after: side('after') };
}

/** All that a server offers, its own words included, for a document. */
export function problemLine({ file, text }: ConfigurationProblem, roots: readonly string[]): string {
  return `${shortPath(file, roots)}: ${text}`;
}

export function shortPath(file: string, roots: readonly string[]): string {
  const root = roots.find((each) => file.startsWith(`${each}/`) || file.startsWith(`${each}\\`));
  return root === undefined ? file : file.slice(root.length + 1);
}

function counted(count: number, thing: string): string {
  return count === 1 ? `1 ${thing}` : `${count} ${thing}s`;
}

/** Whoever writes a configuration or a server chooses these words: no line ends, nothing unseen, no icons. */
function oneLine(text: string, length: number): string {
  const plain = visibleText(text.replace(/\s+/g, ' ').trim()).replaceAll('$(', '$\u2060(');
  return plain.length <= length ? plain : `${plain.slice(0, length - 1)}…`;
}

export type ActionId = 'review' | 'restart' | 'log' | 'offer' | 'signIn' | 'signOut' | 'forget' | 'file';

export interface Action {
  readonly id: ActionId;
  /** A codicon. */
  readonly icon: string;
  readonly title: string;
}

/** What can be done with a server now. */
export function actionsOf({ state, transport, file, from }: ServerRow): readonly Action[] {
  const waits = state === 'asks-consent' || state === 'changed';
  const isStarted = state === 'ready' || state === 'failed' || state === 'connecting' || state === 'needs-sign-in';
  const possible: readonly (readonly [boolean, Action])[] = [
    [waits, { id: 'review', icon: 'shield', title: 'Review…' }],
    [state === 'needs-sign-in', { id: 'signIn', icon: 'account', title: 'Sign In…' }],
    [state === 'ready', { id: 'offer', icon: 'list-unordered', title: 'Show What It Offers' }],
    [isStarted, { id: 'restart', icon: 'debug-restart', title: 'Restart Server' }],
    [isStarted || state === 'changed', { id: 'log', icon: 'output', title: 'Show Log' }],
    [state === 'off', { id: 'forget', icon: 'debug-start', title: 'Ask Me Again' }],
    [transport === 'http' && state === 'ready', { id: 'signOut', icon: 'sign-out', title: 'Sign Out' }],
    [state !== 'off', { id: 'forget', icon: 'trash', title: 'Withdraw Consent, Sign Out and Forget' }],
    [file !== undefined && from !== 'user', { id: 'file', icon: 'go-to-file', title: 'Open Where It Is Configured' }],
  ];
  return possible.filter(([isPossible]) => isPossible).map(([, action]) => action);
}
