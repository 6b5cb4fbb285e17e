import { type Base, endNear, lineAt, textsOf, toPieces, toRaw } from './editBase.ts';
import { type Candidate, EditRefused } from './editRefused.ts';
import { inLfSpace, splitLines } from './lines.ts';
import { findLoose, type LooseMatch, looseKey, type MatchKind, matchKind, type Shift, shiftLine } from './looseMatch.ts';
import { mergeLines, type OwnPiece } from './mergeLines.ts';
import { nearestPlaces } from './nearest.ts';
import { findPlaceholder } from './placeholders.ts';

/** From one edit to the places of the base text that it changes: exact and unique first, then the one narrow fall-back, else a refusal. */

/** Where `new` goes: in the place of `old`, or directly behind or before it, which then stays as it is. */
export type EditPlace = 'replace' | 'after' | 'before';

export interface Edit {
  readonly old: string;
  readonly new: string;
  /** `replace` unless given. */
  readonly where?: EditPlace | undefined;
  /** Every place where `old` stands, not just one. */
  readonly all?: boolean | undefined;
}

/** A replacement in the base text, in its own offsets. */
export interface Replacement {
  readonly edit: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly match: MatchKind;
  readonly note: string | undefined;
}

/** Which of how many edits this is. */
export interface Position {
  readonly index: number;
  readonly count: number;
}

type Refuse = (
  code: EditRefused['code'],
  message: string,
  hint: string,
  found?: ConstructorParameters<typeof EditRefused>[3],
) => EditRefused;

/** Throws EditRefused. */
export function locateEdit(base: Base, edit: Edit, position: Position): readonly Replacement[] {
  const which = position.count === 1 ? '' : `Edit ${position.index + 1} of ${position.count}: `;
  const refuse: Refuse = (code, message, hint, found) =>
    new EditRefused(code, which + message, position.count === 1 ? hint : `${hint} None of the edits was applied.`, found);
  const [old, wanted] = [inLfSpace(edit.old), inLfSpace(edit.new)];
  refuseUseless(base, edit, old, wanted, refuse);

  const places = edit.all === true ? placesApart(base.lf, old) : placesAnywhere(base.lf, old);
  if (places.length > 1 && edit.all !== true) throw notUnique(refuse, places, base.lfStarts);
  if (places.length > 0) return places.map((at) => exactReplacement(base, at, edit, position.index));

  const loose = looseReplacements(base, edit, position.index);
  if (loose === 'shift-does-not-fit') {
    throw refuse(
      'edit-not-found',
      'old stands in the file only at another indentation, and new has lines that cannot be shifted alike.',
      'Read the place again and copy its indentation into old and new.',
      { candidates: nearestPlaces(textsOf(base), old.split('\n')) },
    );
  }
  // Also with `all`: what was not found exactly is changed in one place at most.
  if (loose.length > 1) {
    const starts = loose.map(({ start }) => start);
    throw notUnique(refuse, starts, base.rawStarts);
  }
  if (loose.length === 1) return loose;
  throw notFound(base, old, wanted, refuse);
}

/** Refuses what can be told from the edit alone. */
function refuseUseless(base: Base, { where = 'replace', all }: Edit, old: string, wanted: string, refuse: Refuse): void {
  if (old === '' && base.raw !== '') {
    // An empty text stands before every character and at the end.
    throw refuse(
      all === true ? 'edit-empty' : 'edit-not-unique',
      'old is empty.',
      'Give the text to replace; to insert, give a neighbouring line and set where to after or before.',
      { places: base.lf.length + 1 },
    );
  }
  if (where === 'replace' && old === wanted)
    throw refuse('edit-no-change', 'old and new are the same text.', 'Give the changed text in new, or go on with the next step.');
  if (where !== 'replace' && wanted === '')
    throw refuse('edit-no-change', 'new is empty, so nothing is inserted.', 'Give the text to insert.');
  const placeholder = findPlaceholder(wanted, old);
  if (placeholder !== undefined) {
    throw refuse(
      'edit-placeholder',
      `new leaves code out: “${placeholder}” would be written into the file in its place.`,
      'Write new in full, or choose a smaller old that holds only the lines to change.',
    );
  }
}

