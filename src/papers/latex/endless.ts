/** Macros that come back to themselves whatever is read: TeX never ends such a one. */
import type { Meanings } from './meanings.ts';

/** Of these a macro that holds them goes on as if they were not there. */
const harmless = new Set(['relax', 'protect', 'ensuremath', 'xspace', 'leavevmode']);

export class Endless {
  readonly #meanings: Meanings;
  readonly #isPrimitive: (name: string) => boolean;
  readonly #known = new Map<string, boolean>();
  #version = 0;

  constructor(meanings: Meanings, isPrimitive: (name: string) => boolean) {
    this.#meanings = meanings;
    this.#isPrimitive = isPrimitive;
  }

  has(name: string): boolean {
    if (this.#version !== this.#meanings.version) this.#known.clear();
    this.#version = this.#meanings.version;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const isEndless = this.#reaches(name, name, new Set());
    this.#known.set(name, isEndless);
    return isEndless;
  }

  /** Whether what `from` says holds `name`, and nothing before it that could choose otherwise. */
  #reaches(from: string, name: string, seen: Set<string>): boolean {
    if (seen.has(from) || seen.size > 200) return false;
    seen.add(from);
    const macro = this.#meanings.macro(from);
    if (macro === undefined) return false;
    const said = macro.body.filter((token) => token.kind === 'command' || token.kind === 'active');
    // What defines or decides something can end it.
    if (said.some(({ text }) => !harmless.has(text) && (this.#isPrimitive(text) || text.startsWith('if')))) return false;
    return said.some((token) => !token.isOriginal && (token.text === name || this.#reaches(token.text, name, seen)));
  }
}
