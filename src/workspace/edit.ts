import { type Base, indexBase, lineAt, toPieces } from './editBase.ts';
import { EditRefused } from './editRefused.ts';
import { inLfSpace, splitLines, usualLineEnd } from './lines.ts';
import { type Edit, locateEdit, type Replacement } from './locateEdit.ts';
import type { MatchKind } from './looseMatch.ts';
import { mergeLines } from './mergeLines.ts';

/**
 * The edit engine: replaces texts that are found in exactly one place, all of them or none, each matched against the same base. What lies
 * outside a matched place never changes, and inside it unchanged lines keep their bytes. It refuses rather than guesses.
 */

/** Where an edit came to stand, in lines of the new text counted from 1. */
export interface EditedSpan {
  readonly edit: number;
  readonly firstLine: number;
  readonly lastLine: number;
  readonly match: MatchKind;
  /** Said to the model when the match was not exact. */
  readonly note: string | undefined;
}

export interface EditedText {
  readonly text: string;
  /** One for every replacement that was made, in the order of the text. */
  readonly spans: readonly EditedSpan[];
}

/** Throws EditRefused. */
export function applyEdits(text: string, edits: readonly Edit[]): EditedText {
  if (edits.length === 0) throw new EditRefused('edit-empty', 'There is no edit to apply.', 'Give at least one edit with old and new.');
  const base = indexBase(text);
  const replacements = edits
    .flatMap((edit, index) => locateEdit(base, edit, { index, count: edits.length }))
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
  for (const { edit, start, end, text: replacement, match, note } of replacements) {
    const kept = raw.slice(at, start);
    line += countLineEnds(kept);
    const ends = countLineEnds(replacement);
    const lastLine = line + ends - (ends > 0 && /[\r\n]$/.test(replacement) ? 1 : 0);
    spans.push({ edit, firstLine: line, lastLine, match, note });
    text += kept + replacement;
    line += ends;
    at = end;
  }
  return { text: text + raw.slice(at), spans };
}

function countLineEnds(text: string): number {
  return text.match(/\r\n|\n|\r/g)?.length ?? 0;
}
