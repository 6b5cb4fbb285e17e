import { stat } from 'node:fs/promises';
import * as vscode from 'vscode';
import { readCells, readSource, type Source } from '../reproduction/trace/pythonSource.ts';
import { isNotebookPath } from '../workspace/notebookFormat.ts';

/** Python of the workspace as trace links look at it: what editors hold of it, otherwise what lies on the disk; each version is read once. */

const mostFiles = 1_500;
const mostBytes = 400_000;
const pattern = '**/*.{py,ipynb}';
const skipped = '**/{node_modules,.git,.venv,venv,env,site-packages,__pycache__,.practicum,build,dist}/**';

interface Kept {
  readonly version: string;
  readonly source: Source;
}

export class TraceSources {
  readonly #root: vscode.Uri;
  readonly #kept = new Map<string, Kept>();

  constructor(root: vscode.Uri) {
    this.#root = root;
  }

  /** Relative to the folder; undefined outside of it. A cell of a notebook has its notebook’s. */
  pathOf(uri: vscode.Uri): string | undefined {
    const root = this.#root.path.endsWith('/') ? this.#root.path : `${this.#root.path}/`;
    const isOurs = uri.scheme === this.#root.scheme || uri.scheme === 'vscode-notebook-cell';
    return isOurs && uri.path.startsWith(root) ? uri.path.slice(root.length) : undefined;
  }

  uriOf(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.#root, path);
  }

  /** Undefined where there is no such file, or one that is data. */
  async read(path: string): Promise<Source | undefined> {
    const uri = this.uriOf(path);
    const notebook = isNotebookPath(path) ? vscode.workspace.notebookDocuments.find((open) => open.uri.path === uri.path) : undefined;
    if (notebook !== undefined)
      return this.#keep(path, `cells ${notebook.version}`, () =>
        readCells(
          path,
          notebook
            .getCells()
            .flatMap((cell) => (cell.kind === vscode.NotebookCellKind.Code ? [{ cell: cell.index, source: cell.document.getText() }] : [])),
        ),
      );
    const document = vscode.workspace.textDocuments.find((open) => open.uri.scheme === uri.scheme && open.uri.path === uri.path);
    if (document !== undefined) return this.#keep(path, `text ${document.version}`, () => readSource(path, document.getText()));
    return await this.#readDisk(path, uri);
  }

  async #readDisk(path: string, uri: vscode.Uri): Promise<Source | undefined> {
    try {
      const { mtimeMs, size } = await stat(uri.fsPath);
      if (size > mostBytes) return undefined;
      const version = `disk ${mtimeMs} ${size}`;
      const kept = this.#kept.get(path);
      if (kept?.version === version) return kept.source;
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
      return this.#keep(path, version, () => readSource(path, text));
    } catch {
      this.#kept.delete(path);
      return undefined;
    }
  }

  #keep(path: string, version: string, read: () => Source): Source {
    const kept = this.#kept.get(path);
    if (kept?.version === version) return kept.source;
    const source = read();
    this.#kept.set(path, { version, source });
    return source;
  }

  /** One file after the other, so that nobody waits for all of them. */
  async all(): Promise<readonly Source[]> {
    const files = await vscode.workspace.findFiles(new vscode.RelativePattern(this.#root, pattern), skipped, mostFiles);
    const found: Source[] = [];
    for (const path of new Set(files.map((uri) => this.pathOf(uri)))) {
      const source = path === undefined ? undefined : await this.read(path);
      if (source !== undefined) found.push(source);
    }
    return found;
  }
}
