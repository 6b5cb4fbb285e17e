import { codeOf, type EditKind, nameOf, renamed, spliced, taken } from './kinds.ts';
import { type Block, blocksOf, type Dice, type EditedProject, type EditLine, indented, withoutMarks, withText } from './lines.ts';

/** What tools, branches and several people at once make of code; written after the rules that find it, and after the other kinds. */

type Lines = readonly EditLine[];

const blank: EditLine = { text: '' };
const linesIn = (project: EditedProject, { file, first, end }: Block): Lines => (project.get(file) ?? []).slice(first, end);
const pad = (text: string): string => /^[ \t]*/.exec(text)?.[0] ?? '';
const isDunder = (block: Block): boolean => nameOf(block).startsWith('__');

function inFile(project: EditedProject, file: string, change: (lines: Lines) => Lines): EditedProject {
  return new Map(project).set(file, change(project.get(file) ?? []));
}

function inBlock(project: EditedProject, block: Block, change: (lines: Lines) => Lines): EditedProject {
  return inFile(project, block.file, (all) => spliced(all, block.first, block.end, change(linesIn(project, block))));
}

function everywhere(project: EditedProject, change: (text: string) => string): EditedProject {
  return new Map([...project].map(([file, lines]) => [file, lines.map((line) => withText(line, change(line.text)))]));
}

function withName(project: EditedProject, from: string, to: string): EditedProject {
  return new Map([...project].map(([file, lines]) => [file, renamed(lines, from, to)]));
}

function fileMoved(project: EditedProject, from: string, to: string): EditedProject {
  return new Map([...project].map(([file, lines]) => [file === from ? to : file, lines]));
}

/** Where each statement of the body begins, at its depth, as far as one line tells. */
function bodyStarts(lines: Lines, block: Block): readonly number[] {
  const own = ' '.repeat(block.indent + 4);
  return lines.flatMap(({ text }, at) =>
    at > block.head - block.first && pad(text) === own && /^\s+(?:return\b|raise\b|self\.[\w.]+ =|[a-z_]\w* [-+*/]?= )/.test(text)
      ? [at]
      : [],
  );
}

