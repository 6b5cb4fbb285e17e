/** A paper as what can say something: sentences with their address, where they stand, and under which headings. */

import type { Inline, Paper, PaperNode, Table } from '../document.ts';
import { givenIn } from './equations.ts';
import { gridOf } from './grid.ts';
import { type Line, linear } from './linear.ts';
import { settingNamed } from './mentions.ts';
import { answered, askedIn } from './questions.ts';
import { givesSettings, type Systems, strangersIn, systemsIn } from './strangers.ts';
import { baselineOf, goesOnWithOthers, notOurs, type Others, type Span } from './whose.ts';
import { isBackground, isOfOthers, isOfTrials } from './whoseHeadings.ts';

export interface Passage {
  readonly anchor: string;
  readonly place: 'text' | 'footnote' | 'caption' | 'algorithm' | 'table';
  /** From the outermost to the innermost heading, the paragraph's own at the end. */
  readonly headings: readonly string[];
  readonly line: Line;
  /** Where it speaks of somebody else’s work, or of what was given up. */
  readonly others: readonly Span[];
  /** Its last heading is what the item of a list is called. */
  readonly isItem?: true;
  /** The paper’s own baseline of which alone it speaks. */
  readonly baseline?: string;
  /** What stands before it in its paragraph. */
  readonly previous?: string;
}

export interface TablePassage {
  readonly table: Table;
  readonly headings: readonly string[];
}

/** Code that stands by itself or within a sentence. */
export interface CodePassage {
  readonly anchor: string;
  readonly headings: readonly string[];
  readonly text: string;
}

/** A formula with a line of its own. */
export interface Display {
  readonly anchor: string;
  readonly place: 'text';
  readonly headings: readonly string[];
  readonly tex: string;
  /** What leads to it. */
  readonly before?: Passage;
}

export interface Passages {
  readonly sentences: readonly Passage[];
  readonly displays: readonly Display[];
  readonly tables: readonly TablePassage[];
  readonly codes: readonly CodePassage[];
}

export function passagesOf(paper: Paper): Passages {
  const headings = headingsOf(paper);
  const sentences: Omit<Passage, 'others'>[] = [];
  const tables: TablePassage[] = [];
  const codes: (CodePassage & { readonly behind: number })[] = [];
  const displays: { readonly display: Omit<Display, 'before'>; readonly behind: number }[] = [];
  const beside = besideEachOther(paper);
  let section: string | undefined;
  for (const node of paper.nodes) {
    const above = node.section === undefined ? [] : (headings.get(node.section) ?? []);
    if (node.kind === 'table') tables.push({ table: node, headings: above });
    if (node.kind === 'listing') codes.push({ anchor: node.anchor, headings: above, text: node.text, behind: sentences.length - 1 });
    if (node.kind === 'equation') {
      const line = givenIn(node.tex);
      // What opens a section goes on with nothing.
      const before = section === node.section ? sentences.at(-1) : undefined;
      const under = before?.place === 'text' ? before.headings : above;
      if (node.tex !== null)
        displays.push({
          display: { anchor: node.anchor, place: 'text', headings: under, tex: node.tex },
          behind: before === undefined ? -1 : sentences.length - 1,
        });
      if (line !== undefined)
        sentences.push({
          anchor: node.anchor,
          place: 'text',
          headings: under,
          line,
          ...(before === undefined ? {} : { previous: before.line.text }),
        });
    }
    // What an algorithm is called says more than the section beside which it happens to be printed.
    // A paragraph that goes on behind a display stands under the words it opened with.
    const last = sentences.at(-1);
    const opened = /^(.*\bp\d+)\.\d+$/.exec(node.anchor)?.[1];
    const goesOn = opened !== undefined && last?.place === 'text' && (last.anchor === opened || last.anchor.startsWith(`${opened}.`));
    const under =
      node.kind === 'algorithm' && node.caption.length > 0
        ? [...above, linear(node.caption).text]
        : node.kind === 'paragraph' && goesOn
          ? last.headings
          : node.kind === 'paragraph' && /\p{L}{3}/u.test(node.item?.mark ?? '')
            ? [...above, (node.item?.mark ?? '').replace(/[.:]\s*$/, '')]
            : node.kind === 'paragraph' && node.item !== undefined
              ? [...above, ...labelOf(linear(node.content).text)]
              : above;
    const isItem = node.kind === 'paragraph' && node.item !== undefined && under.length > above.length && under !== last?.headings;
    for (const piece of said(node))
      if (piece.content.length > 0)
        sentences.push(
          ...sentencesOf({ ...piece, headings: under }, beside.has(node.section)).map((sentence) =>
            isItem ? { ...sentence, isItem } : sentence,
          ),
        );
    section = node.section;
  }
  const others = othersIn(paper.title, sentences, tables);
  const judged: Passage[] = [];
  for (const sentence of sentences) {
    const { text } = sentence.line;
    const before = judged.at(-1);
    const goesOn = before?.anchor === sentence.anchor && goesOnWithOthers(text, { text: before.line.text, others: before.others });
    const baseline = baselineOf(text, sentence.headings, before?.anchor === sentence.anchor ? before.baseline : undefined);
    judged.push({
      ...sentence,
      ...(baseline === undefined ? {} : { baseline }),
      others: goesOn ? [[0, text.length, 'others']] : notOurs(text, sentence.headings, others),
    });
  }
  return {
    sentences: judged,
    displays: displays.map(({ display, behind }) => {
      const before = judged[behind];
      return { ...display, ...(before === undefined ? {} : { before }) };
    }),
    tables,
    codes: [...codes.filter((code) => isOwn(code, judged, code.behind)), ...codesWithin(paper, judged)],
  };
}

