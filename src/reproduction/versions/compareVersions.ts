/**
 * What is different between two versions of a paper, by what its parts say: another number, another place and other numbers of what is referred to
 * change nothing. Pure; a part is called changed only where enough of it is the same, else one is gone and another is new.
 */
import { addressIn, parseAddress } from '../../papers/address.ts';
import { nodeText, type Paper, type PaperNode } from '../../papers/document.ts';
import type { Said, StatedValue, Unfinished } from '../../papers/said/said.ts';
import { reportedCells } from '../cells/reported.ts';
import { shortened } from '../report/shortened.ts';
import type { TraceLink } from '../trace/link.ts';
import { contentOf, likeness, tokensOf } from './content.ts';

export interface Version {
  readonly paper: Paper;
  readonly said: Said;
}

export interface NodeChange {
  readonly state: 'same' | 'moved' | 'changed' | 'new' | 'gone';
  readonly kind: PaperNode['kind'];
  /** Addresses; absent where there is none. */
  readonly before?: string;
  readonly after?: string;
  /** Of what changed: from 0 to 1, how much is the same. */
  readonly likeness?: number;
  /** Short quotes of both sides, of what changed, is new or gone. */
  readonly said?: { readonly before?: string; readonly after?: string };
}

export interface SettingChange {
  readonly name: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** Where the new version says it, else where the old one did. */
  readonly address: string;
}

export interface NumberChange {
  readonly address: string;
  readonly headings: string;
  /** Absent: the cell is new, or gone. */
  readonly before?: string;
  readonly after?: string;
}

export interface TouchedCode {
  readonly file: string;
  readonly symbol: string;
  /** As the link has it. */
  readonly address: string;
  readonly state: 'moved' | 'changed' | 'gone';
  /** Where that part is in the new version. */
  readonly now?: string;
}

export interface VersionDiff {
  readonly before: string;
  readonly after: string;
  readonly nodes: readonly NodeChange[];
  /** None where the values of either version were not worked out. */
  readonly settings: readonly SettingChange[];
  /** What was not worked out of the versions. */
  readonly unfinished?: readonly ({ readonly version: string } & Unfinished)[];
  readonly numbers: readonly NumberChange[];
  /** Code that is linked to what is no longer as or where it was. */
  readonly code: readonly TouchedCode[];
}

interface Part {
  readonly node: PaperNode;
  readonly content: string;
  readonly tokens: readonly string[];
}

interface Pair {
  readonly before: Part;
  readonly after: Part;
  readonly likeness: number;
}

export function compareVersions(before: Version, after: Version, links: readonly TraceLink[] = []): VersionDiff {
  const [old, now] = [partsOf(before.paper), partsOf(after.paper)];
  const pairs = pairsOf(old, now);
  const unfinished = [before, after].flatMap(({ paper, said }) =>
    said.unfinished === undefined ? [] : [{ version: paper.id, ...said.unfinished }],
  );
  const taken = new Set(pairs.map((pair) => pair.before));
  const ofAfter = new Map(pairs.map((pair) => [pair.after, pair]));
  const nodes = [
    ...now.map((part) => changeOf(part, ofAfter.get(part), before.paper.id, after.paper.id)),
    ...old
      .filter((part) => !taken.has(part))
      .map(
        ({ node }): NodeChange => ({
          state: 'gone',
          kind: node.kind,
          before: addressIn(before.paper.id, node.anchor),
          said: { before: quote(node) },
        }),
      ),
  ];
  return {
    before: before.paper.id,
    after: after.paper.id,
    nodes,
    settings: unfinished.some(({ lacks }) => lacks.includes('hyperparameters')) ? [] : settingChanges(before.said, after.said),
    ...(unfinished.length === 0 ? {} : { unfinished }),
    numbers: numberChanges(pairs, after.paper.id),
    code: touchedCode(links, before.paper, nodes),
  };
}

function partsOf(paper: Paper): readonly Part[] {
  return paper.nodes.map((node) => {
    const content = contentOf(node);
    return { node, content, tokens: tokensOf(content) };
  });
}

