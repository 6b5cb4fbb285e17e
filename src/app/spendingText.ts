import type { SpendKind } from '../base/effects.ts';
import { thisHost } from '../base/processes.ts';
import type { ReserveEntry } from '../ledger/entries.ts';
import { dollars } from '../ledger/money.ts';
import { hardwareDate, pricesDate } from '../ledger/prices.ts';
import type { CapStanding, Standing } from '../ledger/standing.ts';

export const kindNames: Readonly<Record<SpendKind, string>> = {
  main: 'conversation',
  research: 'research',
  compaction: 'summaries',
  run: 'training',
  sandbox: 'sandboxes',
};

const capOwners: Readonly<Record<CapStanding['of'], string>> = { session: 'This session', day: 'Today, all sessions', grant: 'The grant' };

/** How a session stands, as Markdown. */
export function spendingText(standing: Standing): string {
  const { spent, estimated, promised, byKind, today, unpricedRequests, tokens, open, limits, caps } = standing;
  const counted = tokens.filter(({ requests }) => requests > 0);
  const unpriced = tokens.filter(({ requests }) => requests === 0);
  const sections = [
    '# What was spent',
    '',
    `This session: **${dollars(spent)}**${furtherText(estimated, promised)}. Today, in all sessions: **${dollars(today.spent)}**${furtherText(today.estimated, today.promised)}.`,
    '',
    ...table(
      ['for', 'spent'],
      byKind.map(({ kind, microUsd }) => [kindNames[kind], dollars(microUsd)]),
    ),
    '## Caps',
    '',
    ...table(
      ['cap', 'at', 'taken', 'left'],
      [
        ...limits.map(({ of, limit, committed }) => [
          capOwners[of],
          dollars(limit),
          dollars(committed),
          dollars(Math.max(0, limit - committed)),
        ]),
        ...(caps.run === null ? [] : [['One run', dollars(caps.run), '', '']]),
      ],
    ),
    ...(limits.length === 0 ? ['Nothing caps what this session may spend.', ''] : []),
    ...table(
      ['model without a known price', 'tokens', 'allowed'],
      unpriced.map(({ on, used, limit }) => [on, used.toLocaleString('en'), limit === undefined ? '' : limit.toLocaleString('en')]),
    ),
    ...table(
      ['model whose provider counts requests', 'requests', 'tokens, estimated'],
      counted.map(({ on, used, requests }) => [on, requests.toLocaleString('en'), used.toLocaleString('en')]),
    ),
    ...(unpricedRequests === 0
      ? []
      : [
          `${unpricedRequests} ${unpricedRequests === 1 ? 'request' : 'requests'} went to models without a price: counted, not priced.`,
          '',
        ]),
    ...table(
      ['promised', 'for', 'since', 'by'],
      open.map((reserved) => [
        amountOf(reserved),
        reserved.on,
        new Date(reserved.atMs).toLocaleString('en-GB'),
        ownerOf(reserved, standing),
      ]),
    ),
    `Prices of models as published on ${pricesDate}, of hardware in ${hardwareDate}, where the service itself lists none.`,
    '',
  ];
  return sections.join('\n');
}

/** `, $0.05 of it estimated, and $0.20 promised`: a service that does not say what it took bills by its own measurement, not by ours. */
function furtherText(estimated: number, promised: number): string {
  return [
    ...(estimated === 0 ? [] : [`, ${dollars(estimated)} of it estimated`]),
    ...(promised === 0 ? [] : [`, and ${dollars(promised)} promised`]),
  ].join('');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  if (rows.length === 0) return [];
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line), ''];
}

function amountOf({ quote }: ReserveEntry): string {
  return quote.kind === 'priced' ? dollars(quote.microUsd) : `${quote.tokens.toLocaleString('en')} tokens`;
}

function ownerOf({ session, by }: ReserveEntry, standing: Standing): string {
  const where = by.host === thisHost() ? '' : `, on ${by.host}`;
  return `${session === standing.session ? 'this session' : session}${where}`;
}