/** Code that shows how something is used, not what was run. */
const ofUsage =
  /\b(?:minimal|usage|short|typical|toy|hypothetical) (?:working )?(?:examples?|snippets?|programs?|sessions?|scripts?)\b|\bexamples? (?:of (?:use|usage)|use|usage|session|call)\b|\bAPI\b|\busers? (?:can |may |only |simply )?(?:writes?|calls?|types?)\b/i;

/** `Smith et al. train with:` ahead of it, or its caption, may say that it is another's. */
function isOwn({ anchor, headings }: CodePassage, judged: readonly Passage[], behind: number): boolean {
  const lead = judged[behind];
  const caption = judged.filter((one) => one.anchor === anchor);
  return !(
    isOfOthers(headings) ||
    isOfTrials(headings) ||
    headings.some((heading) => /\b(?:related|prior|previous) work\b|\bbackground\b/i.test(heading)) ||
    caption.some(({ line, others }) => others.length > 0 || /\b(?:original|official|released|upstream|published)\b/i.test(line.text)) ||
    [...headings, ...caption.map(({ line }) => line.text)].some((text) => ofUsage.test(text)) ||
    (lead !== undefined && /:\s*$/.test(lead.line.text) && (lead.others.length > 0 || ofUsage.test(lead.line.text)))
  );
}

/** Words of a paragraph that are set as code, where they speak of the paper's own. */
function codesWithin({ nodes }: Paper, judged: readonly Passage[]): CodePassage[] {
  return nodes.flatMap((node) =>
    (node.kind === 'paragraph' || node.kind === 'footnote' ? node.content : []).flatMap((inline): CodePassage[] => {
      if (inline.kind !== 'text' || inline.style !== 'code' || !/[=:\s]/.test(inline.text)) return [];
      const start = linear([inline]).text.slice(0, 24);
      const around = judged.find(({ anchor, line }) => anchor === node.anchor && line.text.includes(start));
      return around === undefined || around.others.length > 0
        ? []
        : [{ anchor: node.anchor, headings: around.headings, text: inline.text }];
    }),
  );
}

function othersIn(title: string, sentences: readonly Omit<Passage, 'others'>[], tables: readonly TablePassage[]): Others {
  const names = strangersIn(
    [title, ...sentences.flatMap(({ line, headings }) => (/^abstract$/i.test(headings.at(-1) ?? '') ? [line.text] : []))].join('\n'),
    sentences.map(({ line }) => line.text),
    tables.map(({ table }) => table),
  );
  return {
    ...systemsOf(title, sentences, tables),
    ...(names === undefined ? {} : { baselines: names }),
    areApart: sentences.some(
      ({ line, headings }) =>
        !isOfOthers(headings) && !isBackground(headings) && /\blearning[- ]rate|\bstep[- ]size|\boptimi[sz]er|\bepochs\b/i.test(line.text),
    ),
  };
}

function systemsOf(title: string, sentences: readonly Omit<Passage, 'others'>[], tables: readonly TablePassage[]): Systems {
  return systemsIn(
    [title, ...sentences.flatMap(({ line, headings }) => (/^abstract$/i.test(headings.at(-1) ?? '') ? [line.text] : []))].join('\n'),
    sentences.map(({ line }) => line.text),
    [
      ...new Set(sentences.flatMap(({ headings }) => headings)),
      ...tables
        .map(({ table }) =>
          [
            linear(table.caption).text,
            ...gridOf(table)
              .rows.flat()
              .map((cell) => cell?.text ?? ''),
          ].join('\n'),
        )
        .filter(givesSettings),
    ],
  );
}

