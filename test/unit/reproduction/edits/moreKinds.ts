import { codeOf, type EditKind, nameOf, renamed, spliced, taken } from './kinds.ts';
import { type Block, blocksOf, type EditedProject, type EditLine, indented, withoutMarks, withText } from './lines.ts';

/** More that people do to code, written after the rules that find it, by somebody who had not tuned them. */

type Lines = readonly EditLine[];

const blank: EditLine = { text: '' };
const linesIn = (project: EditedProject, { file, first, end }: Block): Lines => (project.get(file) ?? []).slice(first, end);
const isDunder = (block: Block): boolean => nameOf(block).startsWith('__');
const own = (lines: Lines): Lines => lines.map((line) => ({ ...line, own: true }));

function inFile(project: EditedProject, file: string, change: (lines: Lines) => Lines): EditedProject {
  return new Map(project).set(file, change(project.get(file) ?? []));
}

function inBlock(project: EditedProject, block: Block, change: (lines: Lines) => Lines): EditedProject {
  return inFile(project, block.file, (all) => spliced(all, block.first, block.end, change(linesIn(project, block))));
}

/** Of the same kind, not around or within it; the one that shares most lines with it first. */
function alikeOf(project: EditedProject, block: Block, isMeant: (other: Block) => boolean = () => true): Block | undefined {
  const words = new Set(linesIn(project, block).map(({ text }) => text.trim()));
  const share = (other: Block): number => {
    const theirs = linesIn(project, other).map(({ text }) => text.trim());
    return theirs.filter((text) => text !== '' && words.has(text)).length / Math.max(words.size, theirs.length);
  };
  return [...project]
    .flatMap(([file, lines]) => blocksOf(file, lines))
    .filter(
      (one) => one.kind === block.kind && (one.file !== block.file || one.end <= block.first || one.first >= block.end) && isMeant(one),
    )
    .toSorted((a, b) => share(b) - share(a))[0];
}

/** Both of one file at once, the later first. */
function replaced(project: EditedProject, parts: readonly (readonly [Block, Lines])[]): EditedProject {
  return parts
    .toSorted(([a], [b]) => b.first - a.first)
    .reduce((made, [{ file, first, end }, lines]) => inFile(made, file, (all) => spliced(all, first, end, lines)), project);
}

