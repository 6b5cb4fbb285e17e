import { type Candidate, candidate, isEmptied, isMadeFrom, unitAt } from './candidate.ts';
import { areNested, type CodeIndex, placeOf, type Spot, spotName, symbolUnit } from './codeIndex.ts';
import { likeness } from './likeness.ts';
import type { CodeAnchor, FoundHow, Located, UnsureWhy } from './link.ts';
import { changeOf, headWords, type LinkedCode, linkedCode, namedInHead } from './linkedCode.ts';
import { shapeOf } from './normalForm.ts';
import { type CodeSymbol, samePath } from './pythonSource.ts';
import { formsOf } from './unit.ts';

/**
 * Where a linked function or class is now. Its own place is asked first; what stands there counts unless its words stand somewhere
 * else. Without its own place the best of all others is it only when nothing else comes near: everything less is asked.
 */

/** How many look-alikes are compared word by word. */
const compareMost = 14;
/** Code with less weight than this is found in too many places by chance. */
const littleWeight = 26;

export function locateSymbol(anchor: CodeAnchor, kind: CodeSymbol['kind'], index: CodeIndex): Located {
  const linked = linkedCode(anchor);
  const name = anchor.symbol.at(-1) ?? '';
  const homes = index.at(anchor.file, anchor.symbol, kind).map((spot) => candidate(linked, spot, index));
  const home = homes.length === 1 ? homes[0] : nthHome(anchor, homes);
  if (homes.length > 1 && home === undefined) return unsure('alike', homes);
  // What is left may be one of the others.
  if (home !== undefined && anchor.nth !== undefined && homes.length < anchor.nth.of && !isSameToTheHint(linked, home.spot))
    return unsure('alike', homes);
  if (home?.isSame === true) return found(linked, home, undefined, 1);
  const near = index.near(linked.unit, kind, name, compareMost).map((spot) => candidate(linked, spot, index));
  const others = near.filter(({ spot, isOther }) => !isOther && !homes.some((one) => isSpot(one.spot, spot)));
  const former = near.filter(({ isOther }) => isOther);
  if (home !== undefined) return atHome(linked, home, others, former, index);
  if ((index.source(anchor.file)?.slips.length ?? 0) > 0) return unsure('unreadable', others.filter(isWorthAsking));
  return away(linked, others, former, index);
}

/** Overloads differ in nothing but their hints. */
function isSameToTheHint({ forms }: LinkedCode, { source, symbol }: Spot): boolean {
  return formsOf(source.statements.slice(symbol.first, symbol.end)).formatted === forms.formatted;
}

/** What has this much of it is a copy of it. */
const copyShare = 0.6;

/** Overloads, a property and its setter: those with one path are told apart by their words, else by their number. */
function nthHome({ nth }: CodeAnchor, homes: readonly Candidate[]): Candidate | undefined {
  if (homes.length === 0) return undefined;
  const ranked = homes.toSorted((a, b) => b.like.share - a.like.share);
  const [best, second] = ranked;
  if (best === undefined || second === undefined) return best;
  const byNumber = nth?.of === homes.length ? homes[nth.at] : undefined;
  if (byNumber !== undefined) return byNumber.like.share >= best.like.share - 0.05 ? byNumber : undefined;
  // A copy of the same name is what is called, even where it is not quite the same.
  return best.isSame && !second.isSame && second.like.share < copyShare ? best : undefined;
}

