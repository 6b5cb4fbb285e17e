import * as vscode from 'vscode';
import type { Approvals, PendingApproval } from '../app/api.ts';
import { approvalGroups } from '../app/approvalGroups.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { ApprovalId } from '../base/ids.ts';
import type { ApprovalAnswer } from '../sessions/events.ts';
import { approvalText, outsideText, statusText, titleOfGroup } from './approvalText.ts';
import type { ChatView } from './chatView.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { pendingApprovalsKey } from './leftPending.ts';
import { sayError } from './sayError.ts';
import { readSetting } from './settings.ts';

/** Like requests: one toast, one row, one answer. */
export type ApprovalGroup = readonly [PendingApproval, ...PendingApproval[]];

/** More toasts than this at once say nothing: then one says how many there are. */
const maxToasts = 3;

/** The requests of one response come one after another, a moment apart: those alike are to share a toast. */
const gatherMs = 600;

/**
 * The views of what waits for the person outside the chat: notifications, the status bar item, the badge. None of them holds any
 * state: closing a notification leaves the request pending, and an answer given elsewhere wins.
 */
export class ApprovalViews implements Disposable {
  readonly #window: EditorWindow;
  readonly #chatView: ChatView;
  readonly #owned = new DisposableList();
  readonly #item: vscode.StatusBarItem;
  readonly #announced = new Set<ApprovalId>();
  /** Requests that are new: toast and tone come once no more follow. */
  readonly #gathered = new Set<ApprovalId>();
  #gathering: NodeJS.Timeout | undefined;

