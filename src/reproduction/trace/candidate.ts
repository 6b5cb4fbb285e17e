import { type CodeIndex, type Spot, spotName, symbolUnit } from './codeIndex.ts';
import { type Likeness, likeness } from './likeness.ts';
import type { CodeAnchor } from './link.ts';
import type { LinkedCode } from './linkedCode.ts';
import { samePath } from './pythonSource.ts';
import { formsOf, type Unit } from './unit.ts';

/** A function or class that may be the linked one. */
export interface Candidate {
  readonly spot: Spot;
  readonly like: Likeness;
  /** The same code but for formatting, words and names of its own. */
  readonly isSame: boolean;
  /** It was there when the code was linked, as something else. */
  readonly isOther: boolean;
}

export function candidate(linked: LinkedCode, spot: Spot, index: CodeIndex): Candidate {
  const like = likeness(linked.unit, symbolUnit(spot.source, spot.symbol));
  const isSame = like.share > 0.5 && isSameCode(linked, spot);
  return { spot, like, isSame, isOther: wasThere(linked.anchor, spot, index) };
}

function isSameCode(linked: LinkedCode, { source, symbol }: Spot): boolean {
  const now = formsOf(source.statements.slice(symbol.first, symbol.end));
  return now.core === linked.forms.core || now.nameless === linked.forms.nameless;
}

/** Also when its file was renamed since: then it has the same path elsewhere, and its former place is empty. */
function wasThere({ alike = [], symbol, file }: CodeAnchor, spot: Spot, index: CodeIndex): boolean {
  if (alike.includes(spotName(spot))) return true;
  const path = spot.symbol.path.join('.');
  if (samePath(symbol, spot.symbol.path)) {
    // Another file’s symbol of the same name, whose file was moved: told apart by the file’s name.
    const base = (text: string): string => text.slice(text.lastIndexOf('/') + 1);
    return (
      base(spot.source.path) !== base(file) &&
      alike.some((one) => one.endsWith(`::${path}`) && isEmptied(one, index) && base(fileOf(one)) === base(spot.source.path))
    );
  }
  return alike.some((one) => one.endsWith(`::${path}`) && isEmptied(one, index));
}

function fileOf(spot: string): string {
  return spot.slice(0, spot.indexOf('::'));
}

/** Nothing stands there any more. */
export function isEmptied(spot: string, index: CodeIndex): boolean {
  const path = spot.slice(spot.indexOf('::') + 2).split('.');
  const file = fileOf(spot);
  return index.at(file, path, 'function').length === 0 && index.at(file, path, 'class').length === 0;
}

export function unitAt({ source, symbol }: Spot): Unit {
  return symbolUnit(source, symbol);
}

/** A copy of something that stands beside it and is nearer to it than the code, under the code's name. */
export function isMadeFrom({ spot, like }: Candidate, index: CodeIndex): boolean {
  const unit = unitAt(spot);
  return index.near(unit, spot.symbol.kind, '', copiesCompared).some((other) => {
    const share = other.symbol === spot.symbol ? 0 : likeness(unit, unitAt(other)).share;
    return share >= copyOfOther && share > like.share + 0.05;
  });
}

const copiesCompared = 4;

const copyOfOther = 0.85;
