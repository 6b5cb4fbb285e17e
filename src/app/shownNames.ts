import { basename, relative } from 'node:path';
import type { MentionChip } from '../protocol/chat.ts';
import type { Mention } from '../sessions/events.ts';

/** Paths and runs as the person knows them: relative to their folder, and by name. */
export class ShownNames {
  readonly #roots: readonly string[];
  readonly #rootNames: readonly { readonly path: RegExp; readonly name: string }[];
  readonly #runs = new Map<string, { readonly id: RegExp; readonly name: string }>();

  constructor(roots: readonly string[]) {
    this.#roots = roots;
    this.#rootNames = roots.filter((root) => root !== '/').map((root) => ({ path: nameOfRoot(root), name: basename(root) }));
  }

  nameRun(run: string, name: string): void {
    this.#runs.set(run, { id: idOfRun(run), name });
  }

  shorten(text: string): string {
    let short = text;
    for (const { id, name } of this.#runs.values()) short = short.replace(id, () => `“${name}”`);
    for (const { path, name } of this.#rootNames)
      short = short.replace(path, (_, inside: string | undefined) => (inside === undefined ? name : ''));
    return short;
  }

  label(path: string): string {
    const root = this.#roots.find((candidate) => path.startsWith(`${candidate}/`));
    return root === undefined ? path : relative(root, path);
  }

  labels(paths: readonly string[]): string {
    return paths.map((path) => this.label(path)).join(', ');
  }

  chip({ kind, path, firstLine, lastLine, text = '', picture }: Mention): MentionChip {
    if (picture !== undefined) return { kind: 'picture', path, label: this.label(path), picture };
    if (kind === 'paper') return { kind, path, label: path, text };
    if (kind === 'prompt') return { kind, path, label: path, text };
    if (kind === 'resource') return { kind, path, label: path.split(' ', 1)[0] ?? path };
    const lines = firstLine === undefined ? {} : { firstLine, ...(lastLine === undefined ? {} : { lastLine }) };
    const suffix = firstLine === undefined ? '' : `:${firstLine}${lastLine === undefined || lastLine === firstLine ? '' : `–${lastLine}`}`;
    return { kind, path, label: this.label(path) + suffix, ...lines };
  }
}

/** Beside a slash it is a folder: a path with a name in its place leads nowhere. */
function idOfRun(run: string): RegExp {
  return new RegExp(`(?<![\\w/\\\\-])${literal(run)}(?![\\w/\\\\-])`, 'g');
}

/** The root where it stands as a whole name, with the slash behind it where something inside it follows: `/work/space2` is another folder. */
function nameOfRoot(root: string): RegExp {
  const name = literal(root);
  return new RegExp(`(?<![\\p{L}\\p{N}_./\\\\-])${name}(?:(/(?=[^\\s/”"']))|/?(?![\\p{L}\\p{N}_/-]|\\.[\\p{L}\\p{N}_]))`, 'gu');
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
