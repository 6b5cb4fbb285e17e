/** Exactly what is needed to analyse or write one file of a plan: what it must do, where that is said, which values hold, what it can call. Pure, bounded. */
import { untrustedText } from '../../agent/tags.ts';
import { type Paper, plainText } from '../../papers/document.ts';
import { nodeMarkdown } from '../../papers/paperMarkdown.ts';
import type { PlanFile, Register, RegisterRow, Spec, SpecItem } from '../stages/records.ts';
import type { CodeIndex } from '../trace/codeIndex.ts';
import { wordsAt } from '../trace/paperSide.ts';
import type { CodeSymbol, Source } from '../trace/pythonSource.ts';
import { anchorIn } from './ground.ts';
import { fileLine, valueText } from './planText.ts';

export interface FileContextInput {
  readonly file: PlanFile;
  readonly spec: Spec | undefined;
  readonly register: Register | undefined;
  readonly paper: Paper | undefined;
  readonly code: CodeIndex;
  readonly framework: string;
}

const mostPaperBytes = 12_000;
const mostInterfaceLines = 120;

export function fileContext({ file, spec, register, paper, code, framework }: FileContextInput): string {
  const ids = new Set(file.symbols.flatMap(({ items }) => items));
  const items = (spec?.items ?? []).filter(({ id, owner }) => ids.has(id) || owner?.file === file.path);
  const rows = rowsFor(file, items, register);
  return [
    fileLine(file),
    ...symbolLines(file),
    ...(items.length === 0 ? [] : ['', 'What it must do (items of the spec):', fenceItems(items, register, paper?.id)]),
    ...evidenceText(file, items, paper),
    ...(rows.length === 0
      ? []
      : ['', 'Values that hold (the register; they are read from where they stand, never written a second time):', ...rows.map(rowLine)]),
    ...interfaceLines(file, code),
    ...roleNotes(file, framework),
  ].join('\n');
}

function symbolLines({ symbols }: PlanFile): readonly string[] {
  if (symbols.length === 0) return [];
  return [
    '',
    'Symbols:',
    ...symbols.map(({ name, signature, items, addresses }) => {
      const facts = [
        ...(items.length === 0 ? [] : [`does ${items.join(', ')}`]),
        ...(addresses.length === 0 ? [] : [`link to ${addresses.join(', ')}`]),
      ];
      return `- ${signature ?? name}${facts.length === 0 ? '' : ` – ${facts.join('; ')}`}`;
    }),
  ];
}

/** Statements tell what a paper says: its words, or a model's of them. */
function fenceItems(items: readonly SpecItem[], register: Register | undefined, paper: string | undefined): string {
  const rows = new Map((register?.rows ?? []).map((row) => [row.id, row]));
  const lines = items.map(({ id, kind, status, statement, value, unit, scope = [], row, evidence }) => {
    const own = row === undefined ? undefined : rows.get(row);
    const said = own?.value ?? value;
    const places = evidence.flatMap((one) => ('address' in one ? [`#${anchorIn(one.address)}`] : 'url' in one ? [one.url] : [one.file]));
    const facts = [
      ...(said === undefined ? [] : [`value ${valueText(said)}${unit === undefined ? '' : ` ${unit}`}`]),
      ...(scope.length === 0 ? [] : [`for ${scope.join(', ')}`]),
      ...(places.length === 0 ? [] : [`said at ${places.join(', ')}`]),
    ];
    return `- ${id} (${kind}, ${status}): ${statement}${facts.length === 0 ? '' : ` [${facts.join('; ')}]`}`;
  });
  return untrustedText({ kind: 'paper', name: paper ?? 'spec.json' }, lines.join('\n'));
}

