import type * as vscode from 'vscode';
import { findEntries } from '../runs/entries/entries.ts';
import type { EntryPoint } from '../runs/entries/entryPoint.ts';

interface Found {
  readonly version: number;
  readonly hasRun: boolean;
  readonly entries: readonly EntryPoint[];
}

/** A file with more than this is data. */
const maxLines = 50_000;

/** The entry points of open documents, looked for once in each version of their text. */
export class DocumentEntries {
  readonly #found = new WeakMap<vscode.TextDocument, Found>();

  of(document: vscode.TextDocument, hasRun: boolean): readonly EntryPoint[] {
    if (document.lineCount > maxLines) return [];
    const known = this.#found.get(document);
    if (known?.version === document.version && known.hasRun === hasRun) return known.entries;
    const entries = findEntries({ path: document.uri.fsPath, text: document.getText(), hasRun });
    this.#found.set(document, { version: document.version, hasRun, entries });
    return entries;
  }
}
