import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { hideSecrets } from '../base/redact.ts';
import type { McpDesk } from '../mcp/desk.ts';

/** What servers wrote to their standard error or sent as log messages, each in a channel of its own once somebody looked. No key is in it. */
export class McpLogs implements Disposable {
  readonly #desk: McpDesk;
  readonly #owned = new DisposableList();
  readonly #shown = new Map<string, { readonly channel: vscode.OutputChannel; text: string }>();

  constructor(desk: McpDesk) {
    this.#desk = desk;
    this.#owned.add(desk.onDidChange(() => this.#refresh()));
  }

  show(name: string): void {
    if (!this.#shown.has(name)) {
      const channel = this.#owned.add(vscode.window.createOutputChannel(`Practicum: ${name}`, 'log'));
      this.#shown.set(name, { channel, text: '' });
    }
    this.#refresh();
    this.#shown.get(name)?.channel.show(true);
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #refresh(): void {
    for (const [name, shown] of this.#shown) {
      const row = this.#desk.servers().find((each) => each.name === name);
      const head =
        row === undefined
          ? 'It is configured no more.'
          : `${row.where}\n${row.words}${row.nextStep === undefined ? '' : `\n${row.nextStep}`}`;
      const tail = row === undefined ? '' : this.#desk.logTail(name);
      const text = hideSecrets(`${head}\n\n${tail === '' ? 'It wrote nothing yet.' : tail}\n`);
      if (text === shown.text) continue;
      shown.text = text;
      shown.channel.replace(text);
    }
  }
}