/** The parts of the paper that the items and symbols name, each once, as it stands there. */
function evidenceText({ symbols }: PlanFile, items: readonly SpecItem[], paper: Paper | undefined): readonly string[] {
  if (paper === undefined) return [];
  const addresses = [
    ...symbols.flatMap((symbol) => symbol.addresses),
    ...items.flatMap(({ evidence }) => evidence.flatMap((one) => ('address' in one ? [one.address] : []))),
  ];
  const anchors = [...new Set(addresses.map(anchorIn))];
  const shown = new Set<string>();
  const parts: string[] = [];
  const left: string[] = [];
  let bytes = 0;
  for (const anchor of anchors) {
    const text = partText(paper, anchor);
    if (text === undefined || shown.has(text)) continue;
    shown.add(text);
    bytes += Buffer.byteLength(text);
    if (bytes > mostPaperBytes && parts.length > 0) left.push(anchor);
    else parts.push(text.slice(0, mostPaperBytes));
  }
  if (parts.length === 0) return [];
  const more =
    left.length === 0
      ? []
      : [
          `read_paper shows the rest: ${left
            .slice(0, 20)
            .map((anchor) => `#${anchor}`)
            .join(', ')}.`,
        ];
  return ['', 'What stands there:', untrustedText({ kind: 'paper', name: paper.id }, parts.join('\n\n')), ...more];
}

function partText(paper: Paper, anchor: string): string | undefined {
  const node = paper.nodes.find((one) => one.anchor === anchor || one.aliases.includes(anchor));
  if (node !== undefined) return nodeMarkdown(node);
  const holder = paper.nodes.find(
    (one) =>
      (one.kind === 'paragraph' || one.kind === 'footnote') &&
      one.content.some((inline) => inline.kind === 'math' && inline.anchor === anchor),
  );
  if (holder?.kind === 'paragraph' || holder?.kind === 'footnote') return `${plainText(holder.content)}  (#${anchor})`;
  const words = wordsAt(paper, anchor);
  return words === undefined ? undefined : `${words.text}  (#${anchor})`;
}

/** Rows of its items, and those whose value stands in it. */
export function rowsFor(
  { path }: Pick<PlanFile, 'path'>,
  items: readonly SpecItem[],
  register: Register | undefined,
): readonly RegisterRow[] {
  const named = new Set(items.flatMap(({ row }) => row ?? []));
  return (register?.rows ?? []).filter(({ id, config }) => named.has(id) || config?.file === path);
}

function rowLine({ id, name, value, unit, state, origin, config }: RegisterRow): string {
  const at = config === undefined ? '' : `, at ${config.key}${config.file === undefined ? ' of the command' : ` in ${config.file}`}`;
  return `- ${id}: ${name} = ${valueText(value)}${unit === undefined ? '' : ` ${unit}`} (${state}; ${origin.text === '' ? origin.kind : origin.text}${at})`;
}

/** Heads of what is defined in the files that it needs and reuses, as they stand there. */
function interfaceLines({ needs, reuses }: PlanFile, code: CodeIndex): readonly string[] {
  const paths = [...new Set([...needs, ...reuses.map(({ file }) => file)])];
  const lines: string[] = [];
  for (const path of paths) {
    const source = code.source(path);
    if (source === undefined) continue;
    const heads = headsOf(source);
    if (heads.length > 0) lines.push(`# ${path}`, ...heads);
  }
  if (lines.length === 0) return [];
  const shown = lines.length > mostInterfaceLines ? [...lines.slice(0, mostInterfaceLines), '# … read_file shows the rest'] : lines;
  return ['', 'What it can call, as it stands in the files:', '```python', ...shown, '```'];
}

export function headsOf(source: Source): readonly string[] {
  return source.symbols.filter(isPublic).flatMap((symbol) => {
    const head = source.statements[symbol.head];
    return head === undefined ? [] : source.lines.slice(head.line - 1, head.endLine);
  });
}

function isPublic({ path }: CodeSymbol): boolean {
  return path.length <= 2 && path.every((name) => !name.startsWith('_') || name === '__init__' || name === '__call__');
}

const frameworkNotes: Readonly<Record<string, string>> = {
  pytorch:
    'PyTorch: every random draw from a torch.Generator or after one seeding function; no .item() or Python loop over a batch inside the model; shapes in the docstring; device and dtype follow the inputs.',
  jax: 'JAX: pure functions of (params, key, inputs); split keys, never reuse one; static shapes under jit; no Python side effects; float64 only where it is switched on.',
};

function roleNotes({ role }: PlanFile, framework: string): readonly string[] {
  const notes: Readonly<Record<PlanFile['role'], string>> = {
    code: frameworkNotes[framework] ?? 'Shapes and units in the docstring; no hidden state.',
    data: 'Splits are made once, by seed, before anything looks at the data; nothing of the test split is used for fitting, choosing or scaling.',
    config:
      'Each value once, under the name that the register gives; nothing the paper leaves open gets a value that is not in the register.',
    entry:
      'Takes --seed and seeds everything with it; prints each metric as name=value with its step; imports the evaluation, never repeats it.',
    evaluation: 'Computes the reported metric on the split that the paper names, and nothing else: it is locked from now on.',
    test: 'Tests: shapes of each symbol with small odd sizes; one batch learned to near zero loss; determinism under a seed. Seconds on a CPU, no downloads.',
  };
  return ['', notes[role]];
}
