import * as vscode from 'vscode';
import type { Chat } from '../app/api.ts';
import type { SlashCommand } from '../app/slash.ts';
import type { ApprovalId, CallId, RunId, SessionId } from '../base/ids.ts';
import type { McpDesk } from '../mcp/desk.ts';
import type { ChatToHost, MentionChip, NoticeAction } from '../protocol/chat.ts';
import type { ChatPictures } from './chatPictures.ts';
import type { ChatActions, ChatView } from './chatView.ts';
import type { CommandId } from './contributions.ts';
import { openCallDiff, openTurnDiff } from './diffs.ts';
import type { EditorWindow } from './editorWindow.ts';
import { rankPaths } from './mentions.ts';
import type { PaperReaders } from './paperReaders.ts';
import { restoreToMessage } from './restore.ts';
import { sayError } from './sayError.ts';
import { activeSelection } from './selection.ts';
import { exportSession } from './sessionCommands.ts';

const noticeCommands: Readonly<
  Record<Exclude<NoticeAction['command'], 'retry' | 'goOn'>, CommandId | 'vscode.openFolder' | 'workbench.trust.manage'>
> = {
  setKey: 'practicum.setApiKey',
  chooseModel: 'practicum.chooseModel',
  openFolder: 'vscode.openFolder',
  manageTrust: 'workbench.trust.manage',
};

/** Does what the chat's page asks for. A failure becomes a message for the person and never leaves this function. */
export function chatActions(
  window: EditorWindow,
  showRun: (run: RunId) => Promise<void>,
  papers: () => Promise<PaperReaders>,
): ChatActions {
  const files = new MentionFiles();
  let pictures: Promise<ChatPictures> | undefined;
  return async (message, view) => {
    try {
      await act(message, view);
    } catch (error) {
      window.log.error(error instanceof Error ? error : String(error));
      void sayError(error);
    }
  };

  /** Files, then what servers have to read. */
  async function candidatesFor(query: string, mcp: McpDesk): Promise<readonly MentionChip[]> {
    const found = await files.find(query);
    if (mcp.resources().length === 0) return found;
    const { resourceMentions } = await import('./mcpMentions.ts');
    return [...found, ...resourceMentions(mcp, query)];
  }

  async function act(message: Exclude<ChatToHost, { readonly type: 'ready' }>, view: ChatView): Promise<void> {
    const { chat, approvals, grants, mcp } = await window.workbench();
    switch (message.type) {
      case 'send':
        return sendOrGiveBack(chat, view, message);
      case 'sendNow':
        return chat.sendNow(message.id);
      case 'editMessage':
        return chat.editMessage(message.message, message.text, message.mentions);
      case 'regenerate':
        return chat.regenerate(message.message);
      case 'fork':
        return view.compose({ ...(await chat.fork(message.message)), focus: true });
      case 'restore':
        return restoreToMessage(chat, view, message.message, message.what);
      case 'listSessions':
      case 'leaveSessions':
      case 'openSession':
      case 'renameSession':
      case 'deleteSession':
      case 'undeleteSession':
      case 'exportSession':
        return actOnSessions(message, chat, view);
      case 'loadOutput':
        return chat.loadOutput(message.call);
      case 'stop':
        return chat.stop();
      case 'unqueue':
        return chat.unqueue(message.id);
      case 'answer':
        for (const approval of message.approvals)
          await approvals.answer(approval as ApprovalId, message.answer, message.scope, 'chat', {
            feedback: message.feedback,
            script: message.script,
          });
        return;
      case 'openGrantForm':
        view.post(await grants.form());
        return;
      case 'signGrant':
        return grants.sign(message.draft, 'chat');
      case 'revokeGrant':
        await grants.revoke(chat.session, 'chat');
        return;
      case 'showSpending':
        await vscode.commands.executeCommand('practicum.showSpending' satisfies CommandId);
        return;
      case 'setMode':
        return chat.setMode(message.mode);
      case 'chooseModel':
        await vscode.commands.executeCommand('practicum.chooseModel' satisfies CommandId);
        return;
      case 'newSession':
        return chat.newSession();
      case 'findMentions':
        view.post({ type: 'mentionCandidates', query: message.query, candidates: await candidatesFor(message.query, mcp) });
        return;
      case 'findCommands': {
        const found = await chat.commands(message.query);
        view.post({ type: 'mentionCandidates', query: `/${message.query}`, candidates: found.map(commandChip) });
        return;
      }
      case 'addSelection': {
        const chip = activeSelection();
        if (chip === undefined) void vscode.window.showInformationMessage('Open a file and select some lines to mention them.');
        else await view.compose({ text: '', mentions: [chip], focus: true });
        return;
      }
      case 'addPicture':
      case 'readPicture':
      case 'choosePictures':
      case 'dropFiles':
      case 'loadPicture':
      case 'openPicture':
      case 'askSight':
        pictures ??= import('./chatPictures.ts').then(({ ChatPictures }) => new ChatPictures(window.context.globalStorageUri));
        return (await pictures).act(message, chat, view);
      case 'loadEarlier':
        view.post({ type: 'earlierItems', ...chat.earlierItems() });
        return;
      case 'revertTurn':
        return chat.revertTurn(message.turn);
      case 'openDiff':
        return openTurnDiff(chat, message.turn, message.path);
      case 'openCallDiff':
        return openCallDiff(chat, message.call as CallId);
      case 'openFile':
        return openFile(message.path, message.line);
      case 'openRun':
        return showRun(message.run as RunId);
      case 'openLink':
        return openLink(message.url, papers);
      case 'openPaper':
        await vscode.commands.executeCommand('practicum.openPaper', message.address);
        return;
      case 'copy':
        await vscode.env.clipboard.writeText(message.text);
        return;
      case 'noticeAction':
        if (message.command === 'retry') return chat.retry();
        if (message.command === 'goOn') return chat.send('Go on.', []);
        await vscode.commands.executeCommand(noticeCommands[message.command]);
        return;
    }
  }
}

