import * as vscode from 'vscode';
import type { Chat, Workbench } from '../app/api.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError } from '../base/errors.ts';
import type { ChatHead, ChatSnapshot, ChatToHost, ComposeEvent, GrantForm, HostToChat, ShowSessions } from '../protocol/chat.ts';
import { contextKeys, views } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { SessionsFeed } from './sessionsFeed.ts';
import { showPage } from './webviewPage.ts';

/** What a valid message from the chat's page leads to. */
export type ChatActions = (message: Exclude<ChatToHost, { readonly type: 'ready' }>, view: ChatView) => Promise<void>;

/**
 * The host's side of the chat view: the state goes out as one snapshot and numbered deltas after it, what comes in is validated.
 * A hidden page is gone, so nothing is sent to it; when it is back it says `ready` and gets a new snapshot.
 */
export class ChatView implements vscode.WebviewViewProvider, Disposable {
  /** What the view's list of sessions is told. */
  readonly sessions = new SessionsFeed((list) => this.post(list));
  readonly #window: EditorWindow;
  readonly #act: ChatActions;
  readonly #owned = new DisposableList();
  #view: vscode.WebviewView | undefined;
  /** The page has a snapshot and is on screen: deltas reach it. */
  #isLive = false;
  #badge = 0;
  #isWorking = false;
  /** What the page is told once it is there. */
  #waiting: (ComposeEvent | ShowSessions | GrantForm)[] = [];

  constructor(window: EditorWindow, act: ChatActions) {
    this.#window = window;
    this.#act = act;
    this.#owned.add(window.onDidOpen((workbench) => this.#follow(workbench)));
    this.#owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#refresh()));
  }

  resolveWebviewView(view: vscode.WebviewView): void {
    this.#view = view;
    this.#isLive = false;
    view.webview.onDidReceiveMessage((message: unknown) => this.#receive(message));
    view.onDidChangeVisibility(() => {
      this.#isLive = false;
      if (view.visible) this.#refresh();
    });
    view.onDidDispose(() => {
      this.#isLive = false;
      if (this.#view === view) this.#view = undefined;
    });
    this.setBadge(this.#badge);
    showPage(view.webview, this.#window.asset('dist', 'webview'), { name: 'chat', title: 'Practicum Chat' });
    // The page takes its time to load; so does the workbench.
    this.#window.workbench().catch(() => undefined);
  }

  /** Shows the view and puts the keyboard into its composer. */
  async reveal(): Promise<void> {
    await this.compose({ text: '', mentions: [], focus: true });
  }

  /** Puts text and chips into the composer, after what is already written there. */
  async compose(event: Omit<ComposeEvent, 'type'>): Promise<void> {
    await this.#tell({ type: 'compose', ...event });
  }

  /** Shows the list of sessions in place of the conversation. */
  async showSessions(): Promise<void> {
    await this.#tell({ type: 'showSessions' });
  }

  /** Shows the form for a grant in the conversation. */
  async showGrantForm(form: GrantForm): Promise<void> {
    await this.#tell(form);
  }

  async #tell(event: ComposeEvent | ShowSessions | GrantForm): Promise<void> {
    this.#waiting.push(event);
    // First the view, then the field in it: the other way round the view would take the keyboard from the field.
    await vscode.commands.executeCommand(`${views.chat}.focus`);
    this.#flushWaiting();
  }

  get isVisible(): boolean {
    return this.#view?.visible === true;
  }

  setBadge(pending: number): void {
    this.#badge = pending;
    if (this.#view === undefined) return;
    this.#view.badge =
      pending === 0
        ? undefined
        : { value: pending, tooltip: pending === 1 ? '1 request waits for you' : `${pending} requests wait for you` };
  }

  post(message: HostToChat): void {
    if (this.#view?.visible !== true) return;
    void this.#view.webview.postMessage(message);
  }

  #follow({ chat }: Workbench): void {
    this.#owned.add(
      chat.onDidChange((delta) => {
        for (const op of delta.ops) if (op.op === 'head') this.#noteHead(op.head);
        if (this.#isLive) this.post(delta);
      }),
    );
    this.#owned.add(chat.onDidReset(() => this.#refresh()));
    this.#owned.add(chat.sessions.onDidChange(() => this.#listAgain(chat)));
    this.#refresh();
  }

  #listAgain({ sessions }: Chat): void {
    this.sessions.changed(sessions).catch((error: unknown) => this.#window.log.error(error instanceof Error ? error : String(error)));
  }

  /** Sends a snapshot when there is somebody to see it. */
  #refresh(): void {
    const chat = this.#window.opened?.chat;
    if (chat !== undefined && this.#view?.visible === true) this.#sendSnapshot(chat);
  }

  #sendSnapshot(chat: Chat): void {
    const snapshot = chat.snapshot();
    this.#noteHead(snapshot.head);
    this.post(snapshot);
    this.#isLive = true;
  }

  #noteHead({ status }: ChatHead): void {
    const isWorking = status !== 'idle';
    if (isWorking === this.#isWorking) return;
    this.#isWorking = isWorking;
    void vscode.commands.executeCommand('setContext', contextKeys.isWorking, isWorking);
  }

  async #receive(raw: unknown): Promise<void> {
    const { chatMessageSchema } = await import('../protocol/chatSchema.ts');
    const parsed = chatMessageSchema.safeParse(raw);
    if (!parsed.success) {
      this.#window.log.warn(`The chat view sent a message that is not in its protocol: ${parsed.error.message}`);
      return;
    }
    if (parsed.data.type === 'ready') await this.#greet();
    else await this.#act(parsed.data, this);
  }

  async #greet(): Promise<void> {
    // A page that has just loaded shows the conversation.
    this.sessions.leave();
    try {
      const { chat } = await this.#window.workbench();
      this.#sendSnapshot(chat);
    } catch (error) {
      this.#window.log.error(error instanceof Error ? error : String(error));
      this.post(failedSnapshot(error));
    }
    this.#flushWaiting();
  }

  #flushWaiting(): void {
    if (!this.#isLive) return;
    for (const event of this.#waiting.splice(0)) this.post(event);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** What is shown when the workbench could not be opened: why, and what to do, instead of an empty view. */
function failedSnapshot(error: unknown): ChatSnapshot {
  return {
    type: 'snapshot',
    seq: 0,
    session: 'none',
    head: {
      title: 'Practicum',
      status: 'idle',
      activity: '',
      mode: 'ask',
      model: undefined,
      queue: [],
      plan: [],
      pendingApprovals: 0,
      usage: undefined,
      spend: { spentUsd: 0, estimatedUsd: 0, promisedUsd: 0, byKind: [], unpricedRequests: 0, unpricedTokens: 0 },
      grant: undefined,
      elsewhere: { working: 0, waiting: 0 },
      delivery: 'queue',
      workspace: { name: vscode.workspace.name, isTrusted: vscode.workspace.isTrusted },
    },
    items: [{ kind: 'notice', id: 'not-opened', level: 'error', text: `Practicum could not start. ${describeError(error)}` }],
    earlier: 0,
  };
}
