/** What a paper calls other people's: names beside its own in tables of results, after “baseline”, “as published”, and systems of which it only tells. */
import type { Table } from '../document.ts';
import { gridOf } from './grid.ts';
import {
  acting,
  bracketed,
  common,
  described,
  doing,
  ellipsis,
  everybodys,
  introductions,
  label,
  looksCoined,
  namedBaseline,
  ofSettings,
  own,
  usesOf,
  usualNames,
  usualWords,
  withoutNetwork,
} from './strangerWords.ts';

/** Systems that a paper names and does not train itself. */
export interface Systems {
  /** As one pattern of alternatives. */
  readonly names?: string;
  readonly baselines?: RegExp;
}

/** `title`: with what the paper says of itself first. */
export function strangersIn(title: string, lines: readonly string[], tables: readonly Table[]): RegExp | undefined {
  const text = [title, ...lines].join('\n');
  const found = new Set<string>();
  for (const pattern of introductions)
    for (const match of text.matchAll(pattern))
      for (const one of (match[1] ?? '').replaceAll(/ \([^()]*\)/g, '').split(/, (?:and )?| and | or /))
        if (looksCoined.test(one)) found.add(one.replace(/^the /, ''));
  for (const [, one = ''] of text.matchAll(namedBaseline)) found.add(one);
  for (const [one] of text.matchAll(withoutNetwork)) found.add(one);
  for (const table of tables) for (const one of besideOurs(table)) found.add(one);
  for (const [, one = ''] of text.matchAll(doing))
    if (looksCoined.test(one) && !everybodys.test(one) && !isOfOurs(one, text, tables)) found.add(one);
  const strangers = [...found].filter((one) => one.length > 1 && !common.test(one) && !isOwn(one, title, text));
  if (strangers.length === 0) return undefined;
  return new RegExp(anyOf(strangers), 'gu');
}

/** What was trained on, what we built with it or ran ourselves, and what has a column of its own in a table of settings. */
function isOfOurs(one: string, text: string, tables: readonly Table[]): boolean {
  const name = `${escaped(one)}(?![\\p{L}\\d]|-[\\p{L}\\d])`;
  if (
    new RegExp(
      `\\bon (?:the )?${name}(?! (?:with|baseline))|(?<![\\p{L}\\d-])(?:[Aa]n?|[Oo]ur|[Bb]oth|[Tt]wo|[Tt]hree) (?:[\\p{Ll}-]+ )?${name}(?! baseline)|\\b(?:train|fine-tune|pre-train|tune|run|re-?run|re-?train|implement) (?:[\\p{Ll}-]+ )?${name}|\\bwe call(?:ed)?\\b[^.]{0,40}${name}|(?<![\\p{L}\\d-])${name},? (?:consists of|comprises|is composed of|is built|is our|extends|modifies|which we)\\b`,
      'u',
    ).test(text)
  )
    return true;
  if (
    new RegExp(
      `(?<![\\p{L}\\d-])${name}[^.;]{0,60}\\b(?:re-?)?(?:run|trained|implemented|tuned) (?:with our|by us|in our|ourselves|from scratch)`,
      'u',
    ).test(text)
  )
    return true;
  return tables.some((table) => {
    const { rows, width } = gridOf(table);
    const across = [rows[0]?.slice(1) ?? [], rows.map((row) => row[0])];
    const down = [rows.map((row) => row[0]), rows[0]?.slice(0, width) ?? []];
    return across.some(
      (cells, index) =>
        cells.some((cell) => cell?.text.startsWith(one) === true) &&
        (down[index] ?? []).filter((cell) => cell !== undefined && ofSettings.test(cell.text)).length >= 2,
    );
  });
}

