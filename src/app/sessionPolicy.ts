import * as fs from 'node:fs/promises';
import { delimiter } from 'node:path';
import type { Judge } from '../agent/decision.ts';
import { createPolicy } from '../policy/policy.ts';
import { describeApproval, type SessionApproval } from '../policy/remember.ts';
import type { WorkbenchHost } from './api.ts';

/**
 * The policy of one open session. What the person approved “for this session” is held here and nowhere else:
 * it ends with the window, and after a reload the question is asked again.
 */
export function createSessionPolicy(host: WorkbenchHost): Judge {
  const searchPath = (host.env['PATH'] ?? '').split(delimiter);
  const policy = createPolicy({ roots: host.roots, platform: process.platform, fs, searchPath });
  const approved: SessionApproval[] = [];
  return async ({ effects, effectKinds, mode }) => {
    const { sessionScope, ...decision } = await policy.judge({
      effects,
      effectKinds,
      mode,
      isTrusted: host.isTrusted(),
      session: approved,
    });
    if (sessionScope === undefined) return decision;
    const covers = sessionScope.map(describeApproval).join(', ');
    return { ...decision, forSession: { covers, remember: () => void approved.push(...sessionScope) } };
  };
}