/** `former`: what looked alike when the code was linked. */
function atHome(
  linked: LinkedCode,
  home: Candidate,
  others: readonly Candidate[],
  former: readonly Candidate[],
  index: CodeIndex,
): Located {
  const rival = best(others.filter(({ spot }) => !areNested(spot, home.spot)));
  const share = home.like.share;
  const swapped = best(
    former.filter(
      (other) => !areNested(other.spot, home.spot) && (share < 0.9 ? isSwapped(linked, home, other) : isNowTheSame(linked, other)),
    ),
  );
  if (swapped !== undefined) return unsure('replaced', [home, swapped]);
  // All of it stands under a new name, and its own is over something else: it was renamed, or a copy was kept before it was changed.
  if (rival?.isSame === true) return unsure('replaced', [home, rival]);
  if (isFormerOther(linked, home, index)) return unsure('replaced', [home]);
  const isHelper = rival !== undefined && handsOn(linked, home, rival.spot);
  if (rival !== undefined && !isHelper && isTakenOver(home, rival)) return unsure('replaced', [home, rival]);
  if (isBeingTyped(linked, home.spot)) return found(linked, home, undefined, share);
  const part = isHelper && isTakenOver(home, rival) ? rival : otherPart(linked, home, others);
  if (part !== undefined) return found(linked, home, 'split', home.like.cover, [part]);
  const isLeft = share >= 0.35 || (share >= 0.2 && home.like.cover >= 0.7);
  if (isLeft && (share >= sureShare || hasOfBody(linked, home))) return found(linked, home, undefined, share);
  // Little is left of its words, what calls it sees the same, and it stands where it stood: not in what took its class's name.
  if (
    share >= 0.2 &&
    isSameHead(linked, home.spot) &&
    evidenceOf(linked, home.spot).neighbours > 0 &&
    (rival === undefined || rival.like.share < 0.45)
  )
    return found(linked, home, undefined, 0.3);
  return unsure('replaced', rival === undefined || rival.like.share < 0.4 ? [home] : [home, rival]);
}

/** With more than this in common its body need not be asked. */
const sureShare = 0.55;
/** Of what a body says this much stands there as it was, but for names. */
const leftOfBody = 0.2;
/** What differs in its names only has this much of its weight as credit. */
const wholeCredit = 0.87;

/** Not only head, decorators and words that every statement has. */
function hasOfBody({ unit }: LinkedCode, { like }: Candidate): boolean {
  const at = unit.statements.findIndex(({ core }) => /^(?:def|class)\b/.test(core)) + 1;
  const body = unit.statements.slice(at);
  const kept = body.reduce((sum, { weight }, index) => sum + ((like.credit[at + index] ?? 0) >= weight * wholeCredit ? weight : 0), 0);
  const all = body.reduce((sum, { weight }) => sum + weight, 0);
  return kept >= all * leftOfBody;
}

/** Two statements of the longest kind: a call that hands everything on, and what is made of its answer. */
const mostHandedOn = 48;

/** It hands on to what it did not know when it was linked, and does little else that is new. */
function handsOn({ statements }: LinkedCode, { spot: { source, symbol }, like }: Candidate, helper: Spot): boolean {
  // That a class names another says nothing of whose code it has.
  if (symbol.kind === 'class' || symbolUnit(source, symbol).weight * (1 - like.purity) > mostHandedOn) return false;
  const name = helper.symbol.path.at(-1) ?? '';
  const names = (some: readonly { readonly words: readonly string[] }[]): boolean => some.some(({ words }) => words.includes(name));
  return !names(statements) && names(source.statements.slice(symbol.head + 1, symbol.end));
}

/** It looked alike when the code was linked, and does more so now. */
function isNearerThanThen({ anchor }: LinkedCode, { spot, like }: Candidate): boolean {
  const then = anchor.shares?.[anchor.alike?.indexOf(spotName(spot)) ?? -1];
  return anchor.hash === undefined && then !== undefined && like.share >= 0.6 && like.share * 100 > then + 3;
}

/** It only looked alike when the code was linked. */
function isNowTheSame({ anchor }: LinkedCode, { spot, isSame }: Candidate): boolean {
  const then = anchor.shares?.[anchor.alike?.indexOf(spotName(spot)) ?? -1];
  return isSame && anchor.hash === undefined && then !== undefined && then < 98;
}

const nearlyAsMuch = 0.05;

/** What looked alike when it was linked has more of its words now than home, and than it had then; or its very words stand at home. */
function isSwapped({ anchor }: LinkedCode, home: Candidate, other: Candidate): boolean {
  const then = anchor.hash === undefined ? anchor.shares?.[anchor.alike?.indexOf(spotName(other.spot)) ?? -1] : undefined;
  const isNearer = then === undefined ? other.like.share > home.like.share + 0.1 : other.like.share > home.like.share;
  if (isNearer && (then === undefined ? home.like.share < 0.9 : other.like.share * 100 > then + 3)) return true;
  // With the other's name in it, it is not quite what it was.
  if (then !== undefined && other.like.share * 100 > then + 3 && other.like.share > home.like.share - nearlyAsMuch) return true;
  // Both changed, and home is no nearer than the other was: each may be either.
  if (then !== undefined && Math.abs(other.like.share * 100 - then) > 1 && home.like.share * 100 <= then + 1) return true;
  return home.like.share < 0.75 && likeness(unitAt(home.spot), unitAt(other.spot)).share > 0.9;
}

