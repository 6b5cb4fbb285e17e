import type { SpendKind } from '../base/effects.ts';
import type { SpendHead } from '../protocol/chat.ts';

const kinds: Readonly<Record<SpendKind, string>> = {
  main: 'Conversation',
  research: 'Research',
  compaction: 'Summaries',
  run: 'Training',
  sandbox: 'Sandboxes',
};

/** For the status bar: `$1.20 / $10.00`. On a cap of the day other sessions draw, too. */
export function spendLabel({ spentUsd, cap }: SpendHead): string {
  if (cap === undefined) return usdText(spentUsd);
  return `${usdText(spentUsd)} / ${usdText(cap.usd)}${cap.of === 'day' ? ' a day' : ''}`;
}

/** For its tooltip, a line each. */
export function spendTooltip({
  spentUsd,
  estimatedUsd,
  promisedUsd,
  cap,
  byKind,
  unpricedRequests,
  unpricedTokens,
}: SpendHead): readonly string[] {
  const caps = { session: 'for this session', day: 'for all sessions of today', grant: 'of the grant' } as const;
  return [
    `Practicum spent ${usdText(spentUsd)} in this session`,
    ...byKind.map(({ kind, usd }) => `${kinds[kind]}: ${usdText(usd)}`),
    ...(estimatedUsd === 0 ? [] : [`Estimated of it, because the service does not say it: ${usdText(estimatedUsd)}`]),
    ...(promisedUsd === 0 ? [] : [`Promised to what goes on now: ${usdText(promisedUsd)}`]),
    cap === undefined ? 'No cap' : `Cap ${caps[cap.of]}: ${usdText(cap.usd)}`,
    ...(unpricedRequests === 0
      ? []
      : [`Without a price, and not in it: ${unpricedRequests} requests, ${unpricedTokens.toLocaleString('en')} tokens`]),
  ];
}

/** Red where nearly nothing is left: the next request may have to ask. */
export function isNearlySpent({ spentUsd, promisedUsd, cap }: SpendHead): boolean {
  return cap !== undefined && cap.of !== 'day' && spentUsd + promisedUsd > 0.9 * cap.usd;
}

/** What a person typed for a cap: dollars, null for no cap; undefined where it is neither. */
export function capTyped(text: string): number | null | undefined {
  const said = text.trim().replace(/^\$/, '');
  if (said === '' || /^(none|no cap)$/i.test(said)) return null;
  if (!/^\d{1,7}([.,]\d{1,6})?$/.test(said)) return undefined;
  const usd = Number(said.replace(',', '.'));
  return usd === 0 ? null : usd;
}

export function usdText(usd: number): string {
  return usd > 0 && usd < 0.005 ? '< $0.01' : `$${usd.toFixed(2)}`;
}
