import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { SpendHead } from '../protocol/chat.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { isNearlySpent, spendLabel, spendTooltip } from './spendText.ts';

/** The status bar item that says what the shown session has spent, and of how much. */
export class SpendItem implements Disposable {
  readonly #owned = new DisposableList();
  readonly #item: vscode.StatusBarItem;
  #shown = '';

  constructor(window: EditorWindow) {
    this.#item = this.#owned.add(vscode.window.createStatusBarItem('practicum.spending', vscode.StatusBarAlignment.Left, 8));
    this.#item.name = 'Practicum Spending';
    this.#item.command = 'practicum.showSpending' satisfies CommandId;
    this.#owned.add(
      window.onDidOpen(({ chat }) => {
        this.#owned.add(
          chat.onDidChange(({ ops }) => {
            for (const op of ops) if (op.op === 'head') this.#show(op.head.spend);
          }),
        );
        this.#owned.add(chat.onDidReset(() => this.#show(chat.snapshot().head.spend)));
        this.#show(chat.snapshot().head.spend);
      }),
    );
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #show(spend: SpendHead): void {
    const text = spendLabel(spend);
    const tooltip = spendTooltip(spend);
    // The head comes with every step of the work, and says the same most of the time.
    const shown = [text, ...tooltip].join('\n');
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.#item.text = `$(credit-card) ${text}`;
    this.#item.tooltip = tooltip.join('\n');
    this.#item.accessibilityInformation = { label: `${tooltip.join('. ')}. Activate to change caps.`, role: 'button' };
    this.#item.backgroundColor = isNearlySpent(spend) ? new vscode.ThemeColor('statusBarItem.warningBackground') : undefined;
    this.#item.show();
  }
}