const isWhole = (lines: Lines, at: number): boolean => {
  const text = (lines[at]?.text ?? '').replaceAll(/(["']).*?\1/g, '');
  return (text.match(/[([{]/g) ?? []).length === (text.match(/[)\]}]/g) ?? []).length && !/\\$/.test(text);
};

function tweaked(lines: Lines, block: Block, dice: Dice, most: number): Lines | undefined {
  const able = bodyStarts(lines, block).filter((at) => isWhole(lines, at) && /= /.test(lines[at]?.text ?? ''));
  const chosen = new Set(Array.from({ length: most }, () => dice.one(able)));
  if (able.length < most + 2) return undefined;
  return lines.map((line, at) => (chosen.has(at) ? withText(line, `${line.text.replace(/ = (.+)$/, ' = checked($1)')}`) : line));
}

function classOf(project: EditedProject, block: Block): Block | undefined {
  if (block.path.length !== 2 || block.kind === 'class') return undefined;
  return blocksOf(block.file, project.get(block.file) ?? []).find(
    (one) => one.kind === 'class' && one.indent === 0 && one.first < block.first && block.end <= one.end,
  );
}

/** Another class of its file, the one first that has a method of this name. */
function siblingOf(project: EditedProject, block: Block, parent: Block): Block | undefined {
  const all = blocksOf(block.file, project.get(block.file) ?? []);
  const classes = all.filter((one) => one.kind === 'class' && one.indent === 0 && one.path[0] !== parent.path[0]);
  const has = (one: Block): number => (all.some((each) => each.path.join('.') === `${one.path[0]}.${nameOf(block)}`) ? 0 : 1);
  return classes.toSorted((a, b) => has(a) - has(b))[0];
}

/** Whether its method of this name does the same: then either is as good. Undefined: it has none. */
function twinIn(project: EditedProject, block: Block, other: Block): boolean | undefined {
  const all = blocksOf(block.file, project.get(block.file) ?? []);
  const has = all.find((one) => one.path.join('.') === `${nameOf(other)}.${nameOf(block)}`);
  const plain = (one: Block): string => codeOf(linesIn(project, one)).replaceAll(/(?<=\w): [\w.[\]| ,]+?(?=[,)=])/g, '');
  return has === undefined ? undefined : plain(has) === plain(block);
}

const aliases: readonly (readonly [RegExp, string])[] = [
  [/\btorch\./g, 'th.'],
  [/\bnp\./g, 'numpy.'],
  [/\bF\./g, 'functional.'],
  [/\bnn\./g, 'torch_nn.'],
];

export const toolKinds: readonly EditKind[] = [
  {
    name: 'renamed everywhere, its file after it, and edited',
    truth: 'at',
    edit(p, b, d) {
      const lines = b.indent > 0 || isDunder(b) ? undefined : tweaked(linesIn(p, b), b, d, 1);
      if (lines === undefined) return undefined;
      const edited = inBlock(p, b, () => lines);
      return fileMoved(withName(edited, nameOf(b), `${nameOf(b)}_impl`), b.file, `${nameOf(b).toLowerCase()}_impl.py`);
    },
  },
  {
    name: 'file renamed and edited at once',
    truth: 'at',
    edit(p, b, d) {
      const lines = b.kind === 'class' ? undefined : tweaked(linesIn(p, b), b, d, 2);
      return lines === undefined
        ? undefined
        : fileMoved(
            inBlock(p, b, () => [...lines]),
            b.file,
            'renamed_file.py',
          );
    },
  },
  {
    name: 'its file made a package with a file for it',
    truth: 'at',
    edit(p, b) {
      if (b.indent > 0) return undefined;
      const [left, lines] = taken(p, b);
      const base = b.file.replace(/\.py$/, '');
      return new Map(fileMoved(left, b.file, `${base}/__init__.py`)).set(`${base}/_${nameOf(b).toLowerCase()}.py`, [...lines, blank]);
    },
  },
  {
    name: 'its file split in two of other names',
    truth: 'at',
    edit(p, b) {
      const lines = p.get(b.file) ?? [];
      const tops = blocksOf(b.file, lines).filter(({ indent }) => indent === 0);
      const middle = tops[Math.floor(tops.length / 2)]?.first;
      if (middle === undefined || tops.length < 4 || (b.indent > 0 && b.first < middle && b.end > middle)) return undefined;
      const left = new Map([...p].filter(([file]) => file !== b.file));
      return left.set('first_half.py', lines.slice(0, middle)).set('second_half.py', lines.slice(middle));
    },
  },
  {
    name: 'moved to a new file, and imported back',
    truth: 'at',
    edit(p, b) {
      if (b.indent > 0) return undefined;
      const back = inBlock(p, b, () => [{ text: `from moved_away import ${nameOf(b)}` }]);
      return new Map(back).set('moved_away.py', [...linesIn(p, b), blank]);
    },
  },
  {
    name: 'two files exchanged their names',
    truth: 'orAsk',
    edit(p, b, d) {
      const other = d.one([...p.keys()].filter((file) => file !== b.file));
      if (other === undefined) return undefined;
      return new Map(p).set(other, p.get(b.file) ?? []).set(b.file, p.get(other) ?? []);
    },
  },
  {
    name: 'its class and another exchanged their names',
    truth: 'orAsk',
    edit(p, b) {
      const parent = classOf(p, b);
      const other = parent === undefined ? undefined : siblingOf(p, b, parent);
      if (parent === undefined || other === undefined) return undefined;
      if (twinIn(p, b, other) === true) return undefined;
      const [mine, theirs] = [nameOf(parent), nameOf(other)];
      return inFile(p, b.file, (lines) => renamed(renamed(renamed(lines, mine, 'Between_'), theirs, mine), 'Between_', theirs));
    },
  },
  {
    name: 'its class took the name of another, which was deleted',
    truth: 'orAsk',
    edit(p, b) {
      const parent = classOf(p, b);
      const other = parent === undefined ? undefined : siblingOf(p, b, parent);
      if (parent === undefined || other === undefined) return undefined;
      return inFile(p, b.file, (lines) => renamed(spliced(lines, other.first, other.end, []), nameOf(parent), nameOf(other)));
    },
  },
  {
    name: 'deleted with its class, whose name another class took',
    truth: 'orAsk',
    edit(p, b) {
      const parent = classOf(p, b);
      const other = parent === undefined ? undefined : siblingOf(p, b, parent);
      if (parent === undefined || other === undefined) return undefined;
      if (twinIn(p, b, other) !== false) return undefined;
      return inFile(p, b.file, (lines) => renamed(spliced(lines, parent.first, parent.end, []), nameOf(other), nameOf(parent)));
    },
  },
  {
    name: 'pulled up into a base class of another file',
    truth: 'at',
    edit(p, b) {
      const parent = classOf(p, b);
      if (parent === undefined || isDunder(b)) return undefined;
      const [left, lines] = taken(p, b);
      return new Map(left).set('base_of_all.py', [{ text: `class ${nameOf(parent)}Base:` }, ...lines, blank]);
    },
  },
  {
    name: 'pushed down into two new classes',
    truth: 'ask',
    edit(p, b) {
      const parent = classOf(p, b);
      if (parent === undefined || isDunder(b)) return undefined;
      const [left, lines] = taken(p, b);
      const put = (name: string): Lines => [{ text: `class ${name}(${nameOf(parent)}):` }, ...withoutMarks(lines), blank];
      return inFile(left, b.file, (all) => [...all, blank, ...put('OneOfThem'), blank, ...put('OtherOfThem')]);
    },
  },
  {
    name: 'inlined at two places',
    truth: 'ask',
    edit(p, b) {
      if (b.indent > 0 || b.kind === 'class') return undefined;
      const [left, lines] = taken(p, b);
      const body = withoutMarks(lines.slice(b.head - b.first + 1)).filter(({ text }) => !/^\s*(?:\w+.*,|\).*)?$/.test(text));
      if (bodyStarts(lines, b).length < 3 || !isWhole(lines, b.head - b.first)) return undefined;
      const put = (name: string): Lines => [
        { text: `def ${name}(state):` },
        { text: '    state = prepared(state)' },
        ...body,
        { text: '    return state' },
        blank,
      ];
      return inFile(left, b.file, (all) => [...all, blank, ...put('one_caller'), blank, ...put('other_caller')]);
    },
  },
  {
    name: 'deleted, another of its name made in a new file',
    truth: 'gone',
    edit(p, b, d) {
      if (b.indent > 0) return undefined;
      const all = [...p].flatMap(([file, lines]) => blocksOf(file, lines));
      const other = d.one(all.filter((one) => one.kind === b.kind && one.indent === 0 && nameOf(one) !== nameOf(b)));
      if (other === undefined) return undefined;
      const theirs = withoutMarks(renamed(linesIn(p, other), nameOf(other), nameOf(b)));
      return new Map(taken(p, b)[0]).set('new_one.py', [...theirs, blank]);
    },
  },
  {
    name: 'deleted from its class, another class has one of its name',
    truth: 'gone',
    edit(p, b) {
      const parent = classOf(p, b);
      const other = parent === undefined ? undefined : siblingOf(p, b, parent);
      return other === undefined ? undefined : taken(p, b)[0];
    },
  },
  {
    name: 'async with awaits',
    truth: 'at',
    edit: (p, b) =>
      b.kind === 'class'
        ? undefined
        : inBlock(p, b, (lines) =>
            lines.map((line) =>
              withText(
                line,
                line.text
                  .replace(/^(\s*)def /, '$1async def ')
                  .replace(/^(\s*)(with|for) /, '$1async $2 ')
                  .replace(/(= |return )(?=self\.[\w.]+\(|[a-z_][\w.]*\()/, '$1await '),
              ),
            ),
          ),
  },
  {
    name: 'hints on every local',
    truth: 'at',
    edit: (p, b) =>
      b.kind === 'class'
        ? undefined
        : inBlock(p, b, (lines) => lines.map((line) => withText(line, line.text.replace(/^(\s+[a-z_]\w*) = /, '$1: "torch.Tensor" = ')))),
  },
  {
    name: 'three decorators over several lines',
    truth: 'at',
    edit: (p, b) =>
      inBlock(p, b, (lines) => [
        ...['@tracked', '@cached(', '    size=128,', '    by="arguments",', ')', '@guarded("loss", strict=True)'].map(
          (text): EditLine => ({ text: ' '.repeat(b.indent) + text, own: true }),
        ),
        ...lines,
      ]),
  },
  {
    name: 'imported under other names',
    truth: 'at',
    edit(p) {
      const edited = everywhere(p, (text) => aliases.reduce((out, [from, to]) => out.replace(from, to), text));
      return [...edited].some(([file, lines]) => lines.some(({ text }, at) => text !== p.get(file)?.[at]?.text)) ? edited : undefined;
    },
  },
  {
    name: 'a line of the log behind every statement',
    truth: 'at',
    edit: (p, b) =>
      inBlock(p, b, (lines) => {
        const after = new Set(
          bodyStarts(lines, b).filter((at) => isWhole(lines, at) && !/^\s+(?:return|raise)\b/.test(lines[at]?.text ?? '')),
        );
        return lines.flatMap((line, at): Lines => {
          const put: EditLine = { text: `${pad(line.text)}logger.debug("step %d done", ${at})`, own: true };
          return after.has(at) && pad(lines[at + 1]?.text ?? '') <= pad(line.text) ? [line, put] : [line];
        });
      }),
  },
  {
    name: 'its body put into a try',
    truth: 'at',
    edit(p, b) {
      const lines = linesIn(p, b);
      const at = b.head - b.first;
      if (b.kind === 'class' || !isWhole(lines, at) || !/:\s*$/.test(lines[at]?.text ?? '')) return undefined;
      const own = ' '.repeat(b.indent + 4);
      return inBlock(p, b, () => [
        ...lines.slice(0, at + 1),
        { text: `${own}try:`, own: true },
        ...indented(lines.slice(at + 1), 4),
        { text: `${own}except ValueError as error:`, own: true },
        { text: `${own}    raise RuntimeError("failed") from error`, own: true },
      ]);
    },
  },
  {
    name: 'made static',
    truth: 'at',
    edit(p, b) {
      const lines = linesIn(p, b);
      const head = lines[b.head - b.first]?.text ?? '';
      if (b.path.length < 2 || b.kind === 'class' || !/\(self, /.test(head) || lines.some(({ text }) => /super\(\)/.test(text)))
        return undefined;
      return inBlock(p, b, () => [
        { text: `${' '.repeat(b.indent)}@staticmethod`, own: true },
        ...lines.map((line) => withText(line, line.text.replace('(self, ', '(').replaceAll('self.', 'config.'))),
      ]);
    },
  },
  {
    name: 'conflict marks within it',
    truth: 'orAsk',
    edit(p, b) {
      const lines = linesIn(p, b);
      const [from] = bodyStarts(lines, b).filter((at) => isWhole(lines, at));
      const line = from === undefined ? undefined : lines[from];
      if (from === undefined || line === undefined) return undefined;
      return inBlock(p, b, () => [
        ...lines.slice(0, from),
        ...['<<<<<<< HEAD', line.text, '=======', `${line.text}  # theirs`, '>>>>>>> feature'].map(
          (text): EditLine => ({ text, own: true }),
        ),
        ...lines.slice(from + 1),
      ]);
    },
  },
  {
    name: 'another branch: neighbours gone, one renamed, itself a little otherwise',
    truth: 'at',
    edit(p, b, d) {
      const lines = tweaked(linesIn(p, b), b, d, 1);
      if (lines === undefined || b.kind === 'class') return undefined;
      const isBeside = (one: Block): boolean =>
        one.indent === b.indent && one.path.slice(0, -1).join() === b.path.slice(0, -1).join() && nameOf(one) !== nameOf(b);
      const beside = blocksOf(b.file, p.get(b.file) ?? []).filter(isBeside);
      const gone = beside.filter((one) => one.first >= b.end).slice(0, 2);
      const left = inFile(p, b.file, (all) =>
        gone.toReversed().reduce((made, one) => spliced(made, one.first, one.end, [{ text: `${' '.repeat(one.indent)}pass` }]), all),
      );
      const other = beside.find((one) => one.end <= b.first && !isDunder(one));
      const edited = inBlock(left, b, () => lines);
      return other === undefined ? edited : withName(edited, nameOf(other), `${nameOf(other)}_before`);
    },
  },
];
