/** Python files as lines, some of which are the linked code: edits move and change lines, and where those with the mark are is the truth. */
import { mulberry32 } from '../../../random.ts';

export interface EditLine {
  readonly text: string;
  /** Of the linked code. */
  readonly own?: true;
  /** The line with the name of the linked function or class. */
  readonly head?: true;
}

export type EditedProject = ReadonlyMap<string, readonly EditLine[]>;

/** A function or class as the generator sees it: by indentation, independently of what is tested. Lines from 0, `end` exclusive. */
export interface Block {
  readonly file: string;
  readonly path: readonly string[];
  readonly kind: 'class' | 'function';
  readonly first: number;
  readonly head: number;
  readonly end: number;
  readonly indent: number;
}

const headShape = /^([ \t]*)(?:async[ \t]+)?(def|class)[ \t]+(\w+)/;

export function textOf(lines: readonly EditLine[]): string {
  return lines.map(({ text }) => text).join('\n');
}

export function linesOf(text: string): readonly EditLine[] {
  return text.split('\n').map((line) => ({ text: line }));
}

export function blocksOf(file: string, lines: readonly EditLine[]): readonly Block[] {
  const found: (Omit<Block, 'end'> & { end: number })[] = [];
  const inText = insideText(lines);
  const open: { at: number; indent: number }[] = [];
  let first: number | undefined;
  let lastCode = -1;
  const close = (indent: number): void => {
    while ((open.at(-1)?.indent ?? -1) >= indent) {
      const block = found[open.pop()?.at ?? 0];
      if (block !== undefined) block.end = lastCode + 1;
    }
  };
  for (const [at, { text }] of lines.entries()) {
    if (inText[at] === true) {
      lastCode = at;
      continue;
    }
    if (/^\s*(?:#.*)?$/.test(text)) continue;
    const indent = /^[ \t]*/.exec(text)?.[0].length ?? 0;
    const closes = /^[ \t]*[)\]}]/.test(text);
    if (!closes && first === undefined) close(indent);
    lastCode = at;
    if (/^[ \t]*@\w/.test(text)) {
      first ??= at;
      continue;
    }
    const [, , kind, name] = headShape.exec(text) ?? [];
    if (kind !== undefined && name !== undefined) {
      const path = [...(found[open.at(-1)?.at ?? -1]?.path ?? []), name];
      found.push({ file, path, kind: kind === 'def' ? 'function' : 'class', first: first ?? at, head: at, end: at + 1, indent });
      open.push({ at: found.length - 1, indent });
    }
    first = undefined;
  }
  close(0);
  return found;
}

/** Lines that begin within a string of three quotes. */
function insideText(lines: readonly EditLine[]): readonly boolean[] {
  let open: string | undefined;
  return lines.map(({ text }) => {
    const began = open !== undefined;
    let rest = text;
    for (;;) {
      if (open === undefined) {
        const quote = /^(?:[^#"']|"(?!"")[^"]*"|'(?!'')[^']*')*?("""|''')/.exec(rest);
        if (quote?.[1] === undefined) return began;
        open = quote[1];
        rest = rest.slice(quote[0].length);
      } else {
        const end = rest.indexOf(open);
        if (end < 0) return began;
        rest = rest.slice(end + 3);
        open = undefined;
      }
    }
  });
}

/** The project with the block’s lines marked. */
export function marked(project: EditedProject, { file, first, head, end }: Block): EditedProject {
  const lines = (project.get(file) ?? []).map(
    ({ text }, at): EditLine => ({
      text,
      ...(at >= first && at < end ? { own: true } : {}),
      ...(at === head ? { head: true } : {}),
    }),
  );
  return new Map(project).set(file, lines);
}

export interface MarkedPlace {
  readonly file: string;
  /** From 0, `end` exclusive. */
  readonly lines: readonly number[];
  readonly head: number | undefined;
  readonly name: string | undefined;
}

/** Where the marked lines are now. */
export function placesOf(project: EditedProject): readonly MarkedPlace[] {
  return [...project].flatMap(([file, lines]) => {
    const own = lines.flatMap((line, at) => (line.own === true && line.text.trim() !== '' ? [at] : []));
    const head = lines.findIndex((line) => line.head === true);
    const name = head < 0 ? undefined : headShape.exec(lines[head]?.text ?? '')?.[3];
    return own.length === 0 && head < 0 ? [] : [{ file, lines: own, head: head < 0 ? undefined : head, name }];
  });
}

export function withoutMarks(lines: readonly EditLine[]): readonly EditLine[] {
  return lines.map(({ text }) => ({ text }));
}

export function withText(line: EditLine, text: string): EditLine {
  return { ...line, text };
}

export function indented(lines: readonly EditLine[], by: number): readonly EditLine[] {
  return lines.map((line) => {
    if (line.text.trim() === '') return line;
    return withText(line, by >= 0 ? ' '.repeat(by) + line.text : line.text.replace(new RegExp(`^ {0,${-by}}`), ''));
  });
}

/** The same in every run. */
export class Dice {
  readonly next: () => number;

  constructor(seed: number) {
    this.next = mulberry32(seed);
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  one<T>(from: readonly T[]): T | undefined {
    return from[this.below(from.length)];
  }
}
