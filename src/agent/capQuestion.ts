import type { CapsChange } from '../base/capsChange.ts';
import type { Effect } from '../base/effects.ts';
import { InvariantBroken } from '../base/errors.ts';
import { capNames } from '../ledger/capNames.ts';
import type { Block } from '../ledger/fold.ts';
import type { ReserveRequest } from '../ledger/ledger.ts';
import { dollars, dollarsAtMost, dollarsLeft, type MicroUsd, microUsdOf, usdOf } from '../ledger/money.ts';

/** What a person is asked when a request does not fit under a cap, and what a yes changes. */
export interface CapQuestion {
  readonly title: string;
  readonly reason: string;
  readonly effect: Effect & { readonly kind: 'spend' };
  readonly change: CapsChange;
  /** What a yes came to, and what a no means. */
  readonly agreed: string;
  readonly rejected: string;
}

export function capQuestion(wanted: ReserveRequest, blocks: readonly Block[], unpricedTokens: number): CapQuestion {
  const tokens = blocks.find(({ of }) => of === 'tokens');
  const requests = blocks.find(({ of }) => of === 'requests');
  if (requests !== undefined) return aboutRequests(wanted, requests);
  return tokens === undefined ? aboutMoney(wanted, blocks) : aboutTokens(wanted, tokens, unpricedTokens);
}

function aboutRequests({ on, purpose, quote }: ReserveRequest, { limit = 0, committed: made }: Block): CapQuestion {
  const more = quote.kind === 'counted' ? (quote.every ?? 1) : 1;
  const limitThen = Math.max(limit, made) + more;
  return {
    title: `Make another ${counted(more)} to ${on}`,
    reason: `This session has made ${counted(made)} to it. Its provider counts them, and may charge for them by a plan that is not known here.`,
    effect: { kind: 'spend', usd: undefined, on, purpose },
    change: { requests: { on, limit: limitThen } },
    agreed: `Up to ${counted(limitThen)} to ${on} in this session.`,
    rejected: `${counted(made)} to ${on} ${made === 1 ? 'was' : 'were'} made, and you wanted no more.`,
  };
}

function counted(requests: number): string {
  return requests === 1 ? '1 request' : `${requests.toLocaleString('en')} requests`;
}

function aboutTokens({ on, purpose }: ReserveRequest, { limit, committed, needed }: Block, unpricedTokens: number): CapQuestion {
  const more = Math.max(unpricedTokens, needed);
  const isFirst = limit === undefined;
  const shown = more.toLocaleString('en');
  return {
    title: `Use ${on}, whose price is not known${isFirst ? '' : `, for another ${shown} tokens`}`,
    reason: isFirst
      ? `Nobody says what it costs, so no cap in dollars can hold. It may use ${shown} tokens in this session; then you are asked again.`
      : `It has used ${committed.toLocaleString('en')} tokens in this session, nearly all that you allowed.`,
    effect: { kind: 'spend', usd: undefined, on, purpose },
    change: { tokens: { on, limit: (limit ?? 0) + more } },
    agreed: `${on} may use ${((limit ?? 0) + more).toLocaleString('en')} tokens in this session.`,
    rejected: isFirst
      ? `what ${on} costs is not known, and you did not want it to be used.`
      : `${on}, whose price is not known, has used the tokens that you allowed.`,
  };
}

function aboutMoney({ on, purpose, quote, grant }: ReserveRequest, blocks: readonly Block[]): CapQuestion {
  if (quote.kind !== 'priced') throw new InvariantBroken('Only what has a price passes a cap in dollars.');
  const raises = blocks.map((block) => ({ ...block, to: raised(block) }));
  const steps = raises.map(({ of, limit = 0, to }) => `${capNames[of]} from ${dollars(limit)} to ${dollars(to)}`).join(' and ');
  const left = blocks.map(
    ({ of, limit = 0, committed }) => `${dollarsLeft(limit - committed)} of ${dollars(limit)} is left of ${capNames[of]}`,
  );
  const to = (of: Block['of']): MicroUsd | undefined => raises.find((raise) => raise.of === of)?.to;
  const [session, day, run, granted] = [to('session'), to('day'), to('run'), to('grant')];
  return {
    title: `Raise ${steps}`,
    reason: `The next request to ${on} may cost up to ${dollarsAtMost(quote.microUsd)}, and ${left.join(', ')}. The change is for this session.`,
    effect: { kind: 'spend', usd: usdOf(quote.microUsd), on, purpose },
    change: {
      ...(session === undefined ? {} : { session }),
      ...(day === undefined ? {} : { day }),
      ...(run === undefined ? {} : { run }),
      ...(granted === undefined || grant === undefined ? {} : { grant: { id: grant.id, microUsd: granted } }),
    },
    agreed: `Raised ${steps}.`,
    rejected: `it may cost up to ${dollarsAtMost(quote.microUsd)}, and ${left.join(', ')}.`,
  };
}

/** The smallest round sum that the request fits under: whole dollars, a fifth of a large cap at a time. */
function raised({ limit = 0, committed, needed }: Block): MicroUsd {
  const step = microUsdOf(Math.max(1, Math.round(usdOf(limit) / 5)));
  return Math.max(Math.ceil((committed + needed) / step) * step, limit);
}