function changeOf(after: Part, pair: Pair | undefined, oldId: string, newId: string): NodeChange {
  const { node } = after;
  const at = addressIn(newId, node.anchor);
  if (pair === undefined) return { state: 'new', kind: node.kind, after: at, said: { after: quote(node) } };
  const was = { kind: node.kind, before: addressIn(oldId, pair.before.node.anchor), after: at };
  if (pair.before.content === after.content) return { state: pair.before.node.anchor === node.anchor ? 'same' : 'moved', ...was };
  return {
    state: 'changed',
    ...was,
    likeness: Number(pair.likeness.toFixed(3)),
    said: firstDifference(pair.before.node, node),
  };
}

/** Enough for a person to see what changed, and no more of the paper. */
const quoted = 120;

function quote(node: PaperNode): string {
  return shortened(nodeText(node), quoted);
}

function firstDifference(before: PaperNode, after: PaperNode): { readonly before: string; readonly after: string } {
  const [a, b] = [before, after].map((node) => nodeText(node).replaceAll(/\s+/g, ' ').trim()) as [string, string];
  let at = 0;
  while (at < Math.min(a.length, b.length) && a[at] === b[at]) at++;
  const from = Math.max(0, a.lastIndexOf(' ', Math.max(0, at - 30)) + 1);
  const cut = (text: string): string => `${from > 0 ? '…' : ''}${shortened(text.slice(from, from + quoted + 40), quoted)}`;
  return { before: cut(a), after: cut(b) };
}

/** What the same place said before counts as changed from this much on; elsewhere it takes more. */
const leastAlike = { here: 0.4, elsewhere: 0.6 };
/** Beyond this many parts that are left over only those of one section are compared. */
const mostCompared = 250_000;

/** The same words first, at the same place before elsewhere and in their order; then the most alike. */
function pairsOf(old: readonly Part[], now: readonly Part[]): readonly Pair[] {
  const pairs: Pair[] = [];
  const [left, open] = [new Set(old), new Set(now)];
  const take = (before: Part, after: Part, share: number): void => {
    left.delete(before);
    open.delete(after);
    pairs.push({ before, after, likeness: share });
  };
  const keyOf = ({ node, content }: Part): string => `${node.kind}\0${content}`;
  const byAnchor = new Map(old.map((part) => [part.node.anchor, part]));
  for (const part of now) {
    const same = byAnchor.get(part.node.anchor);
    if (same !== undefined && keyOf(same) === keyOf(part)) take(same, part, 1);
  }
  const byKey = Map.groupBy(left, keyOf);
  for (const part of [...open]) {
    const same = byKey.get(keyOf(part))?.shift();
    if (same !== undefined) take(same, part, 1);
  }
  const candidates: Pair[] = [];
  const isMuch = left.size * open.size > mostCompared;
  for (const after of open)
    for (const before of left) {
      if (before.node.kind !== after.node.kind) continue;
      const isHere = before.node.anchor === after.node.anchor;
      if (isMuch && !isHere && before.node.section !== after.node.section) continue;
      const [short, long] = [before.tokens.length, after.tokens.length].toSorted((a, b) => a - b) as [number, number];
      if ((2 * short) / Math.max(1, short + long) < leastAlike.here) continue;
      const share = likeness(before.tokens, after.tokens);
      if (share >= (isHere ? leastAlike.here : leastAlike.elsewhere)) candidates.push({ before, after, likeness: share });
    }
  const rank = (pair: Pair): number => pair.likeness + (pair.before.node.anchor === pair.after.node.anchor ? 0.05 : 0);
  for (const { before, after, likeness: share } of candidates.sort((a, b) => rank(b) - rank(a)))
    if (left.has(before) && open.has(after)) take(before, after, share);
  return pairs;
}

