import type { Effect } from '../base/effects.ts';
import { isHostPattern } from '../base/hostPatterns.ts';
import type { RuleId } from '../base/ids.ts';
import { decide } from './decide.ts';
import { classify } from './lookup.ts';
import { segmentsBelow, splitPath } from './paths.ts';
import type { DecideRequest } from './request.ts';
import { describeAbout, type NewRule, type Rule, type WordShape } from './rule.ts';
import { globOf } from './ruleGlob.ts';
import { findAllowing, partsOf } from './ruleMatch.ts';
import { isNeverRemembered } from './ruleNever.ts';
import { isCoverable, isNumber, ordinaryPlace } from './ruleShell.ts';
import type { ShellPart } from './shell/harmless.ts';

/** A call of this session that was made before, newest first. */
export interface EarlierCall {
  readonly title: string;
  readonly effects: readonly Effect[];
}

/** What a person may save instead of answering again and again. */
export interface RuleProposal {
  readonly rules: readonly NewRule[];
  /** Always allow “touch out/log” in this workspace. */
  readonly text: string;
  /** Titles of earlier calls that the rules would have matched, newest first. */
  readonly matched: readonly string[];
  readonly matchedCount: number;
}

const shownMatches = 5;

/**
 * The narrowest rules that would have let this call pass, or undefined where none may be kept. What differs from earlier calls that are
 * alike otherwise is left open as far as they show, and no further. A proposal is tried out before it is made: it does match the call.
 */
export function proposeRules(request: DecideRequest, earlier: readonly EarlierCall[]): RuleProposal | undefined {
  const { asked } = decide(request);
  if (asked.length === 0 || asked.some(({ ruling }) => ruling.isFixed === true)) return undefined;
  const drafts = asked.map(({ effect }) => draftsFor(effect, request, earlier));
  if (drafts.some((some) => some === undefined)) return undefined;
  const rules = distinct(drafts.flatMap((some) => some ?? []));
  const kept = rules.map(asKept);
  if (decide({ ...request, rules: [...(request.rules ?? []), ...kept] }).verdict !== 'allow') return undefined;
  const matched = earlier.filter(({ effects }) =>
    effects.some((effect) => findAllowing(effect, kept, { ...request, effects }) !== undefined),
  );
  const covered = rules.map(({ about }) => describeAbout(about, 'allow')).join(' and ');
  return {
    rules,
    text: `Always allow ${covered} in this workspace`,
    matched: matched.slice(0, shownMatches).map(({ title }) => title),
    matchedCount: matched.length,
  };
}

function asKept(rule: NewRule, index: number): Rule {
  return { ...rule, id: `proposed-${index}` as RuleId, madeAtMs: 0 };
}

function distinct(rules: readonly NewRule[]): readonly NewRule[] {
  return [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()];
}

function draftsFor(effect: Effect, request: DecideRequest, earlier: readonly EarlierCall[]): readonly NewRule[] | undefined {
  const [workspace] = request.roots;
  if (workspace === undefined) return undefined;
  switch (effect.kind) {
    case 'read':
    case 'write':
    case 'delete':
      return pathDraft(effect, workspace, request);
    case 'shell':
      return commandDrafts(effect, request, earlier);
    case 'reach': {
      const host = effect.host.toLowerCase();
      return isHostPattern(host) ? [{ verdict: 'allow', about: { kind: 'reach', host }, workspace }] : undefined;
    }
    case 'spend': {
      const { usd, purpose } = effect;
      if (usd === undefined || !(usd > 0)) return undefined;
      return [{ verdict: 'allow', about: { kind: 'spend', usd: Math.ceil(usd * 100) / 100, purpose }, workspace }];
    }
    case 'mcp': {
      const { server, tool } = effect;
      // A name with such a character would mean others, too.
      return /[*?]/.test(tool) ? undefined : [{ verdict: 'allow', about: { kind: 'mcp', server, tool }, workspace }];
    }
    default:
      // What runs code or publishes is looked at each time, unless a person writes a rule themselves.
      return undefined;
  }
}