/** What looked alike when it was linked is gone from its place, and home is no nearer to the code than that was: it may have taken the name. */
function isFormerOther({ anchor: { alike = [], shares, hash } }: LinkedCode, home: Candidate, index: CodeIndex): boolean {
  if (hash !== undefined || shares === undefined) return false;
  // With its new name it says the code's own name where it said another.
  return alike.some((spot, at) => {
    const more = home.like.share * 100 - (shares[at] ?? 0);
    return more >= -2 && more <= 12 && isEmptied(spot, index);
  });
}

/** Its words stand elsewhere now, under another name. */
function isTakenOver(home: Candidate, rival: Candidate): boolean {
  if (rival.like.share >= 0.6 && rival.like.share > home.like.share + 0.2) return true;
  return rival.like.cover >= 0.7 && home.like.cover < 0.45;
}

/** What has its name, what calls the other part, or what is called as it was is it, and the other stands beside it. Where nothing of that tells them apart, either may be. */
function foundParts(linked: LinkedCode, one: Candidate, two: Candidate): Located {
  const isSecond = [isNamedAsLinked, callsOther, isHeadAsLinked, isHeadShaped].reduce<boolean | undefined>(
    (known, test) => known ?? (test(linked, two, one) === test(linked, one, two) ? undefined : test(linked, two, one)),
    undefined,
  );
  if (isSecond === undefined) return unsure('alike', [one, two]);
  const [main, other] = isSecond ? [two, one] : [one, two];
  return found(linked, main, 'split', main.like.cover, [other]);
}

/** But for the names of its parameters. */
function isHeadShaped({ head }: LinkedCode, { spot: { source, symbol } }: Candidate): boolean {
  return shapeOf(headWords(source, symbol.head)) === shapeOf(head);
}

function isNamedAsLinked({ anchor }: LinkedCode, { spot }: Candidate): boolean {
  return spot.symbol.path.at(-1) === anchor.symbol.at(-1);
}

function callsOther(_: LinkedCode, { spot: { source, symbol } }: Candidate, { spot: other }: Candidate): boolean {
  const name = other.symbol.path.at(-1) ?? '';
  return source.statements.slice(symbol.head + 1, symbol.end).some(({ words }) => words.includes(name));
}

function isHeadAsLinked({ head }: LinkedCode, { spot: { source, symbol } }: Candidate): boolean {
  return headWords(source, symbol.head).join(' ') === head.join(' ');
}

/** Its head stands as it was, and below it something cannot be read yet. */
function isBeingTyped(linked: LinkedCode, { source, symbol }: Spot): boolean {
  const isBroken = source.slips.some((line) => symbol.line <= line && line <= symbol.endLine);
  return isBroken && headWords(source, symbol.head).join(' ') === linked.head.join(' ');
}

/** What calls it sees the same: a function with the same parameters. */
function isSameHead(linked: LinkedCode, { source, symbol }: Spot): boolean {
  const head = headWords(source, symbol.head);
  return symbol.kind === 'function' && namedInHead(head).length > 0 && head.join(' ') === linked.head.join(' ');
}

/** A helper that took over what is missing at home. */
function otherPart(linked: LinkedCode, home: Candidate, others: readonly Candidate[]): Candidate | undefined {
  const missing = linked.unit.weight * (1 - home.like.cover);
  if (home.like.cover < 0.3 || missing < Math.max(6, linked.unit.weight * 0.12)) return undefined;
  const parts = others.filter(({ spot, like }) => {
    if (areNested(spot, home.spot) || like.purity < 0.5) return false;
    const took = like.credit.reduce(
      (sum, weight, at) => sum + Math.max(0, Math.min(weight, weightAt(linked, at)) - (home.like.credit[at] ?? 0)),
      0,
    );
    return took >= missing * 0.6;
  });
  return parts.length === 1 ? parts[0] : undefined;
}

function weightAt(linked: LinkedCode, at: number): number {
  return linked.unit.statements[at]?.weight ?? 0;
}

