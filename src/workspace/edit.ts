import { type Candidate, EditRefused } from './editRefused.ts';
import { inLfSpace, type Line, type LineEnd, splitLines, usualLineEnd } from './lines.ts';
import { findLoose, isDistinctive, looseKey, type Shift, shiftLine } from './looseMatch.ts';
import { mergeLines, type OwnPiece } from './mergeLines.ts';
import { nearestPlaces } from './nearest.ts';
import { findPlaceholder } from './placeholders.ts';

/**
 * The edit engine: replaces texts that are found in exactly one place, all of them or none, each matched against the same base. What lies
 * outside a matched place never changes, and inside it unchanged lines keep their bytes. It refuses rather than guesses.
 */

export interface Edit {
  readonly old: string;
  readonly new: string;
  /** Every place where `old` stands, not just one. */
  readonly all?: boolean | undefined;
}

/** Where an edit came to stand, in lines of the new text counted from 1. */
export interface EditedSpan {
  readonly edit: number;
  readonly firstLine: number;
  readonly lastLine: number;
  /** Said to the model when the match was not exact. */
  readonly note: string | undefined;
}

export interface EditedText {
  readonly text: string;
  readonly spans: readonly EditedSpan[];
}

/** A replacement in the base text, in its own offsets. */
interface Replacement {
  readonly edit: number;
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly note: string | undefined;
}

/** Throws EditRefused. */
export function applyEdits(text: string, edits: readonly Edit[]): EditedText {
  if (edits.length === 0) throw new EditRefused('edit-empty', 'There is no edit to apply.', 'Give at least one edit with old and new.');
  const base = indexBase(text);
  const replacements = edits
    .flatMap((edit, index) => locate(base, edit, { index, count: edits.length }))
    .sort((a, b) => a.start - b.start || a.end - b.end);
  refuseOverlap(base, replacements);
  const edited = assemble(text, replacements);
  if (edited.text === text) {
    throw new EditRefused('edit-no-change', 'The edit changes nothing: the file has this text already.', 'Go on with the next step.', {
      isAlreadyThere: true,
    });
  }
  return edited;
}

/** The whole text replaced, keeping the line ends that the file has. */
export function replaceWhole(text: string, wanted: string): string {
  const lines = splitLines(text);
  const pieces = toPieces(lines);
  return mergeLines(
    pieces,
    pieces.map((piece) => piece.text),
    inLfSpace(wanted).split('\n'),
    usualLineEnd(lines),
  );
}

interface Base {
  readonly raw: string;
  readonly lf: string;
  readonly lines: readonly Line[];
  /** Where each line starts, in `raw` and in `lf`; one more entry for the end of the text. */
  readonly rawStarts: readonly number[];
  readonly lfStarts: readonly number[];
}

function indexBase(raw: string): Base {
  const lines = splitLines(raw);
  const rawStarts = [0];
  const lfStarts = [0];
  let [rawAt, lfAt] = [0, 0];
  for (const { text, end } of lines) {
    rawAt += text.length + end.length;
    lfAt += text.length + (end === '' ? 0 : 1);
    rawStarts.push(rawAt);
    lfStarts.push(lfAt);
  }
  return { raw, lf: inLfSpace(raw), lines, rawStarts, lfStarts };
}

interface Position {
  readonly index: number;
  readonly count: number;
}

