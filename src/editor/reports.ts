import * as vscode from 'vscode';
import type { Disposable } from '../base/disposables.ts';
import { reportScheme } from './schemes.ts';

/** Reports in Markdown, as documents that are no files: nothing is written, and to close one asks nothing. */
export class Reports implements vscode.TextDocumentContentProvider, Disposable {
  readonly #texts = new Map<string, string>();
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.#changed.event;

  provideTextDocumentContent({ path }: vscode.Uri): string {
    // Left open across a reload: what it said may be true no more.
    return this.#texts.get(path) ?? 'This is over with the window that it was made in. Make it anew.\n';
  }

  /** One that is open under this title is brought up to date. */
  async show(title: string, markdown: string): Promise<void> {
    const uri = vscode.Uri.from({ scheme: reportScheme, path: `/${title}.md` });
    this.#texts.set(uri.path, markdown);
    this.#changed.fire(uri);
    const document = await vscode.workspace.openTextDocument(uri);
    // The editor’s own Markdown extension draws it, unless somebody switched that off.
    if (vscode.extensions.getExtension('vscode.markdown-language-features') !== undefined)
      await vscode.commands.executeCommand('markdown.showPreview', uri);
    else await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