function exactReplacement(base: Base, lfStart: number, { old: given, new: wanted, where = 'replace' }: Edit, edit: number): Replacement {
  const old = inLfSpace(given);
  const start = toRaw(base, lfStart);
  const end = toRaw(base, lfStart + old.length);
  const found = { edit, match: 'exact', note: undefined } as const;
  if (where !== 'replace') return { ...found, ...insertion(base, where, start, end, inLfSpace(wanted).split('\n')) };
  const pieces = toPieces(splitLines(base.raw.slice(start, end)));
  // What is added after the last piece ends as the line does in which the place ends.
  const own = pieces.map((piece, i) => (i === pieces.length - 1 ? { ...piece, end: endNear(base, end) } : piece));
  return { ...found, start, end, text: mergeLines(own, old.split('\n'), inLfSpace(wanted).split('\n'), endNear(base, start)) };
}

/** A text put beside a place, which keeps every byte. */
function insertion(
  base: Base,
  where: 'after' | 'before',
  start: number,
  end: number,
  lines: readonly string[],
): Pick<Replacement, 'start' | 'end' | 'text'> {
  const at = where === 'after' ? end : start;
  // Behind a line's end, its neighbour is the line that ended.
  const text = lines.join(endNear(base, where === 'after' && end > start ? end - 1 : at));
  return { start: at, end: at, text };
}

function looseReplacements(base: Base, edit: Edit, index: number): readonly Replacement[] | 'shift-does-not-fit' {
  const old = inLfSpace(edit.old);
  const endsLine = old.endsWith('\n');
  const searched = (endsLine ? old.slice(0, -1) : old).split('\n');
  // Blank lines look like any other blank lines.
  if (searched.every((line) => looseKey(line).trim() === '')) return [];
  const keys = base.lines.map((line) => looseKey(line.text));
  const found = findLoose(keys, searched).map((match) => looseReplacement(base, edit, { index, searched, endsLine, match }));
  const replacements = found.filter((replacement) => replacement !== undefined);
  return replacements.length < found.length ? 'shift-does-not-fit' : replacements;
}

interface LooseFound {
  readonly index: number;
  readonly searched: readonly string[];
  /** `old` ended with a line end, which is not among the searched lines. */
  readonly endsLine: boolean;
  readonly match: LooseMatch;
}

/** undefined: `new` cannot be shifted as the place is. */
function looseReplacement(base: Base, edit: Edit, { index, searched, endsLine, match }: LooseFound): Replacement | undefined {
  const { at, shift } = match;
  const { where = 'replace' } = edit;
  const wanted = inLfSpace(edit.new);
  const own = base.lines.slice(at, at + searched.length);
  // The last line of the file may lack the newline that `old` has: then it goes on lacking it.
  const takesEnd = endsLine && own.at(-1)?.end !== '';
  const wantedLines = (endsLine && !takesEnd && wanted.endsWith('\n') ? wanted.slice(0, -1) : wanted).split('\n');
  const fitted = atPlace(searched, wantedLines, own[0]?.text ?? '', shift);
  if (fitted === undefined) return undefined;

  const start = base.rawStarts[at] ?? 0;
  const afterLast = base.rawStarts[at + searched.length] ?? base.raw.length;
  const end = takesEnd ? afterLast : afterLast - (own.at(-1)?.end.length ?? 0);
  const found = { edit: index, ...describeLoose(own, searched, shift) };
  if (where !== 'replace') return { ...found, ...insertion(base, where, start, end, fitted.wanted) };
  const pieces: readonly OwnPiece[] = takesEnd ? [...own, { text: '', end: '' }] : own;
  const text = mergeLines(pieces, takesEnd ? [...fitted.searched, ''] : fitted.searched, fitted.wanted, endNear(base, start));
  return { ...found, start, end, text };
}

interface Fitted {
  readonly searched: readonly string[];
  readonly wanted: readonly string[];
}