function locate(base: Base, edit: Edit, position: Position): readonly Replacement[] {
  const which = position.count === 1 ? '' : `Edit ${position.index + 1} of ${position.count}: `;
  const refuse = (
    code: EditRefused['code'],
    message: string,
    hint: string,
    found?: ConstructorParameters<typeof EditRefused>[3],
  ): EditRefused => new EditRefused(code, which + message, position.count === 1 ? hint : `${hint} None of the edits was applied.`, found);

  const [old, wanted] = [inLfSpace(edit.old), inLfSpace(edit.new)];
  if (old === '' && base.raw !== '') {
    throw refuse('edit-empty', 'old is empty.', 'Give the text to replace; to insert, give a neighbouring line and repeat it in new.');
  }
  if (old === wanted)
    throw refuse('edit-no-change', 'old and new are the same text.', 'Give the changed text in new, or go on with the next step.');
  const placeholder = findPlaceholder(wanted, old);
  if (placeholder !== undefined) {
    throw refuse(
      'edit-placeholder',
      `new leaves code out: “${placeholder}” would be written into the file in its place.`,
      'Write new in full, or choose a smaller old that holds only the lines to change.',
    );
  }

  const places = edit.all === true ? placesApart(base.lf, old) : placesAnywhere(base.lf, old);
  if (places.length > 1 && edit.all !== true) throw refuse('edit-not-unique', ...notUnique(places.map((at) => lineAt(base.lfStarts, at))));
  if (places.length > 0) return places.map((at) => exactReplacement(base, at, old, wanted, position.index));

  const loose = edit.all === true ? [] : looseReplacements(base, old, wanted, position.index);
  if (loose === 'shift-does-not-fit') {
    throw refuse(
      'edit-not-found',
      'old stands in the file only at another indentation, and new has lines that cannot be shifted alike.',
      'Read the place again and copy its indentation into old and new.',
      { candidates: nearestPlaces(textsOf(base), old.split('\n')) },
    );
  }
  if (loose.length > 1) throw refuse('edit-not-unique', ...notUnique(loose.map(({ start }) => lineAt(base.rawStarts, start))));
  if (loose.length === 1) return loose;

  const candidates = nearestPlaces(textsOf(base), old.split('\n'));
  const isAlreadyThere = wanted.trim().length >= 8 && base.lf.includes(wanted);
  const already = isAlreadyThere ? ` new stands there already, at line ${lineAt(base.lfStarts, base.lf.indexOf(wanted))}.` : '';
  throw refuse(
    'edit-not-found',
    `old does not stand in the file.${already}${describeCandidates(candidates, old)}`,
    isAlreadyThere
      ? 'The edit may have been made before: look at that place first.'
      : 'Copy old from the file as it is now (read_file), without line numbers. All edits of a call are matched against the file as it was before the call.',
    { candidates, isAlreadyThere },
  );
}

function exactReplacement(base: Base, lfStart: number, old: string, wanted: string, edit: number): Replacement {
  const start = toRaw(base, lfStart);
  const end = toRaw(base, lfStart + old.length);
  const pieces = toPieces(splitLines(base.raw.slice(start, end)));
  // What is added after the last piece ends as the line does in which the place ends.
  const own = pieces.map((piece, i) => (i === pieces.length - 1 ? { ...piece, end: endNear(base, end) } : piece));
  return { edit, start, end, text: mergeLines(own, old.split('\n'), wanted.split('\n'), endNear(base, start)), note: undefined };
}

function looseReplacements(base: Base, old: string, wanted: string, edit: number): readonly Replacement[] | 'shift-does-not-fit' {
  const endsLine = old.endsWith('\n');
  const searched = (endsLine ? old.slice(0, -1) : old).split('\n');
  if (!isDistinctive(searched)) return [];
  const replacements: Replacement[] = [];
  for (const { at, shift } of findLoose(
    base.lines.map((line) => looseKey(line.text)),
    searched,
  )) {
    const own = base.lines.slice(at, at + searched.length);
    // The last line of the file may lack the newline that `old` has: then it goes on lacking it.
    const takesEnd = endsLine && own.at(-1)?.end !== '';
    const wantedLines = (endsLine && !takesEnd && wanted.endsWith('\n') ? wanted.slice(0, -1) : wanted).split('\n');
    const fitted =
      shift === undefined
        ? { searched, wanted: wantedLines }
        : { searched: shiftAll(searched, shift), wanted: shiftAll(wantedLines, shift) };
    if (fitted.searched === undefined || fitted.wanted === undefined) return 'shift-does-not-fit';
    const start = base.rawStarts[at] ?? 0;
    const afterLast = base.rawStarts[at + searched.length] ?? base.raw.length;
    const end = takesEnd ? afterLast : afterLast - (own.at(-1)?.end.length ?? 0);
    const pieces: readonly OwnPiece[] = takesEnd ? [...own, { text: '', end: '' }] : own;
    const text = mergeLines(pieces, takesEnd ? [...fitted.searched, ''] : fitted.searched, fitted.wanted, endNear(base, start));
    replacements.push({ edit, start, end, text, note: describeLoose(shift) });
  }
  return replacements;
}