function settingChanges(before: Said, after: Said): readonly SettingChange[] {
  const [old, now] = [before, after].map(({ hyperparameters }) => Map.groupBy(hyperparameters, ({ name }) => name)) as [
    Map<string, StatedValue[]>,
    Map<string, StatedValue[]>,
  ];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((name): SettingChange[] => {
    const [was, is] = [valuesOf(old.get(name)), valuesOf(now.get(name))];
    const [gone, come] = [was.filter((value) => !is.includes(value)), is.filter((value) => !was.includes(value))];
    const place = now.get(name)?.find((one) => come.includes(textOf(one))) ?? now.get(name)?.[0] ?? old.get(name)?.[0];
    return (gone.length === 0 && come.length === 0) || place === undefined
      ? []
      : [{ name, before: gone, after: come, address: place.address }];
  });
}

function valuesOf(stated: readonly StatedValue[] | undefined): readonly string[] {
  return [...new Set((stated ?? []).map(textOf))];
}

function textOf({ value, values }: StatedValue): string {
  return shortened(values === undefined ? String(value) : values.join(', '), 120);
}

function numberChanges(pairs: readonly Pair[], newId: string): readonly NumberChange[] {
  return pairs.flatMap(({ before, after }): NumberChange[] => {
    if (before.node.kind !== 'table' || after.node.kind !== 'table' || before.content === after.content) return [];
    const [old, now] = [before.node, after.node].map(
      (table) => new Map(reportedCells(table).map((cell) => [[...cell.rowPath, '›', ...cell.columnPath].join(' / '), cell.cell.text])),
    ) as [Map<string, string>, Map<string, string>];
    const address = addressIn(newId, after.node.anchor);
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((headings): NumberChange[] => {
      const [was, is] = [old.get(headings), now.get(headings)];
      if (was === is) return [];
      const text = {
        ...(was === undefined ? {} : { before: shortened(was, 80) }),
        ...(is === undefined ? {} : { after: shortened(is, 80) }),
      };
      return [{ address, headings: shortened(headings.replace(' / › / ', ' · ').replace(/^› \/ | \/ ›$/, '')), ...text }];
    });
  });
}

/** A link to a section is touched by whatever stands in it; one to a formula or line within a node, by the node. */
function touchedCode(links: readonly TraceLink[], paper: Paper, nodes: readonly NodeChange[]): readonly TouchedCode[] {
  const changes = new Map(
    nodes.flatMap((change) => (change.before === undefined ? [] : [[parseAddress(change.before).anchor ?? '', change] as const])),
  );
  return links.flatMap((link): TouchedCode[] => {
    const { anchor } = parseAddress(link.address);
    const found = anchor === undefined ? [] : anchorsAt(paper, anchor).flatMap((one) => changes.get(one) ?? []);
    const worst = (['gone', 'changed', 'moved'] as const).find((state) => found.some((change) => change.state === state));
    if (worst === undefined) return [];
    // Of a section something is always left; its code is gone only with all of it.
    const state = worst === 'gone' && !found.every((change) => change.state === 'gone') ? 'changed' : worst;
    const now = found.length === 1 ? found[0]?.after : undefined;
    const { file, symbol } = link.code;
    return [{ file, symbol: symbol.join('.'), address: link.address, state, ...(now === undefined ? {} : { now }) }];
  });
}

function anchorsAt({ nodes, sections }: Paper, anchor: string): readonly string[] {
  const is = (one: { readonly anchor: string; readonly aliases: readonly string[] }): boolean =>
    one.anchor === anchor || one.aliases.includes(anchor);
  const node = nodes.find(
    (one) => is(one) || (one.kind === 'algorithm' && one.lines.some((line) => line.anchor === anchor)) || holdsFormula(one, anchor),
  );
  if (node !== undefined) return [node.anchor];
  const section = sections.find(is);
  if (section === undefined) return [];
  const inside = new Set([section.anchor]);
  for (const one of sections) if (one.parent !== undefined && inside.has(one.parent)) inside.add(one.anchor);
  return nodes.filter((one) => one.section !== undefined && inside.has(one.section)).map((one) => one.anchor);
}

function holdsFormula(node: PaperNode, anchor: string): boolean {
  return (
    (node.kind === 'paragraph' || node.kind === 'footnote') &&
    node.content.some((inline) => inline.kind === 'math' && inline.anchor === anchor)
  );
}