/** The paper proposes it, trains it, or builds on it. */
function isOwn(one: string, title: string, text: string): boolean {
  const quoted = escaped(one);
  // `GraphCast was trained for four weeks on 32 TPUs. We show …`: whose abstract begins so has not told yet what it does itself.
  const [name = '', first = '', ...rest] = title.split('\n');
  const isStart = new RegExp(`^${quoted}(?: ⟦cite⟧)? (?:was|took|used|needed|required|ran)\\b`, 'u').test(first);
  const about = isStart ? [name, ...rest].join('\n') : title;
  if (new RegExp(`(?<![\\p{L}\\d])${quoted}(?![\\p{L}\\d])`, 'u').test(about)) return true;
  return new RegExp(
    `\\b(?:[Oo]urs?(?: (?:model|method|network|system|approach),)?|[Ww]e (?:propose|introduce|present|call (?:it|this|the \\w+)|train|fine-tune|pre-?train|adapt|start from|build on|distil|extend|modify|describe|publish|analyse|analyze|study)|called|named|adaptation of) (?:an? |the |of )?(?:[\\p{Ll}-]+ ){0,2}${quoted}(?![\\p{L}\\d])`,
    'u',
  ).test(text);
}

/** Where a row or a column is called ours, those beside it are not; elsewhere rows with a citation are not. */
function besideOurs(table: Table): string[] {
  const { rows, width } = gridOf(table);
  const down = Array.from({ length: Math.min(width, 2) }, (_, column) => rows.slice(1).map((row) => row[column]));
  const across = rows.slice(0, 2).map((row) => row.slice(1));
  return [...down.map((cells) => ({ cells, isAcross: false })), ...across.map((cells) => ({ cells, isAcross: true }))].flatMap(
    ({ cells, isAcross }) => {
      const mine = cells.flatMap((cell) => (cell !== undefined && own.test(cell.text) ? [cell.text] : []));
      const hasCited = cells.some((one) => one?.isCited === true);
      return cells.flatMap((cell) => {
        if (cell === undefined || own.test(cell.text)) return [];
        // Beside a cited one, a name of its own in brackets (`recurrent network (GRU-D)`) is somebody's as well.
        const coined = !isAcross && hasCited ? bracketed.exec(cell.text)?.[1] : undefined;
        if (mine.length === 0 && (isAcross || !cell.isCited)) return coined === undefined ? [] : [coined];
        const called = label.exec(cell.text)?.[1] ?? (cell.isCited ? described.exec(cell.text)?.[0] : undefined);
        return called === undefined || mine.some((text) => text.includes(called)) ? [] : [called];
      });
    },
  );
}

/** A table or caption of settings, whose rows or columns are what is trained. */
export function givesSettings(text: string): boolean {
  const named = text.matchAll(
    /\b(?:learning rate|batch|optimi[sz]er|epochs|hidden|layers|dropout|weight decay|temperature|rank|hyper-?parameters|settings)/gi,
  );
  return new Set([...named].map(([name]) => name.toLowerCase())).size >= 2 || /\bhyper-?parameters|\bsettings\b/i.test(text);
}

/** `lines`: its sentences; `labels`: headings, captions and cells of tables that give settings. */
export function systemsIn(title: string, lines: readonly string[], labels: readonly string[]): Systems {
  const text = [title, ...lines].join('\n');
  const found = new Set<string>();
  for (const pattern of [acting, ellipsis])
    for (const [, name = ''] of text.matchAll(pattern))
      if (looksCoined.test(name) && !usualWords.test(name) && !usualNames.test(name)) found.add(name);
  const strangers = [...found].filter((name) => !isUsedHere(name, title, text, labels));
  if (strangers.length === 0) return {};
  return { names: anyOf(strangers) };
}

function isUsedHere(name: string, title: string, text: string, labels: readonly string[]): boolean {
  const quoted = `(?<![\\p{L}\\d-])${escaped(name)}(?![\\p{L}\\d]|-\\p{L})`;
  if (new RegExp(quoted, 'u').test(title) || labels.some((label) => new RegExp(quoted, 'u').test(label))) return true;
  return usesOf(quoted).some((pattern) => new RegExp(pattern, 'u').test(text));
}

/** Whole names, the longest first. */
function anyOf(names: readonly string[]): string {
  const longest = [...names].sort((a, b) => b.length - a.length).map(escaped);
  return `(?<![\\p{L}\\d-])(?:${longest.join('|')})(?![\\p{L}\\d]|-\\p{L})`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
