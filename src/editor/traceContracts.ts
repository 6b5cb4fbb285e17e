import { createHash } from 'node:crypto';
import * as vscode from 'vscode';
import { type Disposable, DisposableList } from '../base/disposables.ts';
import { describeError } from '../base/errors.ts';
import { Emitter } from '../base/events.ts';
import { parseAddress } from '../papers/address.ts';
import type { Paper } from '../papers/document.ts';
import { nodeNamed } from '../papers/named.ts';
import type { ContractRecord } from '../reproduction/contract/check.ts';
import type { ContractStanding } from '../reproduction/contract/standing.ts';
import { stageFileName } from '../reproduction/stages/names.ts';
import type { Contracts } from '../reproduction/stages/records.ts';
import type { TraceLink } from '../reproduction/trace/link.ts';
import { paperOf } from '../reproduction/trace/sideFile.ts';
import { filesOfPapers } from './recordFiles.ts';

/** How a contract of linked code stands, and the latest run that executed just this code. */
export interface ContractMark extends ContractStanding {
  readonly run?: string;
}

interface KeptFile {
  readonly uri: vscode.Uri;
  readonly contracts: Contracts;
}

export const contractsFileName = stageFileName('contracts');
/** More runs are not looked through for the one that executed this code. */
const mostRuns = 60;

/** What `contracts.json` says of linked code. What reads it is loaded when a workspace has one. */
export class TraceContracts implements Disposable {
  readonly #root: vscode.Uri;
  readonly #log: vscode.LogOutputChannel;
  readonly #owned = new DisposableList();
  readonly #changed = this.#owned.add(new Emitter<void>());
  readonly onDidChange = this.#changed.event;
  #kept: readonly KeptFile[] = [];
  /** By the place in the paper that they are of. */
  #marks: ReadonlyMap<string, readonly ContractMark[]> = new Map();
  #codeFiles: ReadonlySet<string> = new Set();
  #work: Promise<void> = Promise.resolve();

  constructor(root: vscode.Uri, log: vscode.LogOutputChannel) {
    this.#root = root;
    this.#log = log;
  }

  /** Files that can be read, with what they say. */
  get kept(): readonly KeptFile[] {
    return this.#kept;
  }

  /** All that was executed to check a contract; relative to the folder. */
  get codeFiles(): ReadonlySet<string> {
    return this.#codeFiles;
  }

  reload(): Promise<void> {
    this.#work = this.#work.then(() => this.#load()).catch((error: unknown) => this.#log.error(describeError(error)));
    return this.#work;
  }

  /** Of the code at one end of a link and the formula at the other, whatever the version of the paper. */
  of({ address, code }: TraceLink, paper: Paper | undefined): readonly ContractMark[] {
    const { anchor } = parseAddress(address);
    const node = paper === undefined || anchor === undefined ? undefined : nodeNamed(paper, anchor);
    const names = new Set([anchor, ...(node === undefined ? [] : [node.anchor, ...node.aliases])]);
    const symbol = code.symbol.join('.');
    const here = [...names].flatMap((name) => this.#marks.get(placeKey(paperOf(address), name)) ?? []);
    return here.filter(({ record }) => {
      if (record.code === undefined) return record.state === 'no contract';
      // A link to a class is one to its methods.
      return record.code.file === code.file && (record.code.symbol === symbol || record.code.symbol.startsWith(`${symbol}.`));
    });
  }

  async #load(): Promise<void> {
    const found = await filesOfPapers(this.#root.fsPath, (name) => name === contractsFileName);
    const isOther = this.#marks.size > 0;
    const kept: KeptFile[] = [];
    if (found.length > 0) {
      const { parseStage } = await import('../reproduction/stages/files.ts');
      for (const path of found) {
        try {
          const uri = vscode.Uri.joinPath(this.#root, path);
          const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
          kept.push({ uri, contracts: parseStage('contracts', text, path) });
        } catch (error) {
          this.#log.warn(describeError(error));
        }
      }
    }
    this.#kept = kept;
    if (kept.length === 0) this.#codeFiles = new Set();
    const standings = kept.length === 0 ? [] : await this.#standings(kept.flatMap(({ contracts }) => contracts.contracts));
    this.#marks = Map.groupBy(standings, ({ record: { address } }) => placeKey(paperOf(address), parseAddress(address).anchor));
    if (isOther || this.#marks.size > 0) this.#changed.fire();
  }

  async #standings(records: readonly ContractRecord[]): Promise<readonly ContractMark[]> {
    const { filesOf, standingOf } = await import('../reproduction/contract/standing.ts');
    const shas = new Map<string, string | undefined>();
    this.#codeFiles = new Set(records.flatMap((record) => Object.keys(filesOf(record))));
    for (const file of this.#codeFiles) shas.set(file, await this.#shaOf(file));
    const runs = await this.#runs();
    return records.map((record) => {
      const standing = standingOf(record, { shaOf: (file) => shas.get(file) });
      const files = Object.entries(filesOf(record));
      const run =
        standing.state !== 'ok' || files.length === 0
          ? undefined
          : runs.find(({ code }) => files.every(([file, sha256]) => code.get(file) === sha256))?.name;
      return run === undefined ? standing : { ...standing, run };
    });
  }

  async #shaOf(file: string): Promise<string | undefined> {
    try {
      const bytes = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(this.#root, file));
      return createHash('sha256').update(bytes).digest('hex');
    } catch {
      return undefined;
    }
  }

  /** The newest first. */
  async #runs(): Promise<readonly { readonly name: string; readonly code: ReadonlyMap<string, string> }[]> {
    const folder = vscode.Uri.joinPath(this.#root, '.practicum', 'runs');
    const entries = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
    const ids = entries.flatMap(([name, type]) => (type === vscode.FileType.Directory ? [name] : []));
    const newest = ids.toSorted((a, b) => (a < b ? 1 : -1)).slice(0, mostRuns);
    const read = async (...path: readonly string[]): Promise<unknown> => {
      const bytes = await Promise.resolve(vscode.workspace.fs.readFile(vscode.Uri.joinPath(folder, ...path))).catch(() => undefined);
      try {
        return bytes === undefined ? undefined : JSON.parse(new TextDecoder().decode(bytes));
      } catch {
        return undefined;
      }
    };
    const runs = await Promise.all(
      newest.map(async (id) => {
        const [spec, code] = [await read(id, 'spec.json'), await read(id, 'code', 'code.json')];
        const { name, createdMs } = fieldsOf(spec);
        const files = fieldsOf(code)['files'];
        const pairs = (Array.isArray(files) ? files : []).flatMap((file): readonly (readonly [string, string])[] => {
          const { path, sha256 } = fieldsOf(file);
          return typeof path === 'string' && typeof sha256 === 'string' ? [[path, sha256]] : [];
        });
        return {
          name: typeof name === 'string' ? name : id,
          createdMs: typeof createdMs === 'number' ? createdMs : 0,
          code: new Map(pairs),
        };
      }),
    );
    return runs.toSorted((a, b) => b.createdMs - a.createdMs);
  }

  dispose(): void {
    this.#owned.dispose();
  }
}

/** Of a paper without its version; a paper as a whole has no anchor. */
function placeKey(paper: string, anchor: string | undefined): string {
  return `${paper}#${anchor ?? ''}`;
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}