function pathDraft(
  effect: Effect & { readonly kind: 'read' | 'write' | 'delete' },
  workspace: string,
  request: DecideRequest,
): readonly NewRule[] | undefined {
  const isLinkItself = effect.kind === 'delete' && !/[\\/]$/.test(effect.path);
  const at = classify({ about: isLinkItself ? 'link' : 'target', path: effect.path }, request)?.[0];
  if (at === undefined || at.kind === 'refused') return undefined;
  const root = at.kind === 'inside' ? at.root : undefined;
  const segments = root === undefined ? splitPath(at.path, request.platform) : segmentsBelow(root, at.path, request.platform);
  const path = segments === undefined ? undefined : globOf(segments);
  // Outside, paths of other platforms than this one's own have no glob.
  if (path === undefined || path === '' || (root === undefined && !path.startsWith('/'))) return undefined;
  return [{ verdict: 'allow', about: { kind: effect.kind, path }, workspace: root ?? workspace }];
}

function commandDrafts(
  effect: Effect & { readonly kind: 'shell' },
  request: DecideRequest,
  earlier: readonly EarlierCall[],
): readonly NewRule[] | undefined {
  const asked = (partsOf(effect, request) ?? []).filter(({ problem }) => problem !== undefined);
  const before = earlier
    .slice(0, lookedBack)
    .flatMap(({ effects }) => effects.flatMap((one) => (one.kind === 'shell' ? (partsOf(one, request) ?? []) : [])));
  const drafts = asked.map((part) => commandDraft(part, before, request));
  return drafts.length === 0 || drafts.some((draft) => draft === undefined) ? undefined : drafts.filter((draft) => draft !== undefined);
}

/** Earlier calls that show what a rule may leave open. */
const lookedBack = 30;

function commandDraft(part: ShellPart, before: readonly ShellPart[], request: DecideRequest): NewRule | undefined {
  const [program, ...words] = part.command.words;
  const [folder, ...others] = [...part.folders];
  if (isNeverRemembered(program.text) || folder === undefined || others.length > 0 || !isCoverable(part, request)) return undefined;
  const place = ordinaryPlace('.', folder, request);
  if (place === undefined) return undefined;
  let shapes: readonly WordShape[] = words.map(({ text }) => text);
  for (const other of before) {
    if (other.problem === undefined || !isAlike(part, other) || !isCoverable(other, request)) continue;
    shapes =
      widened(
        shapes,
        words.map(({ text }) => text),
        other.command.words.slice(1).map(({ text }) => text),
        folder,
        request,
      ) ?? shapes;
  }
  const inFolder = place.below.length === 0 ? '.' : place.below.join('/');
  return { verdict: 'allow', about: { kind: 'shell', program: program.text, words: shapes, folder: inFolder }, workspace: place.root };
}

function isAlike(a: ShellPart, b: ShellPart): boolean {
  const isSameFolder = a.folders.size === 1 && b.folders.size === 1 && [...a.folders][0] === [...b.folders][0];
  return isSameFolder && a.command.words[0].text === b.command.words[0].text && a.command.words.length === b.command.words.length;
}

/** `shapes`, so far open that they match `other`, too; undefined where the two differ in more than a number or a file of one folder. */
function widened(
  shapes: readonly WordShape[],
  words: readonly string[],
  other: readonly string[],
  folder: string,
  request: DecideRequest,
): readonly WordShape[] | undefined {
  const result = shapes.map((shape, index) => widenedWord(shape, words[index] ?? '', other[index] ?? '', folder, request));
  return result.some((shape) => shape === undefined) ? undefined : result.filter((shape) => shape !== undefined);
}

function widenedWord(shape: WordShape, word: string, other: string, folder: string, request: DecideRequest): WordShape | undefined {
  if (shape === other) return shape;
  if (isNumber(word) && isNumber(other)) return { is: 'number' };
  const [a, b] = [fileOf(word, folder, request), fileOf(other, folder, request)];
  if (a === undefined || b === undefined) return undefined;
  const so = typeof shape !== 'string' && shape.is === 'file' ? shape.below.split('/') : a.slice(0, -1);
  const common = so.slice(0, firstDifference(so, b.slice(0, -1)));
  // The whole workspace is no narrow rule.
  return common.length === 0 ? undefined : { is: 'file', below: common.join('/') };
}

/** Where a word leads that clearly is a file: the name of an option or a subcommand is none. */
function fileOf(text: string, folder: string, request: DecideRequest): readonly string[] | undefined {
  if (text.startsWith('-')) return undefined;
  const place = ordinaryPlace(text, folder, request);
  return place !== undefined && (place.isThere || text.includes('/')) ? place.below : undefined;
}

function firstDifference(a: readonly string[], b: readonly string[]): number {
  const at = a.findIndex((segment, index) => segment !== b[index]);
  return at < 0 ? a.length : at;
}
