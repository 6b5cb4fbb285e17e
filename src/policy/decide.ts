import { type Effect, lookingEffectKinds } from '../base/effects.ts';
import { planning, rulingOn, untrusted } from './effectRuling.ts';
import { ruleByGrant } from './grant.ts';
import { isCovered, type SessionApproval, sessionApprovalFor } from './remember.ts';
import type { DecideRequest } from './request.ts';
import { describeAbout, type Rule } from './rule.ts';
import { findAllowing, findTightening } from './ruleMatch.ts';
import type { Ruling, Verdict } from './ruling.ts';

export interface Decision {
  readonly verdict: Verdict;
  /** A whole sentence, for a person. */
  readonly reason: string;
  /** The rule that gave the verdict: `path.outside`, `shell.program`. */
  readonly rule: string;
  /** Only when the verdict is `ask`: what an approval for the session would add; undefined where only once is offered. */
  readonly sessionScope: readonly SessionApproval[] | undefined;
  /** The effects that are asked about, and whether each may be answered for more than once. */
  readonly asked: readonly { readonly effect: Effect; readonly ruling: Ruling }[];
}

const severity: Readonly<Record<Verdict, number>> = { allow: 0, ask: 1, deny: 2 };

/**
 * May this call happen? Pure. The worst ruling of all effects wins, and what is not known asks: an unknown effect, a command
 * that cannot be read, a path that nobody looked up, a tool that declares effects and names none.
 */
export function decide(request: DecideRequest): Decision {
  const rulings = request.effects.map((effect) => ({ effect, ruling: ruleOn(effect, request) }));
  if (rulings.length === 0) return withoutScope(ruleOnNothing(request));
  const worst = rulings.reduce((a, b) => (severity[b.ruling.verdict] > severity[a.ruling.verdict] ? b : a)).ruling;
  if (worst.verdict !== 'ask') return withoutScope(worst);
  const asked = rulings.filter(({ ruling }) => ruling.verdict === 'ask');
  const scope = asked.map(({ effect, ruling }) =>
    ruling.canBeRemembered === true ? sessionApprovalFor(effect, request.lookup) : undefined,
  );
  const isWhole = scope.every((approval) => approval !== undefined);
  return { ...withoutScope(worst), asked, sessionScope: isWhole ? scope.filter((approval) => approval !== undefined) : undefined };
}

function withoutScope({ verdict, reason, rule }: Ruling): Decision {
  return { verdict, reason, rule, sessionScope: undefined, asked: [] };
}

/** A tool that can only look may do nothing at all; any other one hides something when it declares no effect. */
function ruleOnNothing({ effectKinds, mode, isTrusted }: DecideRequest): Ruling {
  if (effectKinds?.every((kind) => lookingEffectKinds.has(kind)) === true)
    return { verdict: 'allow', reason: 'It changes nothing.', rule: 'looking' };
  if (!isTrusted) return untrusted;
  if (mode === 'plan') return planning;
  return { verdict: 'ask', reason: 'The tool does not say what this call would do.', rule: 'no-effects' };
}

/**
 * The order is the point: what is forbidden for good and what always asks comes before anything that a person has said beforehand, and
 * what tightens before what loosens.
 */
function ruleOn(effect: Effect, request: DecideRequest): Ruling {
  const usual = rulingOn(effect, request);
  if (usual.verdict === 'deny') return usual;
  const { rules = [], grant } = request;
  const denying = findTightening('deny', effect, rules, request);
  if (denying !== undefined) return { verdict: 'deny', reason: `Denied by ${nameOf(denying)}.`, rule: denying.id };
  if (usual.isFixed === true) return usual;
  const asking = findTightening('ask', effect, rules, request);
  if (asking !== undefined)
    return { verdict: 'ask', reason: `You are asked because of ${nameOf(asking)}.`, rule: asking.id, isFixed: true };
  if (usual.verdict === 'allow') return usual;
  const byGrant = grant === undefined ? undefined : ruleByGrant(effect, request, grant);
  return byGrant ?? ruleBySession(effect, usual, request) ?? ruleByRules(effect, request) ?? usual;
}

/** A remembered approval turns a question into a yes, and nothing else. */
function ruleBySession(effect: Effect, usual: Ruling, { session, lookup }: DecideRequest): Ruling | undefined {
  if (usual.canBeRemembered !== true || !isCovered(effect, session, lookup)) return undefined;
  return { verdict: 'allow', reason: 'You approved this for the session.', rule: 'session' };
}

function ruleByRules(effect: Effect, request: DecideRequest): Ruling | undefined {
  const [first, ...others] = findAllowing(effect, request.rules ?? [], request) ?? [];
  if (first === undefined) return undefined;
  return { verdict: 'allow', reason: `Allowed by ${[first, ...others].map(nameOf).join(' and ')}.`, rule: first.id };
}

function nameOf(rule: Rule): string {
  const { verdict, about, isOfWorkspace } = rule;
  const what = `${{ allow: 'for', ask: 'about', deny: 'against' }[verdict]} ${describeAbout(about, verdict)}`;
  return isOfWorkspace === true ? `this workspace’s rule ${what} (.practicum/rules.json)` : `your rule ${what}`;
}
