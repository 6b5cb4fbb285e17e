import * as vscode from 'vscode';
import type { Chat } from '../app/api.ts';
import { describeError } from '../base/errors.ts';
import type { SessionId } from '../base/ids.ts';
import type { ChatDelta, MentionChip } from '../protocol/chat.ts';
import { participant } from './agentEntries.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { selectionChip } from './mentions.ts';
import { FollowedTurn, followupsOf, isEmptyRequest, messageOf, type Said, type TurnOutcome } from './participantText.ts';

/** What a result carries to the next request of the same conversation. */
interface Carried extends TurnOutcome {
  readonly session: SessionId;
}

const commandsOf = { setKey: 'practicum.setApiKey', chooseModel: 'practicum.chooseModel' } as const satisfies Record<string, CommandId>;
const titlesOf = { setKey: 'Set API Key', chooseModel: 'Choose Model' } as const;

/**
 * A request to `@practicum` in the editor's own chat: a turn in a session of Practicum's, with its model, policy and approvals. A new
 * conversation there is a new session here, and goes on in it.
 */
export async function answerRequest(
  window: EditorWindow,
  request: Pick<vscode.ChatRequest, 'prompt' | 'command' | 'references'>,
  context: vscode.ChatContext,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<vscode.ChatResult> {
  if (isEmptyRequest(request.command, request.prompt)) {
    stream.markdown('Say what is to be done: train a script, explain a run, read or implement a paper.');
    return {};
  }
  try {
    const { chat } = await window.workbench();
    const session = await openedFor(chat, context);
    if (token.isCancellationRequested) return {};
    const outcome = await follow(chat, session, request, stream, token);
    return { metadata: { session, ...outcome } satisfies Carried };
  } catch (error) {
    return { errorDetails: { message: describeError(error) } };
  }
}

export function followups({ metadata }: vscode.ChatResult): vscode.ChatFollowup[] {
  return isCarried(metadata) ? [...followupsOf(metadata)] : [];
}

function isCarried(metadata: unknown): metadata is Carried {
  return typeof metadata === 'object' && metadata !== null && 'session' in metadata && typeof metadata.session === 'string';
}

/** The session that this conversation has had so far, else one in which nothing was said yet. */
async function openedFor(chat: Chat, { history }: vscode.ChatContext): Promise<SessionId> {
  const before = history.findLast(
    (turn): turn is vscode.ChatResponseTurn => turn instanceof vscode.ChatResponseTurn && turn.participant === participant.id,
  )?.result.metadata;
  if (isCarried(before)) {
    if (before.session === chat.session) return chat.session;
    try {
      await chat.openSession(before.session);
      return chat.session;
    } catch {
      // Deleted, or open in another window: what was said is not lost, and a new one begins.
    }
  }
  const shown = (await chat.sessions.list('')).find(({ session }) => session === chat.session);
  if (shown !== undefined && (shown.messages > 0 || shown.isWorking)) await chat.newSession();
  return chat.session;
}

async function follow(
  chat: Chat,
  session: SessionId,
  { prompt, command, references }: Pick<vscode.ChatRequest, 'prompt' | 'command' | 'references'>,
  stream: vscode.ChatResponseStream,
  token: vscode.CancellationToken,
): Promise<TurnOutcome> {
  const text = messageOf(command, prompt);
  const turn = new FollowedTurn(text);
  const { promise: ended, resolve: end } = Promise.withResolvers<'ended' | 'left'>();
  let queued: string | undefined;
  const take = ({ ops }: ChatDelta): void => {
    for (const op of ops) if (op.op === 'head') queued = op.head.queue.find((message) => message.text === text)?.id;
    for (const said of turn.take(ops)) say(said, stream);
    if (turn.hasEnded) end('ended');
  };
  const listening = [chat.onDidChange(take), chat.onDidReset(() => end('left'))];
  const cancelling = token.onCancellationRequested(() => {
    // Only what was asked for here is stopped.
    if (chat.session !== session) return;
    if (turn.hasBegun) chat.stop();
    else if (queued !== undefined) chat.unqueue(queued).catch(() => undefined);
    end('ended');
  });
  try {
    await chat.send(text, references.toReversed().flatMap(chipOf), 'queue');
    if (queued !== undefined && !turn.hasBegun) stream.progress('Waiting for what Practicum is doing already');
    if ((await ended) === 'left') {
      stream.markdown('\n\nAnother session is shown in Practicum now. This one goes on there.');
      stream.button({ command: 'practicum.showSessions' satisfies CommandId, title: 'Show sessions' });
    }
    return turn.outcome;
  } finally {
    cancelling.dispose();
    for (const listener of listening) listener.dispose();
  }
}

function say(said: Said, stream: vscode.ChatResponseStream): void {
  switch (said.kind) {
    case 'markdown':
      stream.markdown(said.text);
      return;
    case 'progress':
      stream.progress(said.text);
      return;
    case 'asked':
      stream.markdown(new vscode.MarkdownString('\n\n**Waits for your answer:** ').appendText(said.title));
      stream.button({ command: 'practicum.showApprovals' satisfies CommandId, title: 'Show approval' });
      return;
    case 'file':
      stream.reference(vscode.Uri.file(said.path));
      return;
    case 'failed':
      stream.markdown(new vscode.MarkdownString('\n\n').appendText(said.text));
      if (said.command !== undefined) stream.button({ command: commandsOf[said.command], title: titlesOf[said.command] });
  }
}

/** Files and selections that were attached; what is neither is said in the prompt already. */
function chipOf({ value }: vscode.ChatPromptReference): readonly MentionChip[] {
  if (value instanceof vscode.Location && value.uri.scheme === 'file') {
    const { start, end } = value.range;
    const label = vscode.workspace.asRelativePath(value.uri);
    return [selectionChip(value.uri.fsPath, label, start.line + 1, end.line + 1)];
  }
  if (value instanceof vscode.Uri && value.scheme === 'file')
    return [{ kind: 'file', label: vscode.workspace.asRelativePath(value), path: value.fsPath }];
  return [];
}