const bodyOf = (lines: Lines, block: Block): number => {
  let depth = 0;
  for (let at = block.head - block.first; at < lines.length; at++) {
    for (const char of lines[at]?.text.replaceAll(/(["']).*?\1|#.*/g, '') ?? '')
      depth += '([{'.includes(char) ? 1 : ')]}'.includes(char) ? -1 : 0;
    if (depth === 0) return at + 1;
  }
  return lines.length;
};

export const moreKinds: readonly EditKind[] = [
  {
    name: 'indented by two',
    truth: 'at',
    edit: (p, b) =>
      inFile(p, b.file, (lines) =>
        lines.map((line) =>
          withText(
            line,
            line.text.replace(/^(?: {4})+/, (pad) => pad.slice(pad.length / 2)),
          ),
        ),
      ),
  },
  {
    name: 'comments between all lines',
    truth: 'at',
    edit: (p, b) =>
      inBlock(p, b, (lines) =>
        lines.flatMap(
          (line, at): Lines =>
            at > bodyOf(lines, b) && /^\s+(?:return|self\.|[a-z_]\w* =)/.test(line.text) && !/^\s*["')\]]/.test(line.text)
              ? [{ text: `${/^ */.exec(line.text)?.[0] ?? ''}# as it was`, own: true }, line]
              : [line],
        ),
      ),
  },
  {
    name: 'lines joined that were broken',
    truth: 'at',
    edit: (p, b) =>
      inFile(p, b.file, (lines) => {
        const joined: EditLine[] = [];
        for (const line of lines) {
          const last = joined.at(-1);
          const isOpen =
            last !== undefined &&
            /^[^#"']*[\w\])][(]$/.test(last.text) &&
            /^\s+[\w.=*, ]+,?$/.test(line.text) &&
            !/\b(?:def|class)\b/.test(last.text);
          const isClosing =
            last !== undefined &&
            /^[^#"']*[\w\])][(][\w.=*, ]+,?$/.test(last.text) &&
            !/\)$/.test(last.text) &&
            /^\s*\)$/.test(line.text) &&
            joined.length > 1;
          if (last !== undefined && (isOpen || isClosing))
            joined[joined.length - 1] = withText(last, `${last.text.replace(/,$/, isClosing ? '' : ',')}${line.text.trim()}`);
          else joined.push(line);
        }
        return joined;
      }),
  },
  {
    name: 'put into a class of its own with its neighbours',
    truth: 'at',
    edit: (p, b) =>
      b.indent > 0 || b.kind === 'class'
        ? undefined
        : inBlock(p, b, (lines) => [
            { text: 'class Group:' },
            { text: '    shared = None' },
            ...indented([{ text: '@staticmethod' }, ...lines], 4),
          ]),
  },
  {
    name: 'class nested in another',
    truth: 'at',
    edit: (p, b) =>
      b.indent > 0 || b.kind !== 'class' ? undefined : inBlock(p, b, (lines) => [{ text: 'class Outer:' }, ...indented(lines, 4)]),
  },
  {
    name: 'put into a factory',
    truth: 'at',
    edit: (p, b) =>
      b.indent > 0
        ? undefined
        : inBlock(p, b, (lines) => [
            { text: `def make_${nameOf(b)}(options):` },
            ...indented(lines, 4),
            { text: `    return ${nameOf(b)}` },
          ]),
  },
  {
    name: 'decorators replaced',
    truth: 'at',
    edit: (p, b) =>
      b.head === b.first
        ? undefined
        : inBlock(p, b, (lines) => [
            { text: `${' '.repeat(b.indent)}@registry.add("${nameOf(b)}", version=2)`, own: true },
            ...lines.slice(b.head - b.first),
          ]),
  },
  {
    name: 'moved away, and what is left hands on to it',
    truth: 'orAsk',
    edit(p, b) {
      if (b.indent > 0 || b.kind === 'class') return undefined;
      const left = inBlock(p, b, () => [
        { text: `def ${nameOf(b)}(*args, **kwargs):` },
        { text: `    return moved.${nameOf(b)}(*args, **kwargs)` },
      ]);
      return new Map(left).set('moved.py', [...linesIn(p, b), blank]);
    },
  },
  {
    name: 'renamed, moved and split',
    truth: 'orAsk',
    edit(p, b) {
      const lines = linesIn(p, b);
      const body = bodyOf(lines, b);
      const starts = lines.flatMap(({ text }, at) =>
        at >= body && /^ */.exec(text)?.[0].length === b.indent + 4 && /^\s+(?:return|self|[a-z_]\w*)\b[^(]* = /.test(text) ? [at] : [],
      );
      const from = starts[Math.floor(starts.length / 2)];
      const to = starts[Math.floor(starts.length / 2) + 1];
      if (b.indent > 0 || b.kind === 'class' || from === undefined || to === undefined || starts.length < 4) return undefined;
      const [left] = taken(p, b);
      const helper: Lines = [{ text: 'def _step(state):' }, ...withoutMarks(lines.slice(from, to)), { text: '    return locals()' }, blank];
      const rest = spliced(lines, from, to, [{ text: '    part = _step(locals())', own: true }]);
      return new Map(left).set('ops.py', [...helper, ...renamed(rest, nameOf(b), `${nameOf(b)}_op`)]);
    },
  },
  {
    name: 'swapped its body with the one that is most alike',
    truth: 'orAsk',
    edit(p, b) {
      const other = b.kind === 'class' ? undefined : alikeOf(p, b, (one) => one.indent === b.indent && nameOf(one) !== nameOf(b));
      if (other === undefined) return undefined;
      const [mine, theirs] = [linesIn(p, b), linesIn(p, other)];
      const mineUnder = renamed(mine, nameOf(b), nameOf(other));
      // Of two that do the same nothing is swapped.
      if (codeOf(mineUnder) === codeOf(theirs)) return undefined;
      return replaced(p, [
        [b, withoutMarks(renamed(theirs, nameOf(other), nameOf(b)))],
        [other, own(mineUnder)],
      ]);
    },
  },
  {
    name: 'took the name of another, which got a third',
    truth: 'orAsk',
    edit(p, b) {
      if (isDunder(b)) return undefined;
      const other = alikeOf(
        p,
        b,
        (one) => one.file === b.file && one.path.slice(0, -1).join() === b.path.slice(0, -1).join() && !isDunder(one),
      );
      if (other === undefined) return undefined;
      const lines = p.get(b.file) ?? [];
      const third = renamed(lines, nameOf(other), `${nameOf(other)}_plain`);
      return new Map(p).set(b.file, renamed(third, nameOf(b), nameOf(other)));
    },
  },
  {
    name: 'deleted, and the one that is most alike took its name',
    truth: 'ask',
    edit(p, b) {
      const other = alikeOf(
        p,
        b,
        (one) =>
          one.indent === b.indent &&
          nameOf(one) !== nameOf(b) &&
          !one.path.some((name, at) => name === nameOf(b) && at < one.path.length - 1),
      );
      if (other === undefined) return undefined;
      const theirs = linesIn(p, other);
      const head = (some: Lines): string => some.find(({ text }) => /^\s*(?:async )?(?:def|class) /.test(text))?.text.trim() ?? '';
      const put = withoutMarks(renamed(theirs, nameOf(other), nameOf(b)));
      // What does the same under the same name is the same, told in other words.
      if (head(put) === head(linesIn(p, b)) || codeOf(put) === codeOf(linesIn(p, b))) return undefined;
      return replaced(p, [
        [b, put],
        [other, [{ text: `${' '.repeat(other.indent)}pass` }]],
      ]);
    },
  },
  {
    name: 'deleted, what is most alike moved to its file',
    truth: 'gone',
    edit(p, b) {
      if (b.indent > 0) return undefined;
      const other = alikeOf(p, b, (one) => one.indent === 0 && one.file !== b.file && nameOf(one) !== nameOf(b));
      if (other === undefined) return undefined;
      const moved = linesIn(p, other);
      return replaced(p, [
        [b, moved],
        [other, []],
      ]);
    },
  },
  {
    name: 'deleted with its file, copied before under another name there',
    truth: 'orAsk',
    edit(p, b) {
      if (b.indent > 0 || isDunder(b)) return undefined;
      const left = new Map([...p].filter(([file]) => file !== b.file));
      return left.set('kept.py', renamed(linesIn(p, b), nameOf(b), `kept_${nameOf(b)}`));
    },
  },
  {
    name: 'commented out',
    truth: 'gone',
    edit: (p, b) =>
      inBlock(p, b, (lines) => [
        ...withoutMarks(lines).map((line) => withText(line, `# ${line.text}`)),
        { text: `${' '.repeat(b.indent)}pass` },
      ]),
  },
  {
    name: 'kept in a text only',
    truth: 'gone',
    edit: (p, b) =>
      linesIn(p, b).some(({ text }) => /'''/.test(text))
        ? undefined
        : inBlock(p, b, (lines) => [{ text: `${' '.repeat(b.indent)}OLD = r'''` }, ...withoutMarks(lines), { text: "'''" }]),
  },
  {
    name: 'two of its name under a condition',
    truth: 'ask',
    edit(p, b) {
      if (b.indent > 0) return undefined;
      return inBlock(p, b, (lines) => [
        { text: 'if FAST:' },
        ...indented(withoutMarks(lines), 4),
        { text: 'else:' },
        ...indented(withoutMarks(lines), 4),
      ]);
    },
  },
  {
    name: 'conflict marks around it',
    truth: 'orAsk',
    edit: (p, b) =>
      inBlock(p, b, (lines) => [
        { text: '<<<<<<< HEAD' },
        ...lines,
        { text: '=======' },
        ...withoutMarks(lines),
        { text: '>>>>>>> other' },
      ]),
  },
  {
    name: 'its class copied and tweaked, the old one deleted',
    truth: 'orAsk',
    edit(p, b) {
      if (b.path.length !== 2 || b.kind === 'class') return undefined;
      const parent = blocksOf(b.file, p.get(b.file) ?? []).find((one) => one.kind === 'class' && one.first < b.first && b.end <= one.end);
      if (parent === undefined) return undefined;
      const lines = renamed(p.get(b.file) ?? [], nameOf(parent), `${nameOf(parent)}V2`).map((line, at) =>
        at > b.head && at < b.end ? withText(line, line.text.replace(/ = (.+[\w)])$/, ' = fixed($1)')) : line,
      );
      return new Map(p).set(b.file, lines);
    },
  },
];
