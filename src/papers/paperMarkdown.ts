/** A paper, or a part of it, as people and models read it: Markdown with formulas as LaTeX and an address beside what has one. */
import { type Inline, type Paper, type PaperNode, plainText } from './document.ts';
import { cellsOf, inOrder, warningText } from './paperJson.ts';
import type { ReadPaper } from './parsePaper.ts';
import type { Contradiction, Missing, Said, StatedValue, Unnamed } from './said/said.ts';

export function paperMarkdown(read: ReadPaper): string {
  const { paper, said } = read;
  const parts = [
    `# ${paper.title === '' ? paper.id : paper.title}`,
    headOf(paper),
    ...bodyOf(paper),
    ...saidMarkdown(said),
    ...(paper.warnings.length === 0
      ? []
      : ['## What to know of this reading', paper.warnings.map((warning) => `- ${warningText(warning)}`).join('\n')]),
  ];
  return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}

/** Where it is from, in lines. */
export function headOf({ id, authors, sources }: Paper): string {
  const rows = sources.map(({ kind, from, version, licence }) => {
    const facts = [
      kind,
      ...(version === undefined ? [] : [version]),
      ...(from === undefined ? [] : [from]),
      ...(licence === undefined ? [] : [licence]),
    ];
    return facts.join(' · ');
  });
  return [
    `Address: ${id}`,
    ...(authors.length === 0 ? [] : [`Authors: ${authors.map(({ name }) => name).join(', ')}`]),
    `Read from: ${rows.join('; ')}`,
  ].join('\n');
}

/** Headings and nodes, a text each; every one that can be named says its anchor behind `#`. */
export function bodyOf(paper: Paper): readonly string[] {
  return inOrder(paper).map((each) => {
    if (each.kind === 'node') return nodeMarkdown(each.node);
    const { level, number, title, anchor } = each.section;
    return `${'#'.repeat(Math.min(6, level + 1))} ${number === undefined ? '' : `${number} `}${title}  (#${anchor})`;
  });
}

export function nodeMarkdown(node: PaperNode): string {
  const name = `(#${node.anchor})`;
  switch (node.kind) {
    case 'paragraph': {
      const words = inlineMarkdown(node.content);
      return node.item === undefined ? words : `${'  '.repeat(node.item.depth - 1)}${node.item.mark} ${words}`;
    }
    case 'equation':
      return node.tex === null
        ? `[formula that could not be read: ${node.unreadable ?? 'no reason known'}]  ${name}`
        : `$$\n${node.tex}\n$$\n${node.number === undefined ? '' : `(${node.number}) `}${name}`;
    case 'algorithm':
      return [
        `**Algorithm${node.number === undefined ? '' : ` ${node.number}`}** ${inlineMarkdown(node.caption)}  ${name}`,
        ...node.lines.map((line, index) => `${index + 1}. ${'  '.repeat(line.indent)}${inlineMarkdown(line.content)}`),
      ].join('\n');
    case 'table':
      return `**Table${node.number === undefined ? '' : ` ${node.number}`}** ${inlineMarkdown(node.caption)}  ${name}\n\n${grid(cellsOf(node))}`;
    case 'figure':
      return `**Figure${node.number === undefined ? '' : ` ${node.number}`}** ${inlineMarkdown(node.caption)}  ${name}`;
    case 'footnote':
      return `[^${node.mark}]: ${inlineMarkdown(node.content)}  ${name}`;
    case 'listing':
      return `${node.caption.length === 0 ? '' : `${inlineMarkdown(node.caption)}  `}${name}\n\n${fenced(node.text)}`;
  }
}

function inlineMarkdown(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (inline.kind === 'math' && inline.tex === null) return `[formula that could not be read #${inline.anchor}]`;
      if (inline.kind === 'reference') return `${inline.text} (→ #${inline.to})`;
      return plainText([inline]);
    })
    .join('');
}

