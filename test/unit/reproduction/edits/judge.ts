import { PracticumError } from '../../../../src/base/errors.ts';
import { CodeIndex } from '../../../../src/reproduction/trace/codeIndex.ts';
import type { CodePlace, Located, TraceLink } from '../../../../src/reproduction/trace/link.ts';
import { locate } from '../../../../src/reproduction/trace/locate.ts';
import { makeAnchor } from '../../../../src/reproduction/trace/makeAnchor.ts';
import { readSource, type Source } from '../../../../src/reproduction/trace/pythonSource.ts';
import { type EditKind, editKinds, type Truth } from './kinds.ts';
import { lineKinds, someLines } from './lineKinds.ts';
import { type Block, blocksOf, Dice, type EditedProject, type EditLine, linesOf, marked, placesOf, textOf } from './lines.ts';

/** One scripted edit of linked code, and what came of looking for it. */
export interface Outcome {
  readonly kind: string;
  readonly truth: Truth;
  readonly verdict: 'relocated' | 'asked' | 'rightly asked' | 'rightly gone' | 'missed' | 'wrong';
  readonly baseline: 'right' | 'wrong';
  readonly where: string;
  readonly located: Located;
  readonly after: EditedProject;
}

export interface EditsOptions {
  readonly count: number;
  readonly seed: number;
  /** Share of edits that are two or three edits in a row. */
  readonly chained?: number;
  /** Links to lines instead of symbols, as a share. */
  readonly lines?: number;
  /** What is done to functions and classes. */
  readonly kinds?: readonly EditKind[];
  /** Only these kinds. */
  readonly only?: (kind: EditKind) => boolean;
}

const sources = new Map<string, { readonly text: string; readonly source: Source }>();

/** Files that an edit left alone are read once. */
function sourceOf(file: string, lines: readonly EditLine[]): Source {
  const text = textOf(lines);
  const known = sources.get(file);
  if (known?.text === text) return known.source;
  const source = readSource(file, text);
  if (known === undefined) sources.set(file, { text, source });
  return source;
}

export function indexOf(project: EditedProject): CodeIndex {
  return new CodeIndex([...project].map(([file, lines]) => sourceOf(file, lines)));
}

/** Every kind in turn, over blocks that are drawn. */
export function* scriptedEdits(files: ReadonlyMap<string, string>, options: EditsOptions): Generator<Outcome> {
  const { count, seed, chained = 0, lines = 0, only = () => true, kinds: chosen = editKinds } = options;
  sources.clear();
  const dice = new Dice(seed);
  const project: EditedProject = new Map([...files].map(([file, text]) => [file, linesOf(text)]));
  const blocks = [...project].flatMap(([file, some]) => blocksOf(file, some)).filter(({ first, end }) => end - first > 1);
  const [symbols, ranges] = [chosen.filter(only), lineKinds.filter(only)];
  const original = indexOf(project);
  for (let made = 0, turn = 0, tries = 0; made < count && tries < count * 40; tries++) {
    const isLines = dice.next() < lines && ranges.length > 0;
    const kinds = isLines ? ranges : symbols;
    const block = chooseBlock(project, blocks, isLines, dice);
    const kind = kinds[turn % Math.max(1, kinds.length)];
    if (block === undefined || kind === undefined) continue;
    const link = linkTo(project, block, original, isLines);
    // A line of a longer statement was drawn: the link is to all of that.
    if (link === undefined || (isLines && link.code.text.length !== block.end - block.first)) continue;
    const start = isLines ? marked(project, { ...block, head: -1 }) : marked(project, block);
    const isChained = kind.truth === 'at' && !unfitForMore.test(kind.name) && dice.next() < chained;
    const after = isChained ? chain(start, block, [kind, ...others(kinds, dice)], isLines, dice) : kind.edit(start, block, dice);
    if (after === undefined) {
      if (tries % 25 === 24) turn += 1;
      continue;
    }
    made += 1;
    turn += 1;
    yield judge({ ...kind, name: isChained ? 'several in a row' : kind.name }, link, block, after);
  }
}