function away(linked: LinkedCode, others: readonly Candidate[], former: readonly Candidate[], index: CodeIndex): Located {
  const taken = former.filter((other) => isNearerThanThen(linked, other));
  const ranked = others.toSorted((a, b) => score(linked, b) - score(linked, a));
  const [top] = ranked;
  if (top === undefined || !isWorthAsking(top)) return { kind: 'gone' };
  const rivals = ranked.slice(1).filter(({ spot }) => !areNested(spot, top.spot));
  const second = rivals[0];
  const evidence = evidenceOf(linked, top.spot);
  const part = top.isSame ? undefined : otherPart(linked, top, others);
  // It may have taken the name of what looked alike.
  if (!top.isSame && (taken.length > 0 || isMadeFrom(top, index))) return unsure('alike', [...taken, ...ranked.filter(isWorthAsking)]);
  // What is under a new name may be the other one, which was the same word for word.
  const isTwin = former.some(({ isSame }) => isSame) && !evidence.isSameName && evidence.neighbours < 2;
  if (isTwin) return unsure('alike', ranked.filter(isWorthAsking));
  if (part !== undefined && !evidence.isSameName) return foundParts(linked, top, part);
  if (isIt(linked, top, second, evidence)) return found(linked, top, howMoved(linked, top), top.like.share);
  const whole = mergedInto(linked, ranked);
  if (whole !== undefined) return found(linked, whole, 'merged', whole.like.cover);
  const parts = splitInto(linked, ranked);
  if (parts !== undefined) return foundParts(linked, ...parts);
  return unsure(second !== undefined && second.like.share > top.like.share - 0.15 ? 'alike' : 'resembles', ranked.filter(isWorthAsking));
}

interface Evidence {
  readonly isSamePath: boolean;
  readonly isSameName: boolean;
  readonly isSameFile: boolean;
  readonly isSameParent: boolean;
  readonly neighbours: number;
}

function evidenceOf({ anchor }: LinkedCode, { source, symbol }: Spot): Evidence {
  const isSame = (a: string | undefined, b: string | undefined): number => (a !== undefined && a === b ? 1 : 0);
  return {
    isSamePath: samePath(anchor.symbol, symbol.path),
    isSameName: anchor.symbol.at(-1) === symbol.path.at(-1),
    isSameFile: anchor.file === source.path,
    isSameParent: samePath(anchor.symbol.slice(0, -1), symbol.path.slice(0, -1)),
    neighbours: isSame(anchor.before, symbol.before) + isSame(anchor.after, symbol.after),
  };
}

function score(linked: LinkedCode, { spot, like, isSame }: Candidate): number {
  const { isSamePath, isSameName, isSameFile, neighbours } = evidenceOf(linked, spot);
  return like.share + (isSame ? 0.2 : 0) + (isSamePath ? 0.2 : isSameName ? 0.12 : 0) + (isSameFile ? 0.05 : 0) + neighbours * 0.03;
}

function isIt(linked: LinkedCode, top: Candidate, second: Candidate | undefined, evidence: Evidence): boolean {
  const { isSamePath, isSameName, isSameFile, isSameParent, neighbours } = evidence;
  const isLittle = linked.unit.weight < littleWeight;
  if (isRenamedInPlace(top, second, evidence)) return true;
  // Those of its own file are all listed.
  if (linked.anchor.isCommon === true && !isSamePath && !(isSameFile && isSameName)) return false;
  const isAlone = isSameName && isSameFile && top.like.share >= 0.7 && (second?.like.share ?? 0) < 0.5;
  if (isLittle && !isSamePath && !isAlone && !(isSameName && top.isSame) && !(top.isSame && isSameFile && isSameParent && neighbours > 0))
    return false;
  const needed = top.isSame ? 0 : isSamePath ? 0.5 : isSameName ? 0.6 : isSameFile && isSameParent ? 0.68 : 0.85;
  if (top.like.share < needed) return false;
  // What misses a part of it under another name is rather one of its parts.
  if (!top.isSame && !isSameName && (top.like.cover < 0.8 || !isHeadLike(linked, top.spot))) return false;
  if (second === undefined) return true;
  // A copy under another name may be what was renamed and changed.
  const lead = top.isSame && !second.isSame ? (isSameName ? 0.05 : 0.3) : 0.2;
  if (top.isSame && second.isSame) return false;
  if (
    isSamePath &&
    !second.isSame &&
    samePath(linked.anchor.symbol, second.spot.symbol.path) === false &&
    top.like.share >= second.like.share
  )
    return true;
  return top.like.share - second.like.share >= lead;
}

