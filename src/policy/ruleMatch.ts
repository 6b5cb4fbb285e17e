import { type Effect, placeOf, type SpendKind } from '../base/effects.ts';
import { matchesHost } from '../base/hostPatterns.ts';
import { matchesGlob } from './glob.ts';
import { classify } from './lookup.ts';
import { foldName } from './names.ts';
import { type PathClass, segmentsBelow, splitPath } from './paths.ts';
import type { Rule, RuleAbout } from './rule.ts';
import { matchesSegments, mayMatchBelow, segmentsOf } from './ruleGlob.ts';
import { isCommandOf, isCoverable, looseWords, mayBeCommandOf } from './ruleShell.ts';
import { judgeShell, type ShellPart } from './shell/harmless.ts';
import { type PlaceRules, shellPlace } from './shellPlace.ts';

/** What rules are matched against: one call, and the place where it would act. */
export interface RuleRequest extends PlaceRules {
  readonly effects: readonly Effect[];
}

type About<Kind extends RuleAbout['kind']> = RuleAbout & { readonly kind: Kind };
type PathRule = Rule & { readonly about: About<'read' | 'write' | 'delete'> };
type EffectOf<Kind extends Effect['kind']> = Effect & { readonly kind: Kind };

/** The first rule that asks or denies and speaks about this effect. What is not known counts as spoken about. */
export function findTightening(verdict: 'ask' | 'deny', effect: Effect, rules: readonly Rule[], request: RuleRequest): Rule | undefined {
  return rules.find((rule) => rule.verdict === verdict && holdsHere(rule, request) && tightens(rule, effect, request));
}

/** The rules that together let this effect pass; undefined where they do not. What is not known is not covered. */
export function findAllowing(effect: Effect, rules: readonly Rule[], request: RuleRequest): readonly Rule[] | undefined {
  const allowing = rules.filter((rule) => rule.verdict === 'allow' && holdsHere(rule, request));
  if (allowing.length === 0) return undefined;
  if (effect.kind === 'shell') return allowingOfLine(effect, allowing, request);
  const rule = allowing.find((candidate) => allows(candidate, effect, request));
  return rule === undefined ? undefined : [rule];
}

function holdsHere({ workspace }: Rule, { roots }: RuleRequest): boolean {
  return workspace === undefined || roots.includes(workspace);
}

/** Every simple command passes by itself or is named by a rule. */
function allowingOfLine(effect: EffectOf<'shell'>, rules: readonly Rule[], request: RuleRequest): readonly Rule[] | undefined {
  const found = new Set<Rule>();
  for (const part of partsOf(effect, request) ?? []) {
    if (part.problem === undefined) continue;
    const rule = ruleOfPart(part, rules, request);
    if (rule === undefined) return undefined;
    found.add(rule);
  }
  return found.size === 0 ? undefined : [...found];
}

/** The rule that lets this simple command pass. */
export function ruleOfPart(part: ShellPart, rules: readonly Rule[], request: RuleRequest): Rule | undefined {
  if (!isCoverable(part, request)) return undefined;
  return rules.find(
    (rule) =>
      rule.verdict === 'allow' &&
      rule.about.kind === 'shell' &&
      holdsHere(rule, request) &&
      isCommandOf(rule.about, part, withRoot(request, rule.workspace)),
  );
}

/** The simple commands of a line; undefined where it cannot be read, or where nobody reads lines. */
export function partsOf({ command, cwd }: EffectOf<'shell'>, request: RuleRequest): readonly ShellPart[] | undefined {
  if (request.platform === 'win32') return undefined;
  const at = classify({ about: 'target', path: cwd }, request)?.[0];
  return judgeShell(command, shellPlace(at === undefined || at.kind === 'refused' ? cwd : at.path, request)).parts;
}

/** A rule of one folder is about that folder alone. */
function withRoot(request: RuleRequest, workspace: string | undefined): RuleRequest {
  return workspace === undefined ? request : { ...request, roots: [workspace] };
}

function allows({ about, workspace }: Rule, effect: Effect, request: RuleRequest): boolean {
  switch (about.kind) {
    case 'read':
    case 'write':
    case 'delete':
      return effect.kind === about.kind && isPathOf(about, classOf(effect, request), workspace, request);
    case 'reach':
      return isTowards(effect) && matchesHost(effect.host, [about.host]);
    case 'spend':
      return effect.kind === 'spend' && isPurpose(about.purpose, effect.purpose) && isWithin(about, request.effects);
    case 'publish':
      return effect.kind === 'publish' && matchesSegments(effect.repo.split('/'), about.repo.split('/'));
    case 'mcp':
      return effect.kind === 'mcp' && effect.server === about.server && matchesGlob(effect.tool, about.tool);
    case 'shell':
    case 'execute':
      // A program that Practicum starts is an interpreter or an installer: those run code, which a rule cannot hold to a version.
      return false;
  }
}

/** A question to a host is a lesser thing than a line to it. */
function isTowards(effect: Effect): effect is Effect & { readonly kind: 'reach' | 'lookup' } {
  return effect.kind === 'reach' || effect.kind === 'lookup';
}

function isPathOf(
  about: About<'read' | 'write' | 'delete'>,
  at: PathClass | undefined,
  workspace: string | undefined,
  request: RuleRequest,
): boolean {
  if (at === undefined || at.kind === 'refused') return false;
  if (about.path.startsWith('/')) return matchesSegments(segmentsOf(at.path), segmentsOf(about.path));
  if (at.kind === 'outside') return false;
  const below = segmentsBelow(workspace ?? at.root, at.path, request.platform);
  return below !== undefined && matchesSegments(below, segmentsOf(about.path));
}