function shiftAll(lines: readonly string[], shift: Shift): readonly string[] | undefined {
  const shifted = lines.map((line) => shiftLine(line, shift));
  return shifted.every((line) => line !== undefined) ? shifted : undefined;
}

function describeLoose(shift: Shift | undefined): string {
  if (shift === undefined) return 'matched ignoring trailing blanks and look-alike punctuation';
  const unit = shift.indent.includes('\t') ? 'blanks' : 'spaces';
  return `matched ${shift.indent.length} ${unit} further ${shift.direction}; new was shifted alike`;
}

function refuseOverlap(base: Base, replacements: readonly Replacement[]): void {
  for (const [i, next] of replacements.entries()) {
    const before = replacements[i - 1];
    if (before === undefined || before.end <= next.start) continue;
    const [a, b] = [before.edit, next.edit].sort((x, y) => x - y).map((edit) => edit + 1);
    throw new EditRefused(
      'edit-overlap',
      `Edits ${a} and ${b} overlap at line ${lineAt(base.rawStarts, next.start)}.`,
      'Join them into one edit. None of the edits was applied.',
    );
  }
}

function assemble(raw: string, replacements: readonly Replacement[]): EditedText {
  let text = '';
  let line = 1;
  let at = 0;
  const spans: EditedSpan[] = [];
  for (const { edit, start, end, text: replacement, note } of replacements) {
    const kept = raw.slice(at, start);
    line += countLineEnds(kept);
    const ends = countLineEnds(replacement);
    const lastLine = line + ends - (ends > 0 && /[\r\n]$/.test(replacement) ? 1 : 0);
    spans.push({ edit, firstLine: line, lastLine, note });
    text += kept + replacement;
    line += ends;
    at = end;
  }
  return { text: text + raw.slice(at), spans };
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}

/** All places, also those that overlap: `aa` stands twice in `aaa`, so it is not unique there. */
function placesAnywhere(text: string, wanted: string): readonly number[] {
  if (wanted === '') return [0];
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) places.push(at);
  return places;
}

function placesApart(text: string, wanted: string): readonly number[] {
  if (wanted === '') return [0];
  const places: number[] = [];
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length)) places.push(at);
  return places;
}

function toRaw(base: Base, lfOffset: number): number {
  const line = lineAt(base.lfStarts, lfOffset) - 1;
  return (base.rawStarts[line] ?? 0) + lfOffset - (base.lfStarts[line] ?? 0);
}

/** The line, from 1, in which an offset lies. `starts` has one entry more than there are lines. */
function lineAt(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((starts[middle] ?? Number.POSITIVE_INFINITY) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The line end at a place: of its own line, else of the line before, else the usual one. */
function endNear(base: Base, rawOffset: number): LineEnd {
  const line = lineAt(base.rawStarts, rawOffset) - 1;
  const own = base.lines[line]?.end ?? '';
  const before = base.lines[line - 1]?.end ?? '';
  return own || before || usualLineEnd(base.lines);
}

/** Pieces between line ends, as `split('\n')` would give them: a text that ends with a line end has an empty last piece. */
function toPieces(lines: readonly Line[]): readonly OwnPiece[] {
  const last = lines.at(-1);
  return last === undefined || last.end !== '' ? [...lines, { text: '', end: '' }] : lines;
}

function textsOf(base: Base): readonly string[] {
  return base.lines.map((line) => line.text);
}

function notUnique(lines: readonly number[]): readonly [string, string] {
  const shown = lines.slice(0, 8).join(', ') + (lines.length > 8 ? ', …' : '');
  return [
    `old stands in ${lines.length} places (lines ${shown}).`,
    'Add neighbouring lines to old until it is unique, or set all to change every place.',
  ];
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