/** The same words between the same two neighbours, where no second has them all. */
function isRenamedInPlace(top: Candidate, second: Candidate | undefined, { isSameFile, isSameParent, neighbours }: Evidence): boolean {
  return top.isSame && isSameFile && isSameParent && neighbours === 2 && second?.isSame !== true;
}

/** Parameters or bases are the same but for their names, or half of them are. */
function isHeadLike(linked: LinkedCode, { source, symbol }: Spot): boolean {
  const now = headWords(source, symbol.head);
  if (now.length === linked.head.length && shapeOf(now) === shapeOf(linked.head)) return true;
  const [mine, theirs] = [namedInHead(linked.head), new Set(namedInHead(now))];
  return mine.filter((name) => theirs.has(name)).length * 2 >= Math.max(mine.length, theirs.size);
}

function howMoved(linked: LinkedCode, top: Candidate): FoundHow {
  const { isSameName, isSameFile } = evidenceOf(linked, top.spot);
  if (!isSameFile) return 'moved-file';
  return isSameName ? 'moved' : 'renamed';
}

/** All of it stands in one larger symbol. */
function mergedInto(linked: LinkedCode, others: readonly Candidate[]): Candidate | undefined {
  if (linked.unit.weight < littleWeight || linked.anchor.isCommon === true) return undefined;
  const holding = innermost(others.filter(({ like }) => like.cover >= 0.45));
  const [whole] = holding;
  // What holds nothing else is a part of it, not something larger.
  return holding.length === 1 && whole !== undefined && whole.like.cover >= 0.75 && whole.like.purity < 0.75 ? whole : undefined;
}

function innermost(candidates: readonly Candidate[]): readonly Candidate[] {
  return candidates.filter(
    (one) =>
      !candidates.some(
        (other) =>
          other !== one &&
          areNested(other.spot, one.spot) &&
          other.spot.symbol.end - other.spot.symbol.first < one.spot.symbol.end - one.spot.symbol.first,
      ),
  );
}

/** Two new symbols share it between them, and nothing else has any of it. */
function splitInto(linked: LinkedCode, others: readonly Candidate[]): readonly [Candidate, Candidate] | undefined {
  if (linked.unit.weight < littleWeight || linked.anchor.isCommon === true) return undefined;
  const parts = others.filter(({ like }) => like.cover >= 0.2).toSorted((a, b) => b.like.cover - a.like.cover);
  const [one, two] = parts;
  if (one === undefined || two === undefined || parts.length > 2 || areNested(one.spot, two.spot)) return undefined;
  if (one.like.purity < 0.5 || two.like.purity < 0.5) return undefined;
  const union = linked.unit.statements.reduce((sum, _, at) => sum + Math.max(one.like.credit[at] ?? 0, two.like.credit[at] ?? 0), 0);
  const isShared = union >= linked.unit.weight * 0.75 && one.like.cover + two.like.cover <= (union / linked.unit.weight) * 1.35;
  return isShared ? [one, two] : undefined;
}

function isWorthAsking({ like, isSame }: Candidate): boolean {
  return isSame || like.share >= 0.3 || like.cover >= 0.4;
}

function best(candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.toSorted((a, b) => b.like.share - a.like.share)[0];
}

function isSpot(a: Spot, b: Spot): boolean {
  return a.source === b.source && a.symbol === b.symbol;
}

function found(
  linked: LinkedCode,
  { spot, isSame }: Candidate,
  how: FoundHow | undefined,
  confidence: number,
  also: readonly Candidate[] = [],
): Located {
  const { source, symbol } = spot;
  const change = changeOf(linked, source, source.statements.slice(symbol.first, symbol.end));
  const same: FoundHow = { none: 'exact', formatting: 'formatted', words: 'annotated', names: 'renamed', edited: 'edited' }[
    change
  ] as FoundHow;
  return {
    kind: 'found',
    place: placeOf(spot),
    how: how ?? same,
    change,
    confidence: isSame ? 1 : Math.round(confidence * 100) / 100,
    also: also.map((one) => placeOf(one.spot)),
  };
}

function unsure(why: UnsureWhy, candidates: readonly Candidate[]): Located {
  return { kind: 'unsure', why, candidates: candidates.slice(0, 8).map(({ spot }) => placeOf(spot)) };
}