  constructor(window: EditorWindow, chatView: ChatView) {
    this.#window = window;
    this.#chatView = chatView;
    this.#item = this.#owned.add(vscode.window.createStatusBarItem('practicum.approvals', vscode.StatusBarAlignment.Left, 10));
    this.#item.name = 'Practicum Approvals';
    this.#item.command = 'practicum.showApprovals' satisfies CommandId;
    this.#item.backgroundColor = new vscode.ThemeColor('statusBarItem.warningBackground');
    this.#owned.add(
      window.onDidOpen(({ approvals }) => {
        this.#owned.add(approvals.onDidChange(() => this.#update(approvals)));
        this.#update(approvals);
      }),
    );
  }

  /** The status bar item was clicked: every pending request gets its notification again, beside the cards in the chat. */
  async show(): Promise<void> {
    const { approvals } = await this.#window.workbench();
    await this.#reveal(approvals.pending);
    if (approvals.pending.length === 0) void vscode.window.showInformationMessage('Nothing waits for your answer.');
    // Asked for: whatever the setting says of interruptions.
    this.#notify(
      approvals,
      approvals.pending.filter(({ from }) => from === undefined),
    );
  }

  /** A row of the Runs view was clicked, or one of its buttons. */
  async answerRow(group: ApprovalGroup, answer: ApprovalAnswer): Promise<void> {
    const { approvals } = await this.#window.workbench();
    await this.#answer(approvals, group, answer, 'runs view');
  }

  async showRow(group: ApprovalGroup): Promise<void> {
    await this.#reveal(group);
  }

  #update(approvals: Approvals): void {
    const { length } = approvals.pending;
    void this.#window.context.workspaceState.update(pendingApprovalsKey, length === 0 ? undefined : length);
    this.#chatView.setBadge(length);
    const [first] = approvals.pending;
    if (first === undefined) {
      this.#item.hide();
    } else {
      const { text, tooltip } = statusText(first, length);
      this.#item.text = text;
      this.#item.tooltip = tooltip;
      this.#item.accessibilityInformation = { label: tooltip, role: 'button' };
      this.#item.show();
    }
    this.#announce(approvals);
  }

  #announce(approvals: Approvals): void {
    this.#window.toasts.hideSettled();
    const fresh = approvals.pending.filter(({ id }) => !this.#announced.has(id));
    for (const { id } of fresh) this.#announced.add(id);
    if (fresh.length === 0) return;
    for (const { id } of fresh) this.#gathered.add(id);
    clearTimeout(this.#gathering);
    this.#gathering = setTimeout(() => this.#notifyGathered(approvals), gatherMs);
  }

  /** What was answered meanwhile needs no toast. */
  #notifyGathered(approvals: Approvals): void {
    const fresh = approvals.pending.filter(({ id }) => this.#gathered.has(id));
    this.#gathered.clear();
    if (fresh.length === 0) return;
    if (readSetting('practicum.approvals.sound') === 'on') this.#chatView.post({ type: 'tone' });
    if (this.#mayInterrupt()) this.#notify(approvals, fresh);
  }

  #mayInterrupt(): boolean {
    const when = readSetting('practicum.approvals.notify');
    if (when === 'away') return !vscode.window.state.focused || !this.#chatView.isVisible;
    return when !== 'never';
  }

  #notify(approvals: Approvals, fresh: readonly PendingApproval[]): void {
    const groups = approvalGroups(fresh);
    if (groups.length > maxToasts) void this.#toastCount(approvals, fresh).catch(sayError);
    else for (const group of groups) void this.#toast(approvals, group).catch(sayError);
  }

  async #toast(approvals: Approvals, group: ApprovalGroup): Promise<void> {
    const roots = this.#window.opened?.host.roots ?? [];
    const text = approvalText(group, { name: vscode.workspace.name, roots });
    const all = group.length === 1 ? '' : ` All ${group.length}`;
    const approve = `Approve${all}`;
    const choice = await this.#window.toasts.show(
      () => isAnyPending(approvals, group),
      () => vscode.window.showWarningMessage(text, approve, `Reject${all}`, 'Show'),
    );
    // Dismissed, or hidden in the notification centre and then cleared: the request still waits.
    if (choice === undefined) return;
    if (choice === 'Show') await this.#reveal(group);
    else await this.#answer(approvals, group, choice === approve ? 'approve' : 'reject', 'notification');
  }

  async #answer(approvals: Approvals, group: ApprovalGroup, answer: ApprovalAnswer, by: string): Promise<void> {
    const isFirst: boolean[] = [];
    for (const { id } of group) isFirst.push(await approvals.answer(id, answer, 'call', by));
    // The editor has no way to take a notification back, so a late click must be told that it changed nothing.
    if (!isFirst.includes(true))
      void vscode.window.showInformationMessage(
        `“${titleOfGroup(group)}” was answered already or is no longer needed; this click changed nothing.`,
      );
  }

  async #toastCount(approvals: Approvals, fresh: readonly PendingApproval[]): Promise<void> {
    const choice = await this.#window.toasts.show(
      () => isAnyPending(approvals, fresh),
      () => vscode.window.showWarningMessage(`Practicum: ${fresh.length} requests wait for your answer.`, 'Show'),
    );
    if (choice === 'Show') await this.#reveal(fresh);
  }

  /** Shows a session in which one of these waits: the one that is shown already, if it is among them. What another agent asks stands in none. */
  async #reveal(all: readonly PendingApproval[]): Promise<void> {
    const { chat, approvals: answering } = await this.#window.workbench();
    const approvals = all.filter(({ from }) => from === undefined);
    if (approvals.length === 0 && all.length > 0) return await this.#showOutside(answering, all);
    const [first] = approvals;
    if (first !== undefined && !approvals.some(({ session }) => session === chat.session)) await chat.openSession(first.session);
    await this.#chatView.reveal();
  }

  /** The whole of each question, since no card shows it. Closed: it still waits. */
  async #showOutside(approvals: Approvals, asked: readonly PendingApproval[]): Promise<void> {
    for (const approval of asked) {
      const { message, detail } = outsideText(approval);
      const choice = await vscode.window.showWarningMessage(message, { modal: true, detail }, 'Approve', 'Reject');
      if (choice === undefined) return;
      await this.#answer(approvals, [approval], choice === 'Approve' ? 'approve' : 'reject', 'dialog');
    }
  }

  dispose(): void {
    clearTimeout(this.#gathering);
    this.#owned.dispose();
  }
}

function isAnyPending({ pending }: Approvals, asked: readonly PendingApproval[]): boolean {
  return pending.some(({ id }) => asked.some((each) => each.id === id));
}
