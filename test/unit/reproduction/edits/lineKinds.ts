import { type EditKind, editKinds } from './kinds.ts';
import { type Block, type Dice, type EditedProject, type EditLine, withoutMarks, withText } from './lines.ts';

/** What people do around and within some lines that are linked. `block`: the marked lines, with `head` meaningless. */

type Lines = readonly EditLine[];

function change(project: EditedProject, file: string, to: (lines: Lines) => Lines | undefined): EditedProject | undefined {
  const lines = to(project.get(file) ?? []);
  return lines === undefined ? undefined : new Map(project).set(file, lines);
}

function put(lines: Lines, at: number, texts: Lines): Lines {
  return [...lines.slice(0, at), ...texts, ...lines.slice(at)];
}

const pad = ({ indent }: Block): string => ' '.repeat(indent);
const ofAll = new Set([
  'elsewhere in the file',
  'calls over several lines',
  'quotes',
  'wrapped in parentheses',
  'all of a formatter',
  'tabs',
  'CR LF',
  'file renamed',
  'folder moved',
  'file copied',
  'two files made one',
]);

export const lineKinds: readonly EditKind[] = [
  ...editKinds.filter(({ name }) => ofAll.has(name)),
  {
    name: 'lines: one added before',
    truth: 'at',
    edit: (p, b) => change(p, b.file, (lines) => put(lines, b.first, [{ text: `${pad(b)}print('before')` }])),
  },
  {
    name: 'lines: one added behind',
    truth: 'at',
    edit: (p, b) => change(p, b.file, (lines) => put(lines, b.end, [{ text: `${pad(b)}print('behind')` }])),
  },
  {
    name: 'lines: one added within',
    truth: 'at',
    edit: (p, b) =>
      b.end - b.first < 2
        ? undefined
        : change(p, b.file, (lines) =>
            /^ *\S/.exec(lines[b.first + 1]?.text ?? '')?.[0].length === b.indent + 1
              ? put(lines, b.first + 1, [{ text: `${pad(b)}count += 1`, own: true }])
              : undefined,
          ),
  },
  {
    name: 'lines: a number changed',
    truth: 'at',
    edit: (p, b) =>
      change(p, b.file, (lines) => {
        const at = lines.findIndex((line) => line.own === true && /(?<![\w.])\d+(?:\.\d+)?(?![\w.])/.test(line.text));
        return at < 0
          ? undefined
          : lines.map((line, index) =>
              index === at
                ? withText(
                    line,
                    line.text.replace(/(?<![\w.])\d+(?:\.\d+)?(?![\w.])/, (n) => `${Number(n) + 2}`),
                  )
                : line,
            );
      }),
  },
  {
    name: 'lines: a name renamed',
    truth: 'at',
    edit: (p, b, d) =>
      change(p, b.file, (lines) => {
        const names = lines.filter(({ own }) => own === true).flatMap(({ text }) => /^\s+(\w+) = /.exec(text)?.[1] ?? []);
        const name = d.one(names);
        return name === undefined
          ? undefined
          : lines.map((line) =>
              withText(line, line.text.replaceAll(new RegExp(`(?<![\\w.'"])${name}(?![\\w'"]| ?=[^ =])`, 'g'), `${name}_new`)),
            );
      }),
  },
  {
    name: 'lines: its function renamed',
    truth: 'at',
    edit: (p, b) =>
      b.path.length === 0
        ? undefined
        : change(p, b.file, (lines) =>
            lines.map((line) =>
              withText(line, line.text.replaceAll(new RegExp(`(?<!\\w)${b.path.at(-1)}(?!\\w)`, 'g'), `${b.path.at(-1)}_new`)),
            ),
          ),
  },
  {
    name: 'lines: put into a loop',
    truth: 'at',
    edit: (p, b) =>
      change(p, b.file, (lines) =>
        put(
          lines.map((line) => (line.own === true ? withText(line, `    ${line.text}`) : line)),
          b.first,
          [{ text: `${pad(b)}for _ in range(2):` }],
        ),
      ),
  },
  {
    name: 'lines: moved to a function of their own',
    truth: 'at',
    edit: (p, b) =>
      change(p, b.file, (lines) => {
        const own = lines.slice(b.first, b.end).map((line) => withText(line, `    ${line.text.slice(b.indent)}`));
        return [
          ...put([...lines.slice(0, b.first), ...lines.slice(b.end)], b.first, [{ text: `${pad(b)}taken_out()` }]),
          { text: '' },
          { text: 'def taken_out():' },
          ...own,
        ];
      }),
  },
  {
    name: 'lines: deleted',
    truth: 'gone',
    edit: (p, b) =>
      change(p, b.file, (lines) => put([...lines.slice(0, b.first), ...lines.slice(b.end)], b.first, [{ text: `${pad(b)}pass` }])),
  },
  {
    name: 'lines: doubled',
    truth: 'ask',
    edit: (p, b) => change(p, b.file, (lines) => put(lines, b.end, withoutMarks(lines.slice(b.first, b.end)))),
  },
  {
    name: 'lines: doubled at the end of the file',
    truth: 'at',
    edit: (p, b) =>
      change(p, b.file, (lines) => [
        ...lines,
        { text: 'def again():' },
        ...withoutMarks(lines.slice(b.first, b.end)).map(({ text }) => ({ text: `    ${text.slice(b.indent)}` })),
      ]),
  },
  {
    name: 'lines: written anew',
    truth: 'orAsk',
    edit: (p, b) =>
      change(p, b.file, (lines) =>
        put([...lines.slice(0, b.first), ...lines.slice(b.end)], b.first, [
          { text: `${pad(b)}result = compute_it_otherwise(alpha, beta)`, own: true },
        ]),
      ),
  },
];

/** One to four statements in a row of the body of a function. */
export function someLines(lines: Lines, block: Block, dice: Dice): Block | undefined {
  const depth = block.indent + 4;
  const simple = (at: number): boolean => {
    const text = lines[at]?.text ?? '';
    return (
      /^ *\w/.test(text) &&
      /^ */.exec(text)?.[0].length === depth &&
      !/[:([{,\\]$|"""|'''|^\s*(?:else|elif|except|finally)\b/.test(text) &&
      closed(text)
    );
  };
  const starts = Array.from({ length: block.end - block.head }, (_, at) => block.head + 1 + at).filter(
    (at) => at < block.end && simple(at),
  );
  const first = dice.one(starts);
  if (first === undefined) return undefined;
  let end = first + 1;
  const most = 1 + dice.below(4);
  while (end - first < most && end < block.end && simple(end)) end += 1;
  return { ...block, first, head: -1, end, indent: depth };
}

function closed(text: string): boolean {
  return (text.match(/[([{]/g) ?? []).length === (text.match(/[)\]}]/g) ?? []).length;
}
