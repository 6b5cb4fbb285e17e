import * as vscode from 'vscode';
import type { SessionGrants } from '../app/api.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import type { CommandId } from './contributions.ts';
import type { EditorWindow } from './editorWindow.ts';
import { grantStatusText } from './grantText.ts';

/** The status bar item that is there as long as the agent may work unattended, in any session of this window. */
export class GrantStatus implements Disposable {
  readonly #owned = new DisposableList();
  readonly #item: vscode.StatusBarItem;

  constructor(window: EditorWindow) {
    this.#item = this.#owned.add(vscode.window.createStatusBarItem('practicum.grant', vscode.StatusBarAlignment.Left, 9));
    this.#item.name = 'Practicum Grant';
    this.#item.command = { title: 'Revoke…', command: 'practicum.revokeGrant' satisfies CommandId, arguments: ['confirm'] };
    this.#owned.add(
      window.onDidOpen(({ grants }) => {
        this.#owned.add(grants.onDidChange(() => this.#update(grants)));
        this.#update(grants);
      }),
    );
  }

  #update({ inForce }: SessionGrants): void {
    const shown = grantStatusText(inForce, Date.now());
    if (shown === undefined) {
      this.#item.hide();
      return;
    }
    this.#item.text = shown.text;
    this.#item.tooltip = shown.tooltip;
    this.#item.accessibilityInformation = { label: `${shown.label}. Activate to revoke.`, role: 'button' };
    this.#item.show();
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
