import * as vscode from 'vscode';
import { describeError } from '../base/errors.ts';
import type { TraceLink } from '../reproduction/trace/link.ts';
import { formatLinks, linksFileName, linksPath, parseLinks } from '../reproduction/trace/sideFile.ts';
import { filesOfPapers } from './recordFiles.ts';

/** The side files of a workspace folder. One that cannot be read is told of and never written. */
export class TraceFiles {
  readonly #root: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #texts = new Map<string, string>();
  readonly #broken = new Map<string, string>();

  constructor(root: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#root = root;
    this.#log = log;
  }

  /** Why files could not be read, by path. */
  get broken(): ReadonlyMap<string, string> {
    return this.#broken;
  }

  async load(): Promise<readonly TraceLink[]> {
    const found = await filesOfPapers(this.#root.fsPath, (name) => name === linksFileName);
    this.#texts.clear();
    this.#broken.clear();
    const links: TraceLink[] = [];
    for (const path of found) {
      try {
        const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#root, path)));
        links.push(...parseLinks(text, path));
        this.#texts.set(path, text);
      } catch (error) {
        this.#broken.set(path, describeError(error));
        this.#log.warn(describeError(error));
      }
    }
    return links;
  }

  /** Writes what changed: the files of all these links, and those that lost their last one. */
  async save(links: readonly TraceLink[]): Promise<void> {
    const byFile = Map.groupBy(links, ({ address }) => linksPath(address));
    for (const path of new Set([...byFile.keys(), ...this.#texts.keys()])) {
      if (this.#broken.has(path)) continue;
      const text = formatLinks(byFile.get(path) ?? []);
      if (this.#texts.get(path) === text) continue;
      const uri = vscode.Uri.joinPath(this.#root, path);
      if (byFile.has(path)) {
        await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
        this.#texts.set(path, text);
      } else {
        // Nothing is left in it; and not every host of an editor has a trash.
        await vscode.workspace.fs.delete(uri);
        this.#texts.delete(path);
      }
    }
  }
}