function classOf(effect: EffectOf<'read' | 'write' | 'delete'>, request: RuleRequest): PathClass | undefined {
  const isLinkItself = effect.kind === 'delete' && !/[\\/]$/.test(effect.path);
  return classify({ about: isLinkItself ? 'link' : 'target', path: effect.path }, request)?.[0];
}

/** All that the call would spend on this together: two halves are not cheaper than a whole. */
function isWithin({ usd, purpose }: About<'spend'>, effects: readonly Effect[]): boolean {
  let total = 0;
  for (const effect of effects) {
    if (effect.kind !== 'spend') continue;
    if (purpose !== undefined && effect.purpose !== purpose) continue;
    if (effect.usd === undefined || !(effect.usd >= 0)) return false;
    total += effect.usd;
  }
  return total <= usd;
}

function tightens(rule: Rule, effect: Effect, request: RuleRequest): boolean {
  const { about } = rule;
  switch (about.kind) {
    case 'read':
    case 'write':
    case 'delete':
      if (effect.kind === 'shell') return partsTouch({ ...rule, about }, effect, request);
      return effect.kind === about.kind && mayBePathOf({ ...rule, about }, effect, request);
    case 'shell':
      return linesIn(effect, request).some((words) => mayBeCommandOf(about, words));
    case 'execute':
      return effect.kind === 'execute' && isPlace(about.on, placeOf(effect)) && mayBeCommandOf(about, effect.argv);
    case 'reach':
      return isTowards(effect) && mayBeHost(about.host, effect.host);
    case 'spend':
      return effect.kind === 'spend' && isPurpose(about.purpose, effect.purpose) && !isWithin(about, request.effects);
    case 'publish':
      return effect.kind === 'publish' && matchesSegments(effect.repo.toLowerCase().split('/'), about.repo.toLowerCase().split('/'));
    case 'mcp':
      return effect.kind === 'mcp' && matchesGlob(effect.server, about.server) && matchesGlob(effect.tool, about.tool);
  }
}

function isPurpose(wanted: SpendKind | undefined, purpose: SpendKind): boolean {
  return wanted === undefined || wanted === purpose;
}

function isPlace(wanted: string | undefined, place: string): boolean {
  return wanted === undefined || matchesGlob(place.toLowerCase(), wanted.toLowerCase());
}

function mayBeHost(pattern: string, host: string): boolean {
  const name = host.toLowerCase().replace(/:\d+$/, '');
  return pattern === '*' || name === pattern.toLowerCase() || matchesHost(name, [pattern.toLowerCase()]);
}

/** By the real path and by the written one, in whatever case. */
function mayBePathOf(
  { about, workspace }: PathRule,
  effect: { readonly path: string },
  request: RuleRequest,
  matches: typeof matchesSegments = matchesSegments,
): boolean {
  const pattern = segmentsOf(about.path).map((part) => (part === '**' ? part : part.toLowerCase()));
  const real = (['target', 'link'] as const).map((kind) => classify({ about: kind, path: effect.path }, request)?.[0]);
  const paths = [effect.path, ...real.flatMap((at) => (at === undefined || at.kind === 'refused' ? [] : [at.path]))];
  return paths.some((path) => {
    const all = splitPath(path, request.platform).filter((segment) => segment !== '');
    if (about.path.startsWith('/')) return matches(all.map(foldName), pattern);
    const roots = workspace === undefined ? request.roots : [workspace];
    return roots.some((root) => {
      const below = segmentsBelow(root, path, request.platform);
      return below !== undefined && matches(below.map(foldName), pattern);
    });
  });
}

/** A command that names such a file, or searches a folder that may hold one, reads or changes it: which of both, its words do not say. */
function partsTouch(rule: PathRule, effect: EffectOf<'shell'>, request: RuleRequest): boolean {
  const touches = (word: string, folder: string, matches?: typeof matchesSegments): boolean =>
    word !== '' && mayBePathOf(rule, { path: word.startsWith('/') ? word : `${folder}/${word}` }, request, matches);
  const touchesAny = (words: readonly string[], folder: string): boolean =>
    words.some((word) => [word, ...word.split(/[=:,]/)].some((part) => touches(part, folder)));
  const parts = partsOf(effect, request);
  if (parts === undefined) return looseWords(effect.command).some((words) => touchesAny(words, effect.cwd));
  return parts.some(({ command, folders, problem, trees }) => {
    // What is proven to only look changes nothing.
    if (rule.about.kind !== 'read' && problem === undefined) return false;
    const words = command.words.map(({ text }) => text);
    return [...folders].some((folder) => touchesAny(words, folder) || trees.some((tree) => touches(tree, folder, mayMatchBelow)));
  });
}

/** The commands that an effect runs by a shell, here or on another machine: what is not to run, is not to run anywhere. */
function linesIn(effect: Effect, request: RuleRequest): readonly (readonly string[])[] {
  if (effect.kind === 'operate' && effect.does === 'shell') return looseWords(effect.what);
  return effect.kind === 'shell' ? linesOf(effect, request) : [];
}

function linesOf(effect: EffectOf<'shell'>, request: RuleRequest): readonly (readonly string[])[] {
  const parts = partsOf(effect, request);
  return parts === undefined ? looseWords(effect.command) : parts.map(({ command }) => command.words.map(({ text }) => text));
}