interface Piece {
  readonly anchor: string;
  readonly place: Passage['place'];
  readonly content: readonly Inline[];
}

function said(node: PaperNode): readonly Piece[] {
  const { anchor } = node;
  switch (node.kind) {
    case 'paragraph':
      return [{ anchor, place: 'text', content: node.content }];
    case 'footnote':
      return [{ anchor, place: 'footnote', content: node.content }];
    case 'table':
    case 'figure':
    case 'listing':
      return [{ anchor, place: 'caption', content: node.caption }];
    case 'algorithm':
      return [
        { anchor, place: 'caption', content: node.caption },
        ...node.lines.map((line): Piece => ({ anchor: line.anchor, place: 'algorithm', content: line.content })),
      ];
    case 'equation':
      return [];
  }
}

function headingsOf({ sections }: Paper): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  for (const { anchor, parent, title } of sections)
    found.set(anchor, [...(parent === undefined ? [] : (found.get(parent) ?? [])), title.replace(/[.:]\s*$/, '')]);
  return found;
}

/** `Teacher: Adam, …; 300k updates. Eight A100.`: what an item of a list opens with holds for all of it. */
function labelOf(item: string): readonly string[] {
  const label = /^\s*(\p{Lu}[\p{L}\d-]*(?: [\p{L}\d-]+){0,2}): (?=.*[.;,] )/u.exec(item)?.[1];
  return label === undefined ? [] : [/^\p{Lu}\p{Ll}+$/u.test(label) ? label.toLowerCase() : label];
}

interface RunIn {
  readonly title: string;
  /** In the line of the paragraph. */
  readonly at: number;
}

/** Sections in which two paragraphs or more open with set-off words: `*Pre-training* for 60 epochs …`, `*Episodic training* for …`. */
function besideEachOther({ nodes }: Paper): ReadonlySet<string | undefined> {
  const openings = new Map<string | undefined, Set<string>>();
  for (const node of nodes)
    if (node.kind === 'paragraph')
      for (const { title, isMarked } of runIns(node.content, true))
        if (!isMarked) openings.set(node.section, (openings.get(node.section) ?? new Set()).add(title));
  return new Set([...openings].flatMap(([section, titles]) => (titles.size >= 2 ? [section] : [])));
}

/**
 * `**Data.** We use …`: bold words at the start of a paragraph, or of a sentence in it, are a heading. `areUnmarked`: also those without a
 * full stop or colon behind them.
 */
function runIns(content: readonly Inline[], areUnmarked: boolean): (RunIn & { readonly isMarked: boolean })[] {
  if (!content.some(isSetOff)) return [];
  const found: (RunIn & { readonly isMarked: boolean })[] = [];
  let end = 0;
  let isOpen = true;
  content.forEach((inline, index) => {
    const [at, opens] = [end, isOpen];
    const { text } = linear([inline]);
    const words = text.trimEnd();
    end += text.length;
    isOpen = (words === '' ? opens : /[.!?:]$/.test(words.slice(-1))) || text.slice(words.length).includes('\n');
    if (!opens || !isSetOff(inline) || inline.text.length > 60) return;
    const next = content[index + 1];
    const isMarked = /[.:]\s*$/.test(inline.text) || (next?.kind === 'text' && /^[.:]\s/.test(next.text));
    const title = inline.text.replace(/[.:]\s*$/, '').trim();
    if (isMarked || (areUnmarked && /^\p{Lu}[\p{L}\d-]*(?: [\p{L}\d-]+){0,3}$/u.test(title))) found.push({ title, at, isMarked });
  });
  return found;
}

function isSetOff(inline: Inline): inline is Extract<Inline, { kind: 'text' }> {
  return inline.kind === 'text' && (inline.style === 'strong' || inline.style === 'emphasis');
}

function sentencesOf(
  { anchor, place, headings, content }: Piece & { readonly headings: readonly string[] },
  areUnmarked: boolean,
): Omit<Passage, 'others'>[] {
  const marks = runIns(content, areUnmarked);
  const line = place === 'algorithm' ? withComment(withGiven(linear(content))) : linear(content);
  const places = splitAt(line.text);
  return places.map(([start, end], index): Omit<Passage, 'others'> => {
    const before = places[index - 1];
    const mark = marks.findLast(({ at }) => at <= start + 1);
    const question = before === undefined ? headings.at(-1) : line.text.slice(...before);
    const asked = question?.includes('?') === true ? askedIn(question) : undefined;
    const own = part(line, start, end);
    return {
      anchor,
      place,
      headings: mark === undefined ? headings : [...headings, mark.title],
      line: asked === undefined ? own : answered(own, asked),
      ...(before === undefined ? {} : { previous: line.text.slice(0, before[1]) }),
    };
  });
}

