import type { SpendKind } from '../../src/base/effects.ts';
import type { SpendHead } from '../../src/protocol/chat.ts';
import { formatCount, formatTokens, formatUsd, plural } from '../shared/format.ts';

/** Whether there is anything to say: money, a cap, or requests that nobody can price. */
export function isSpending({ spentUsd, promisedUsd, cap, unpricedRequests }: SpendHead): boolean {
  return spentUsd > 0 || promisedUsd > 0 || unpricedRequests > 0 || cap !== undefined;
}

/** `$1.20 of $10.00`, `$1.20 + 3 unpriced`. */
export function spendText(spend: SpendHead): string {
  const { spentUsd, promisedUsd, cap, unpricedRequests } = spend;
  const unpriced = unpricedRequests === 0 ? '' : `${formatCount(unpricedRequests)} unpriced`;
  if (spentUsd === 0 && promisedUsd === 0 && cap === undefined) return unpriced;
  return [ofCap(spend), unpriced].filter((part) => part !== '').join(' + ');
}

/** On a cap of the day other sessions draw too, so this session's part is not said to be of it. */
function ofCap({ spentUsd, cap }: SpendHead): string {
  const spent = formatUsd(spentUsd);
  if (cap === undefined) return spent;
  return cap.of === 'day' ? `${spent}, ${formatUsd(cap.usd)} a day` : `${spent} of ${formatUsd(cap.usd)}`;
}

const caps = { session: 'this session', day: 'all sessions of today', grant: 'the grant' } as const;

const kinds: Readonly<Record<SpendKind, string>> = {
  main: 'conversation',
  research: 'research',
  compaction: 'summaries',
  run: 'runs',
  sandbox: 'sandboxes',
};

/** Everything that is known of it, a line each. */
export function spendLines({
  spentUsd,
  estimatedUsd,
  promisedUsd,
  cap,
  byKind,
  unpricedRequests,
  unpricedTokens,
}: SpendHead): readonly string[] {
  const parts = byKind.filter(({ usd }) => usd > 0).map(({ kind, usd }) => `${kinds[kind]} ${formatUsd(usd)}`);
  const lines = [
    `This session spent ${formatUsd(spentUsd)}${parts.length === 0 ? '' : `: ${parts.join(', ')}`}.`,
    estimatedUsd > 0 ? `${formatUsd(estimatedUsd)} of it is estimated: the service does not say it.` : '',
    promisedUsd > 0 ? `${formatUsd(promisedUsd)} more is promised to what runs now.` : '',
    cap === undefined ? 'No cap is in force.' : `The cap for ${caps[cap.of]} is ${formatUsd(cap.usd)}.`,
    unpricedRequests > 0
      ? `${plural(unpricedRequests, 'request')} with ${formatTokens(unpricedTokens)} tokens ${unpricedRequests === 1 ? 'has' : 'have'} no known price and ${unpricedRequests === 1 ? 'is' : 'are'} not in it.`
      : '',
  ];
  return lines.filter((line) => line !== '');
}

/** Above this the cap will soon be met. */
const nearlySpent = 0.85;

export function isNearlySpent({ spentUsd, promisedUsd, cap }: SpendHead): boolean {
  return cap !== undefined && spentUsd + promisedUsd >= nearlySpent * cap.usd && spentUsd + promisedUsd > 0;
}