function chooseBlock(project: EditedProject, blocks: readonly Block[], isLines: boolean, dice: Dice): Block | undefined {
  if (!isLines) return dice.one(blocks);
  const block = dice.one(blocks.filter(({ kind }) => kind === 'function'));
  return block === undefined ? undefined : someLines(project.get(block.file) ?? [], block, dice);
}

/** After these nobody could tell which copy somebody means, or the next edit would not find its way. */
const unfitForMore = /tabs|CR LF|half typed|copied|doubled|similar/;

function others(kinds: readonly EditKind[], dice: Dice): readonly EditKind[] {
  const able = kinds.filter(({ truth, name }) => truth === 'at' && !unfitForMore.test(name));
  return Array.from({ length: 1 + dice.below(2) }, () => dice.one(able)).filter((kind) => kind !== undefined);
}

/** Each edit finds the linked code where the one before left it. */
function chain(start: EditedProject, block: Block, kinds: readonly EditKind[], isLines: boolean, dice: Dice): EditedProject | undefined {
  let project = start;
  let at: Block | undefined = block;
  for (const kind of kinds) {
    if (at === undefined) return undefined;
    const next: EditedProject | undefined = kind.edit(project, at, dice);
    if (next === undefined) continue;
    project = next;
    at = blockNow(project, at, isLines);
  }
  return project === start ? undefined : project;
}

function blockNow(project: EditedProject, block: Block, isLines: boolean): Block | undefined {
  const [place, second] = placesOf(project);
  if (place === undefined || second !== undefined) return undefined;
  const [first, last] = [place.lines[0], place.lines.at(-1)];
  if (isLines) {
    if (first === undefined || last === undefined) return undefined;
    const indent = /^ */.exec(project.get(place.file)?.[first]?.text ?? '')?.[0].length ?? 0;
    return { ...block, file: place.file, first, end: last + 1, indent };
  }
  return blocksOf(place.file, project.get(place.file) ?? []).find(({ head }) => head === place.head);
}

function linkTo(project: EditedProject, { file, first, end, head }: Block, index: CodeIndex, isLines: boolean): TraceLink | undefined {
  const source = sourceOf(file, project.get(file) ?? []);
  const range = isLines
    ? { what: 'lines' as const, line: first + 1, endLine: end }
    : { what: 'symbol' as const, line: head + 1, endLine: lastOf(project, file, first, end) };
  try {
    return { address: 'arxiv:1706.03762v7#S3.E1', paper: {}, code: makeAnchor(source, range, index) };
  } catch (error) {
    // Lines of a documentation, which looked like code.
    if (error instanceof PracticumError) return undefined;
    throw error;
  }
}

