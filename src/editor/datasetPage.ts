import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { DatasetFeed, type OpenDataSet } from './datasetFeed.ts';
import type { EditorWindow } from './editorWindow.ts';
import { showPage } from './webviewPage.ts';

/** The host’s side of one preview page. */
export class DatasetPage implements Disposable {
  readonly #window: EditorWindow;
  readonly #feed: DatasetFeed;
  readonly #owned = new DisposableList();

  constructor(window: EditorWindow, webview: vscode.Webview, open: OpenDataSet) {
    this.#window = window;
    this.#feed = this.#owned.add(
      new DatasetFeed(
        open,
        (message) => void webview.postMessage(message),
        (error) => window.log.error(error instanceof Error ? error : String(error)),
      ),
    );
    this.#owned.add(webview.onDidReceiveMessage((message: unknown) => void this.#receive(message)));
    showPage(webview, window.asset('dist', 'webview'), { name: 'dataset', title: 'Practicum Data Set' });
  }

  async #receive(raw: unknown): Promise<void> {
    const { datasetMessageSchema } = await import('../protocol/datasetSchema.ts');
    const parsed = datasetMessageSchema.safeParse(raw);
    if (!parsed.success) this.#window.log.warn(`A preview sent a message that is not in its protocol: ${parsed.error.message}`);
    else if (parsed.data.type === 'copy') await vscode.env.clipboard.writeText(parsed.data.text);
    else await this.#feed.receive(parsed.data);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}