function grid(cells: readonly (readonly string[])[]): string {
  const row = (texts: readonly string[]): string =>
    `| ${texts.map((text) => text.replaceAll('|', '\\|').replaceAll(/\s*\n\s*/g, ' ')).join(' | ')} |`;
  const [head = [], ...rest] = cells;
  return [row(head), `|${head.map(() => '---|').join('')}`, ...rest.map(row)].join('\n');
}

function fenced(text: string): string {
  const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  return `${fence}\n${text}\n${fence}`;
}

/** `96 computed from batch size 12 (S2.p1), devices 8 (S2.p1)`. */
function derivedMarkdown(value: number | string, from: NonNullable<Contradiction['values'][number]['from']>): string {
  return `${value} computed from ${from.map((part) => `${part.name} ${part.value} (${behindHash(part.address)})`).join(', ')}`;
}

/** `0.001`, `one of 0, 0.05, 0.1`, `from 1 to 10`. */
export function valueWords({ value, role, values = [value] }: Pick<StatedValue, 'value' | 'role' | 'values'>): string {
  if (role === undefined) return String(value);
  return role === 'range' ? `from ${values.join(' to ')}` : `one of ${values.join(', ')}`;
}

/** More symbols than this are those of an appendix; who looks for one finds it where it is explained. */
const mostSymbols = 60;

/** More than these are for who reads the paper itself, or its record. */
const mostUnnamed = 40;

/** What is stated, what is not, what was not understood, and where it disagrees with itself. */
export function saidMarkdown({ hyperparameters, missing, contradictions, unnamed, notation }: Said): readonly string[] {
  const values = hyperparameters.map(
    (value) =>
      `- ${value.name}: ${valueWords(value)}${value.unit === undefined ? '' : ` ${value.unit}`}${value.scope === undefined ? '' : ` (${value.scope})`}  ${behindHash(value.address)}`,
  );
  const contrary = contradictions.map(
    ({ name, values: each }) =>
      `- ${name}: ${each.map((one) => (one.from === undefined ? `${one.value} ${behindHash(one.address)}` : derivedMarkdown(one.value, one.from))).join(' but ')}`,
  );
  const symbols = notation
    .slice(0, mostSymbols)
    .map(
      ({ symbol, meaning, shape, address }) =>
        `- $${symbol}$: ${meaning}${shape === undefined ? '' : `, of shape $${shape}$`}  ${behindHash(address)}`,
    );
  return [
    ...(values.length === 0 ? [] : ['## Stated values', values.join('\n')]),
    ...(missing.length === 0 ? [] : ['## Not said', missing.map(missingMarkdown).join('\n')]),
    ...(unnamed.length === 0 ? [] : ['## Numbers without a name', unnamedMarkdown(unnamed)]),
    ...(contrary.length === 0 ? [] : ['## Contradictions', contrary.join('\n')]),
    ...(symbols.length === 0 ? [] : ['## Notation', symbols.join('\n')]),
  ];
}

function missingMarkdown({ name, why, perhaps }: Missing): string {
  return perhaps === undefined ? `- ${name}: ${why}` : `- ${name}: not found; perhaps at ${perhaps.map(behindHash).join(', ')}`;
}

function unnamedMarkdown(unnamed: readonly Unnamed[]): string {
  const rows = unnamed.slice(0, mostUnnamed).map(({ stated, unit, perhaps, quote, address }) => {
    const guess = perhaps === undefined ? '' : ` (perhaps ${perhaps.join(', or ')})`;
    return `- ${stated}${unit === undefined ? '' : ` ${unit}`}${guess}: “${quote}” ${behindHash(address)}`;
  });
  const more = unnamed.length > rows.length ? [`- … and ${unnamed.length - rows.length} more`] : [];
  return [
    'They seem to belong to the set-up, but their words were not understood. Names are guesses: read the place.\n',
    ...rows,
    ...more,
  ].join('\n');
}

function behindHash(address: string): string {
  const hash = address.indexOf('#');
  return hash < 0 ? '' : `(${address.slice(hash)})`;
}
