import * as fs from 'node:fs/promises';
import { delimiter } from 'node:path';
import type { CallToJudge, Decision, Judge } from '../agent/decision.ts';
import type { CodeVersion } from '../base/approval.ts';
import { defined } from '../base/defined.ts';
import { type Effect, placeOf } from '../base/effects.ts';
import { describeError } from '../base/errors.ts';
import type { CallId } from '../base/ids.ts';
import { grantReason } from '../policy/grant.ts';
import { createPolicy, type Judged, type JudgedCall } from '../policy/policy.ts';
import { describeApproval, type SessionApproval } from '../policy/remember.ts';
import type { NewRule } from '../policy/rule.ts';
import type { EarlierCall, RuleProposal } from '../policy/ruleOffer.ts';
import { codeVersion } from '../runs/codeVersion.ts';
import type { SessionLog } from '../sessions/events.ts';
import type { WorkbenchHost } from './api.ts';
import type { CodeApprovals } from './codeApprovals.ts';
import type { Grants } from './grants.ts';
import { confinementOf } from './grantWords.ts';
import { lookupHosts } from './hubDoor.ts';
import { paperLookupHosts } from './papersDoor.ts';
import type { RuleBook } from './rules.ts';
import { webLookupHosts } from './webDoor.ts';

/** What the person said in this session, as far as the policy listens to it. */
export interface SessionWord {
  readonly grants: Pick<Grants, 'inForce' | 'toJudgeBy'>;
  readonly approvedCode: CodeApprovals;
  readonly rules: RuleBook;
  readonly log: Pick<SessionLog, 'append' | 'events'>;
}

/**
 * The policy of one open session. What the person approved “for this session” is held here and nowhere else:
 * it ends with the window, and after a reload the question is asked again.
 */
export function createSessionPolicy(host: WorkbenchHost, word?: SessionWord): Judge {
  const searchPath = (host.env['PATH'] ?? '').split(delimiter);
  const codeOf = async (program: { readonly argv: readonly string[]; readonly cwd: string }): Promise<string | undefined> =>
    (await codeVersion(program, host.roots))?.hash;
  const policy = createPolicy({ roots: host.roots, home: host.home, platform: process.platform, fs, searchPath, codeOf });
  const approved: SessionApproval[] = [];
  return async (toJudge) => {
    const { effects, effectKinds, mode } = toJudge;
    const rules = (await word?.rules.current()) ?? [];
    const earlier = word === undefined ? [] : earlierCalls(word.log, toJudge.call);
    const services = [...lookupHosts(host), ...webLookupHosts(host), ...paperLookupHosts(host)];
    const call: JudgedCall = {
      effects,
      effectKinds,
      mode,
      isTrusted: host.isTrusted(),
      session: approved,
      rules,
      lookupHosts: services,
      earlier,
    };
    const judged = await policy.judge(call);
    const { verdict, reason, rule } = judged;
    if (verdict !== 'ask') return { verdict, reason, rule };
    const granted = await judgeByGrant(call);
    if (granted !== undefined) return granted;
    const code = await codeToRun(effects);
    const facts = defined({ code, command: judged.command, group: groupOf(toJudge, judged) });
    const asked = { verdict, reason: code === undefined ? reason : withCode(reason, code), rule, facts };
    return { ...asked, ...forSession(judged.sessionScope), ...asRule(judged.proposal) };
  };

  function forSession(scope: readonly SessionApproval[] | undefined): Pick<Decision, 'forSession'> {
    if (scope === undefined) return {};
    return { forSession: { covers: scope.map(describeApproval).join(', '), remember: () => void approved.push(...scope) } };
  }

  function asRule(proposal: RuleProposal | undefined): Pick<Decision, 'asRule'> {
    if (proposal === undefined || word === undefined) return {};
    const { rules, text, matched, matchedCount } = proposal;
    // A secret was taken out of it: it would match nothing, or too much.
    if (text.includes('[redacted:')) return {};
    return { asRule: { offer: { text, matched, matchedCount }, save: () => saveRules(word, rules) } };
  }

  /** Only what would be asked about without it passes because of the grant: programs then run behind its walls. */
  async function judgeByGrant(call: JudgedCall): Promise<Decision | undefined> {
    const grant = await word?.grants.toJudgeBy({ costs: call.effects.some(({ kind }) => kind === 'spend') });
    if (grant === undefined) return undefined;
    const { verdict } = await policy.judge({ ...call, grant });
    // It may have been revoked, or have ended, while the disk was looked at.
    if (verdict !== 'allow' || word?.grants.inForce !== grant.grant) return undefined;
    const isWalled = grant.grant.code === 'sandboxed' && call.effects.some(({ kind }) => kind === 'shell' || kind === 'execute');
    return { verdict, ...grantReason(grant), ...(isWalled ? { confinement: confinementOf(grant.grant) } : {}) };
  }

  async function codeToRun(effects: CallToJudge['effects']): Promise<CodeVersion | undefined> {
    const [first, ...more] = effects.filter((effect): effect is Effect & { readonly kind: 'execute' } => effect.kind === 'execute');
    const code = first === undefined || more.length > 0 ? undefined : await codeVersion(first, host.roots);
    return code === undefined ? undefined : (word?.approvedCode.compared(code) ?? code);
  }
}

function withCode(reason: string, { changedSince = [], note }: CodeVersion): string {
  const changed = changedSince.length === 0 ? [] : [`Changed since you approved it: ${changedSince.join(', ')}.`];
  return [reason, ...changed, ...(note === undefined ? [] : [note])].join(' ');
}

/** The person has agreed to the call, whether or not what they want to be the rule from now on can be written down. */
async function saveRules({ rules, log }: SessionWord, added: readonly NewRule[]): Promise<void> {
  try {
    await rules.save(added);
  } catch (error) {
    const text = `The rule was not saved, so you will be asked again. ${describeError(error)}`;
    await log.append({ type: 'notice', level: 'warning', text });
  }
}

/** What the session proposed before, newest first. */
function earlierCalls(log: Pick<SessionLog, 'events'>, current: CallId): readonly EarlierCall[] {
  const found: EarlierCall[] = [];
  for (let index = log.events.length - 1; index >= 0 && found.length < maxEarlierCalls; index -= 1) {
    const event = log.events[index];
    if (event?.type === 'tool.proposed' && event.call !== current) found.push({ title: event.title, effects: event.effects });
  }
  return found;
}

const maxEarlierCalls = 50;

/** Requests that are alike are answered together; what costs, publishes or always asks is looked at by itself. */
function groupOf({ tool, effects }: CallToJudge, { rule, asked, command }: Judged): string | undefined {
  const isAlone = effects.some(({ kind }) => kind === 'spend' || kind === 'publish') || asked.some(({ ruling }) => ruling.isFixed === true);
  if (isAlone) return undefined;
  const kinds = [...new Set(effects.map(({ kind }) => kind))].sort();
  const places = [...new Set(effects.flatMap(machineOf))].sort();
  const programs = [...new Set(command?.flatMap(({ words, why }) => (why === undefined ? [] : words.slice(0, 1))))].sort();
  return JSON.stringify([tool, rule, kinds, programs, places]);
}

/** What runs on another machine has no parts that could be alike: each command there is asked about by itself. */
function machineOf(effect: Effect): readonly string[] {
  if (effect.kind === 'execute') return [placeOf(effect)];
  return effect.kind === 'operate' ? [JSON.stringify([effect.on, effect.does, effect.does === 'shell' ? effect.what : ''])] : [];
}