function lastOf(project: EditedProject, file: string, first: number, end: number): number {
  const lines = project.get(file) ?? [];
  for (let at = end; at > first; at--) if (!/^\s*(?:#.*)?$/.test(lines[at - 1]?.text ?? '')) return at;
  return end;
}

export function judge(kind: Pick<EditKind, 'name' | 'truth'>, link: TraceLink, block: Block, after: EditedProject): Outcome {
  const located = locate(link, indexOf(after));
  const isThere = (place: CodePlace): boolean => placesOf(after).some((truth) => stands(truth, place));
  const baseline = nearestByName(link, block, after);
  return {
    kind: kind.name,
    truth: kind.truth,
    verdict: verdictOf(kind.truth, located, (place) => isThere(place) || isPart(after, place, located, isThere)),
    baseline: (kind.truth === 'gone' || kind.truth === 'ask' ? baseline === undefined : baseline !== undefined && isThere(baseline))
      ? 'right'
      : 'wrong',
    where: `${block.file}::${block.path.join('.')}`,
    located,
    after,
  };
}

function verdictOf(truth: Truth, located: Located, isThere: (place: CodePlace) => boolean): Outcome['verdict'] {
  switch (located.kind) {
    case 'found':
      return (truth === 'at' || truth === 'orAsk') && isThere(located.place) ? 'relocated' : 'wrong';
    case 'unsure':
      return truth === 'at' ? 'asked' : 'rightly asked';
    case 'gone':
      return truth === 'at' ? 'missed' : truth === 'orAsk' ? 'rightly asked' : 'rightly gone';
  }
}

/** Of code that was split, where the other part has the name. */
function isPart(after: EditedProject, place: CodePlace, located: Located, isThere: (place: CodePlace) => boolean): boolean {
  if (located.kind !== 'found' || !located.also.some(isThere)) return false;
  const own = placesOf(after).find(({ file }) => file === place.file)?.lines ?? [];
  const inside = own.filter((line) => place.line <= line + 1 && line + 1 <= place.endLine);
  return inside.length * 3 >= own.length && inside.length * 3 >= (place.endLine - place.line + 1) * 2;
}

function stands(truth: ReturnType<typeof placesOf>[number], place: CodePlace): boolean {
  if (truth.file !== place.file) return false;
  if (place.kind !== 'statements')
    return (
      truth.head !== undefined && place.line <= truth.head + 1 && truth.head + 1 <= place.endLine && place.symbol.at(-1) === truth.name
    );
  const own = new Set(truth.lines.map((line) => line + 1));
  let common = 0;
  for (let line = place.line; line <= place.endLine; line++) if (own.has(line)) common += 1;
  return common > 0 && common * 2 >= own.size && common * 2 >= place.endLine - place.line + 1;
}

/** What an editor without an idea of code would do: the same name in the same file, then anywhere, then the same line. It never asks. */
function nearestByName({ code }: TraceLink, { first, end, head, kind }: Block, after: EditedProject): CodePlace | undefined {
  const lineKind = code.kind === 'statements';
  const sameFile = after.get(code.file);
  if (lineKind) {
    if (sameFile === undefined || sameFile.length <= first) return undefined;
    return { file: code.file, symbol: code.symbol, kind: 'statements', line: first + 1, endLine: end };
  }
  const all = [...after].flatMap(([file, lines]) => blocksOf(file, lines)).filter((one) => one.kind === kind);
  const named = all.filter(({ path }) => path.at(-1) === code.symbol.at(-1));
  const nearest = (some: readonly Block[]): Block | undefined =>
    some.toSorted((a, b) => Math.abs(a.head - head) - Math.abs(b.head - head))[0];
  const found =
    nearest(named.filter(({ file }) => file === code.file)) ?? nearest(named) ?? nearest(all.filter(({ file }) => file === code.file));
  return found === undefined
    ? undefined
    : { file: found.file, symbol: found.path, kind: found.kind, line: found.first + 1, endLine: found.end };
}

export interface Tally {
  readonly edits: number;
  /** Of edits after which the code stands somewhere. */
  readonly there: number;
  readonly relocated: number;
  readonly asked: number;
  readonly missed: number;
  readonly wrong: number;
  readonly baselineRight: number;
  readonly baselineWrong: number;
}

export function tally(outcomes: readonly Outcome[]): Tally {
  const count = (test: (outcome: Outcome) => boolean): number => outcomes.filter(test).length;
  return {
    edits: outcomes.length,
    there: count(({ truth }) => truth === 'at'),
    relocated: count(({ truth, verdict }) => truth === 'at' && verdict === 'relocated'),
    asked: count(({ verdict }) => verdict === 'asked'),
    missed: count(({ verdict }) => verdict === 'missed'),
    wrong: count(({ verdict }) => verdict === 'wrong'),
    baselineRight: count(({ truth, baseline }) => truth === 'at' && baseline === 'right'),
    baselineWrong: count(({ baseline }) => baseline === 'wrong'),
  };
}