type SessionMessage = Extract<ChatToHost, { readonly type: `${string}Session` | `${string}Sessions` }>;

async function actOnSessions(message: Exclude<SessionMessage, { readonly type: 'newSession' }>, chat: Chat, view: ChatView): Promise<void> {
  if (message.type === 'leaveSessions') return view.sessions.leave();
  if (message.type === 'listSessions') return view.sessions.ask(chat.sessions, message.query);
  const session = message.session as SessionId;
  switch (message.type) {
    case 'openSession':
      return chat.openSession(session);
    case 'renameSession':
      return chat.sessions.rename(session, message.title);
    case 'deleteSession':
      return view.sessions.delete(chat.sessions, session);
    case 'undeleteSession':
      return view.sessions.undelete(chat.sessions, session);
    case 'exportSession':
      return exportSession(chat, session, message.format);
  }
}

async function openFile(path: string, line: number | undefined): Promise<void> {
  const uri = await findFile(path);
  if (uri === undefined) {
    void vscode.window.showWarningMessage(`There is no file ${path} in this workspace any more.`);
    return;
  }
  const at = line === undefined ? undefined : new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.window.showTextDocument(uri, { preview: true, ...(at === undefined ? {} : { selection: at }) });
}

/** An absolute path, or one relative to a workspace folder. */
async function findFile(path: string): Promise<vscode.Uri | undefined> {
  const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => vscode.Uri.joinPath(uri, path));
  const isAbsolute = path.startsWith('/') || /^[a-zA-Z]:[\\/]/.test(path);
  for (const uri of isAbsolute ? [vscode.Uri.file(path)] : roots) {
    try {
      if ((await vscode.workspace.fs.stat(uri)).type & vscode.FileType.File) return uri;
    } catch {
      // Not there: the next root may have it.
    }
  }
  return undefined;
}

/** Where papers are at home. What of it is one is known where papers are. */
const paperHosts =
  /^https?:\/\/(?:[\w-]+\.)*(?:arxiv\.org|ar5iv\.org|alphaxiv\.org|doi\.org|openreview\.net|aclanthology\.org|aclweb\.org|huggingface\.co|hf\.co)\//i;

async function openLink(url: string, papers: () => Promise<PaperReaders>): Promise<void> {
  const uri = URL.canParse(url) ? new URL(url) : undefined;
  // A link comes from a model or a paper: only what a browser shows may leave the editor, and the editor asks about the host itself.
  if (uri === undefined || !['https:', 'http:', 'mailto:'].includes(uri.protocol)) {
    void vscode.window.showWarningMessage(`This link is not opened: ${url}`);
    return;
  }
  if (paperHosts.test(url)) {
    const { offerReader } = await import('./paperLinks.ts');
    if (await offerReader(url, async (given) => (await papers()).open(given))) return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(url, true));
}

const neverMentioned = '{**/node_modules/**,**/.venv/**,**/venv/**,**/.git/**,**/.practicum/**,**/__pycache__/**}';
const listedFiles = 20_000;
const listLifetimeMs = 5_000;

/** The workspace's files for @-mentions, listed again when the list is a few seconds old. */
class MentionFiles {
  #listing: { readonly uris: Thenable<readonly vscode.Uri[]>; readonly atMs: number } | undefined;

  async find(query: string): Promise<readonly MentionChip[]> {
    const open = vscode.workspace.textDocuments.filter(({ uri, isClosed }) => uri.scheme === 'file' && !isClosed).map(({ uri }) => uri);
    const byLabel = new Map([...open, ...(await this.#list())].map((uri) => [vscode.workspace.asRelativePath(uri), uri.fsPath]));
    const isInWorkspace = (label: string): boolean => !label.startsWith('/');
    const paths = [...byLabel.keys()].filter(isInWorkspace);
    const ranked = query === '' ? paths.slice(0, 20) : rankPaths(paths, query, 20);
    return ranked.map((label) => ({ kind: 'file', label, path: byLabel.get(label) ?? label }));
  }

  #list(): Thenable<readonly vscode.Uri[]> {
    if (this.#listing === undefined || Date.now() - this.#listing.atMs > listLifetimeMs) {
      this.#listing = { uris: vscode.workspace.findFiles('**/*', neverMentioned, listedFiles), atMs: Date.now() };
    }
    return this.#listing.uris;
  }
}

/** `/review FILE [arguments]`, with what it does and where it is from. */
function commandChip({ name, description, arguments: needed, from }: SlashCommand): MentionChip {
  const form = needed.map((one) => (one.isRequired ? ` ${one.name.toUpperCase()}` : ` [${one.name}]`)).join('');
  return {
    kind: 'prompt',
    label: `/${name}`,
    path: `/${name}${form}`,
    text: [description, from].filter((each) => each !== '').join(' · '),
  };
}

/** A command that cannot be carried out as it was typed is given back to be mended. */
async function sendOrGiveBack(chat: Chat, view: ChatView, message: ChatToHost & { readonly type: 'send' }): Promise<void> {
  try {
    await chat.send(message.text, message.mentions, message.delivery);
  } catch (error) {
    if (message.text.startsWith('/')) await view.compose({ text: message.text, mentions: message.mentions, focus: true });
    throw error;
  }
}