/** `η ← 0.05` gives a value as `η = 0.05` does. */
function withGiven(line: Line): Line {
  return { ...line, text: line.text.replaceAll(/(?<=[\p{L}\d] ?)(?:←|:=)(?= ?\d)/gu, (sign) => '='.padStart(sign.length)) };
}

/** `if w = 20 {patience}`: a comment that is the name of a setting says what the number before it is. */
function withComment(line: Line): Line {
  const match = /(?<![\p{L}\d])([\p{L}][\p{L}\d_]{0,8} ?(?:=|≥|>|==) ?)([\d.e-]+)(\s*)[{▷]\s*([\p{L} -]{3,30}?)\s*(?:\}|$)/u.exec(
    line.text,
  );
  if (match === null || settingNamed(match[4] ?? '', new Map()) === undefined) return line;
  const [whole, sign = '', number = '', gap = '', comment = ''] = match;
  const at = match.index;
  const named = at + whole.indexOf(comment, sign.length + number.length + gap.length);
  return joined(line, [
    [0, at],
    [named, named + comment.length],
    [at + sign.length - 1, at + sign.length + number.length],
    [at + whole.length, line.text.length],
  ]);
}

/** Pieces of a line one after the other, a space between two. */
function joined({ text, original, origins }: Line, pieces: readonly (readonly [start: number, end: number])[]): Line {
  let own = '';
  const places: number[] = [];
  for (const [start, end] of pieces) {
    if (own !== '' && !own.endsWith(' ')) {
      own += ' ';
      places.push(origins[start] ?? 0);
    }
    own += text.slice(start, end);
    places.push(...origins.slice(start, end));
  }
  return { text: own, original, origins: [...places, original.length] };
}

function part({ text, original, origins }: Line, start: number, end: number): Line {
  return { text: text.slice(start, end), original, origins: origins.slice(start, end + 1) };
}

const abbreviation =
  /(?:\b(?:e\.g|i\.e|et al|cf|resp|approx|fig|figs|tab|eq|eqs|sec|ref|refs|vs|no|nos|max|min|avg|std|dim|acc|incl|ca|w\.r\.t|s\.d|viz|etc|St|Dr|al)|\b[A-Z])\.$/i;

/** Of what a number may follow. */
const item =
  /\b(?:mom|lr|wd|bs|ep|it|iter|coeff?|len|seq|ch|chan|opt|grad|emb|embed|proj|disc|ent|vf|val|temp|param|init|hid|dist|mult|pat|smooth|clip|sched|thr|prob|dim|size|reg|disp|tot|exp)\.$/i;
/** Where sentences start and end. A full stop within a number, an abbreviation or before a small letter ends none. */
export function splitAt(text: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  let start = 0;
  for (const match of text.matchAll(/[.!?]['")\]]*(?:⟦cite⟧)?\s+(?=\S)|\n\n/g)) {
    const end = match.index + match[0].length;
    const rest = text.slice(end);
    const isAbbreviation =
      abbreviation.test(text.slice(start, match.index + 1)) &&
      // `Phase I.` and `0.14 D.` end a sentence.
      !/(?:\d\s|\b(?:[Pp]hase|[Ss]tage|[Ss]tep|[Pp]art|[Ss]etting|[Vv]ariant|[Mm]odel|[Mm]ethod|[Gg]roup|[Ss]et|[Aa]ppendix) )[A-Z]\.$/.test(
        text.slice(start, match.index + 1),
      ) &&
      !(
        /(?:[A-Z]|\bal)\.$/.test(text.slice(0, match.index + 1)) &&
        /^(?:We|The|Our|All|In|For|It|This|Each|Both|They|Here|Bag|Every)\b/.test(rest)
      );
    // `mom. 0.9`, `ent. coef. 0.01`: of notes.
    const isItem = item.test(text.slice(start, match.index + 1)) && /^[\d.=]/.test(rest);
    // `nnU-Net is given …`: a name.
    if (isAbbreviation || isItem || /^[a-z](?![a-z]{0,6}(?:[A-Z]|-[A-Z]))/.test(rest)) continue;
    found.push([start, end]);
    start = end;
  }
  if (text.slice(start).trim() !== '') found.push([start, text.length]);
  return found;
}
