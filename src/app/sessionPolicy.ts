import * as fs from 'node:fs/promises';
import { delimiter } from 'node:path';
import type { CallToJudge, Decision, Judge } from '../agent/decision.ts';
import type { CodeVersion } from '../base/approval.ts';
import type { Effect } from '../base/effects.ts';
import { grantReason } from '../policy/grant.ts';
import { createPolicy, type JudgedCall } from '../policy/policy.ts';
import { describeApproval, type SessionApproval } from '../policy/remember.ts';
import { codeVersion } from '../runs/codeVersion.ts';
import type { WorkbenchHost } from './api.ts';
import type { CodeApprovals } from './codeApprovals.ts';
import type { Grants } from './grants.ts';
import { confinementOf } from './grantWords.ts';

/** What the person said in this session, as far as the policy listens to it. */
export interface SessionWord {
  readonly grants: Grants;
  readonly approvedCode: CodeApprovals;
}

/**
 * The policy of one open session. What the person approved “for this session” is held here and nowhere else:
 * it ends with the window, and after a reload the question is asked again.
 */
export function createSessionPolicy(host: WorkbenchHost, word?: SessionWord): Judge {
  const searchPath = (host.env['PATH'] ?? '').split(delimiter);
  const codeOf = async (program: { readonly argv: readonly string[]; readonly cwd: string }): Promise<string | undefined> =>
    (await codeVersion(program, host.roots))?.hash;
  const policy = createPolicy({ roots: host.roots, platform: process.platform, fs, searchPath, codeOf });
  const approved: SessionApproval[] = [];
  return async ({ effects, effectKinds, mode }) => {
    const call: JudgedCall = { effects, effectKinds, mode, isTrusted: host.isTrusted(), session: approved };
    const { sessionScope, ...decision } = await policy.judge(call);
    if (decision.verdict !== 'ask') return decision;
    const granted = await judgeByGrant(call);
    if (granted !== undefined) return granted;
    const code = await codeToRun(effects);
    const asked: Decision = code === undefined ? decision : { ...decision, reason: withCode(decision.reason, code), facts: { code } };
    if (sessionScope === undefined) return asked;
    const covers = sessionScope.map(describeApproval).join(', ');
    return { ...asked, forSession: { covers, remember: () => void approved.push(...sessionScope) } };
  };

  /** Only what would be asked about without it passes because of the grant: programs then run behind its walls. */
  async function judgeByGrant(call: JudgedCall): Promise<Decision | undefined> {
    const grant = await word?.grants.toJudgeBy();
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
