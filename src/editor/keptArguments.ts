import type * as vscode from 'vscode';

/** The arguments that a script was last given in its form, for this workspace. */
const key = 'practicum.arguments';
/** The ones that were used longest ago are forgotten. */
const maxScripts = 200;

export class KeptArguments {
  readonly #memory: vscode.Memento;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  of(script: string): readonly string[] {
    return this.#all()[script] ?? [];
  }

  async keep(script: string, args: readonly string[]): Promise<void> {
    const { [script]: _, ...others } = this.#all();
    const kept = Object.entries(others).slice(-(maxScripts - 1));
    await this.#memory.update(key, Object.fromEntries(args.length === 0 ? kept : [...kept, [script, [...args]]]));
  }

  /** The editor keeps what was given to it, but another version may have given it. */
  #all(): Readonly<Record<string, readonly string[]>> {
    const kept = this.#memory.get<unknown>(key);
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter(([, args]) => Array.isArray(args) && args.every((arg) => typeof arg === 'string')),
    );
  }
}
