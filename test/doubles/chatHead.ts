import type { ChatHead } from '../../src/protocol/chat.ts';

/** A conversation at rest in which nothing was spent. */
export const restingHead: ChatHead = {
  title: '',
  status: 'idle',
  activity: '',
  mode: 'ask',
  model: 'm',
  queue: [],
  plan: [],
  pendingApprovals: 0,
  usage: undefined,
  spend: { spentUsd: 0, estimatedUsd: 0, promisedUsd: 0, byKind: [], unpricedRequests: 0, unpricedTokens: 0 },
  grant: undefined,
  elsewhere: { working: 0, waiting: 0 },
  delivery: 'queue',
  workspace: { name: 'w', isTrusted: true },
};
