import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../base/clock.ts';
import { PracticumError } from '../base/errors.ts';
import type { NewRule, Rule } from '../policy/rule.ts';
import { addRules, type ReadRules, readRules, readWorkspaceRules, removeRule } from './rulesFile.ts';

export interface RuleBookOptions {
  readonly home: string;
  readonly roots: readonly string[];
  isTrusted(): boolean;
  readonly clock: Clock;
  /** Told once about each file that cannot be followed as it stands. */
  onProblem(text: string): void;
}

/**
 * The rules in force here: the person's own from the home, and those of the workspace once it is trusted. Files are looked at whenever
 * rules are asked for and read again when they have changed, since other windows, the command line and an editor write them, too.
 */
export class RuleBook {
  readonly #options: RuleBookOptions;
  readonly #read = new Map<string, { readonly stamp: string; readonly found: ReadRules }>();
  readonly #told = new Set<string>();

  constructor(options: RuleBookOptions) {
    this.#options = options;
  }

  async current(): Promise<readonly Rule[]> {
    return (await this.read()).rules;
  }

  /** With what is wrong with the files, for a list of them. */
  async read(): Promise<{ readonly rules: readonly Rule[]; readonly problems: readonly string[] }> {
    const { roots, isTrusted } = this.#options;
    const own = this.#readOnce(this.path, () => readRules(this.path));
    const brought = isTrusted() ? roots.map((root) => this.#readWorkspace(root)) : [];
    const found = await Promise.all([own, ...brought]);
    const problems = found.flatMap(({ problem }) => (problem === undefined ? [] : [problem]));
    for (const problem of problems) this.#tell(problem);
    return { rules: found.flatMap(({ rules }) => rules), problems };
  }

  async save(rules: readonly NewRule[]): Promise<readonly Rule[]> {
    return await addRules(this.path, rules, this.#options.clock);
  }

  async remove(id: string): Promise<Rule> {
    const brought = (await this.current()).find((rule) => rule.isOfWorkspace === true && rule.id === id);
    if (brought === undefined) return await removeRule(this.path, id, this.#options.clock);
    throw new PracticumError('rule-of-workspace', 'This rule came with the workspace.', {
      hint: `Take it out of ${join(brought.workspace ?? '', '.practicum', 'rules.json')}.`,
    });
  }

  get path(): string {
    return join(this.#options.home, 'rules.json');
  }

  async #readWorkspace(root: string): Promise<ReadRules> {
    const path = join(root, '.practicum', 'rules.json');
    // Rules are matched against real paths: the folder may have been opened through a link.
    return await this.#readOnce(path, async () => readWorkspaceRules(path, await realpath(root)));
  }

  async #readOnce(path: string, read: () => Promise<ReadRules>): Promise<ReadRules> {
    const stamp = await stampOf(path);
    const known = this.#read.get(path);
    if (known?.stamp === stamp) return known.found;
    const found = await read();
    this.#read.set(path, { stamp, found });
    return found;
  }

  #tell(problem: string): void {
    if (this.#told.has(problem)) return;
    this.#told.add(problem);
    this.#options.onProblem(problem);
  }
}

async function stampOf(path: string): Promise<string> {
  try {
    const { ino, size, mtimeNs, ctimeNs } = await stat(path, { bigint: true });
    return `${ino} ${size} ${mtimeNs} ${ctimeNs}`;
  } catch {
    return 'missing';
  }
}
