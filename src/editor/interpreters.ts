import * as vscode from 'vscode';
import type { WorkbenchHost } from '../app/api.ts';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { findInterpreter, type Interpreter, originText } from '../runs/interpreter.ts';
import { rootOf } from '../runs/rootOf.ts';
import type { EditorWindow } from './editorWindow.ts';
import { onDidChangeSetting } from './settings.ts';

/** An environment may have been made or removed meanwhile. */
const goodForMs = 30_000;

/** Which Python would train: shown in the editor's language status and in the lens. Asking one means executing it, so only where that is allowed. */
export class Interpreters implements Disposable {
  readonly #window: EditorWindow;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #item: vscode.LanguageStatusItem;
  readonly #found = new Map<string, { readonly atMs: number; readonly text: string; readonly isThere: boolean }>();
  readonly #looking = new Set<string>();

  constructor(window: EditorWindow, item: vscode.LanguageStatusItem) {
    this.#window = window;
    this.#item = item;
    this.#owned.add(onDidChangeSetting(['practicum.python.interpreter'], () => this.#forget()));
    this.#owned.add(vscode.workspace.onDidGrantWorkspaceTrust(() => this.#forget()));
  }

  /** `Python 3.12.3, /w/.venv/bin/python (environment of this workspace)` as far as it is known; looks again when that is old. */
  shown(script: string): string | undefined {
    const host = this.#window.opened?.host;
    const root = host === undefined ? undefined : rootOf(host.roots, script);
    if (host === undefined || root === undefined || !host.isTrusted()) return undefined;
    const known = this.#found.get(root);
    if (known === undefined || Date.now() - known.atMs > goodForMs) void this.#look(host, root);
    return known?.text;
  }

  async #look(host: WorkbenchHost, root: string): Promise<void> {
    if (this.#looking.has(root)) return;
    this.#looking.add(root);
    let found: { readonly text: string; readonly isThere: boolean };
    try {
      const chosen = await host.interpreter();
      found = { text: textOf(await findInterpreter({ chosen, root, home: host.home, env: host.env })), isThere: true };
    } catch (error) {
      found = { text: describeError(error), isThere: false };
    } finally {
      this.#looking.delete(root);
    }
    const before = this.#found.get(root)?.text;
    this.#found.set(root, { ...found, atMs: Date.now() });
    this.#item.text = found.isThere ? (found.text.split(',')[0] ?? found.text) : 'No Python for training';
    this.#item.detail = found.text;
    this.#item.severity = found.isThere ? vscode.LanguageStatusSeverity.Information : vscode.LanguageStatusSeverity.Warning;
    if (before !== found.text) this.#changed.fire();
  }

  #forget(): void {
    this.#found.clear();
    this.#changed.fire();
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

function textOf({ path, version, origin }: Interpreter): string {
  return `Python ${version}, ${path} (${originText(origin)})`;
}