/** Both texts at the indentation of the place. */
function atPlace(searched: readonly string[], wanted: readonly string[], place: string, shift: Shift | undefined): Fitted | undefined {
  if (shift === undefined) return { searched, wanted };
  const shifted = { searched: shiftAll(searched, shift), wanted: shiftAll(wanted, shift) };
  if (shifted.searched === undefined) return undefined;
  // One line that stands already where the place does has nothing to be shifted by.
  const isInPlace = searched.length === 1 && wanted.length === 1 && indentOf(wanted[0]) === indentOf(place);
  if (isInPlace) return { searched: shifted.searched, wanted };
  return shifted.wanted === undefined ? undefined : { searched: shifted.searched, wanted: shifted.wanted };
}

function indentOf(line = ''): string {
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function shiftAll(lines: readonly string[], shift: Shift): readonly string[] | undefined {
  const shifted = lines.map((line) => shiftLine(line, shift));
  return shifted.every((line) => line !== undefined) ? shifted : undefined;
}

function describeLoose(
  own: readonly OwnPiece[],
  searched: readonly string[],
  shift: Shift | undefined,
): Pick<Replacement, 'match' | 'note'> {
  const match = matchKind(
    own.map(({ text }) => text),
    searched,
  );
  if (shift === undefined) return { match, note: 'matched ignoring trailing blanks and look-alike characters' };
  const unit = shift.indent.includes('\t') ? 'blanks' : 'spaces';
  return { match, note: `matched ${shift.indent.length} ${unit} further ${shift.direction}; new stands at the file's indentation` };
}

function notUnique(refuse: Refuse, places: readonly number[], starts: readonly number[]): EditRefused {
  const lines = places.map((at) => lineAt(starts, at));
  const shown = lines.slice(0, 8).join(', ') + (lines.length > 8 ? ', …' : '');
  return refuse(
    'edit-not-unique',
    `old stands in ${lines.length} places (lines ${shown}).`,
    'Add neighbouring lines to old until it is unique, or set all to change every place.',
    { places: lines.length },
  );
}

function notFound(base: Base, old: string, wanted: string, refuse: Refuse): EditRefused {
  const candidates = nearestPlaces(textsOf(base), old.split('\n'));
  const isAlreadyThere = wanted.trim().length >= 8 && base.lf.includes(wanted);
  const already = isAlreadyThere ? ` new stands there already, at line ${lineAt(base.lfStarts, base.lf.indexOf(wanted))}.` : '';
  return refuse(
    'edit-not-found',
    `old does not stand in the file.${already}${describeCandidates(candidates, old)}`,
    isAlreadyThere
      ? 'The edit may have been made before: look at that place first.'
      : 'Copy old from the file as it is now (read_file), without line numbers. All edits of a call are matched against the file as it was before the call.',
    { candidates, isAlreadyThere },
  );
}

function describeCandidates(candidates: readonly Candidate[], old: string): string {
  if (candidates.length === 0) return '';
  const searched = old.split('\n').filter((line) => line.trim() !== '');
  const shown = candidates.map(({ firstLine, lines }, rank) => {
    const most = rank === 0 ? 12 : 4;
    const rows = lines.slice(0, most).map((line, i) => `${String(firstLine + i).padStart(5)}\t${line.slice(0, 160)}`);
    return [...rows, ...(lines.length > most ? [`      … to line ${firstLine + lines.length - 1}`] : [])].join('\n');
  });
  const best = candidates[0];
  const at = best?.lines.findIndex((line, i) => line !== searched[i]) ?? -1;
  const differs =
    best !== undefined && searched.length === best.lines.length && at >= 0
      ? `\nFirst difference, line ${best.firstLine + at}: the file has ${JSON.stringify(best.lines[at]?.slice(0, 160))}, old has ${JSON.stringify(searched[at]?.slice(0, 160))}.`
      : '';
  return `\nNearest:\n${shown.join('\n      ----\n')}${differs}`;
}

/** All places, also those that overlap: `aa` stands twice in `aaa`, so it is not unique there. */
function placesAnywhere(text: string, wanted: string): readonly number[] {
  return places(text, wanted, 1);
}

function placesApart(text: string, wanted: string): readonly number[] {
  return places(text, wanted, wanted.length);
}

function places(text: string, wanted: string, step: number): readonly number[] {
  if (wanted === '') return [0];
  const found: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + step)) found.push(at);
  return found;
}
