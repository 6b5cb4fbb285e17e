import { parseAddress } from '../papers/address.ts';
import type { CodeChange, Located, TraceLink, UnsureWhy } from '../reproduction/trace/link.ts';
import type { PaperChange } from '../reproduction/trace/paperSide.ts';
import type { ContractMark } from './traceContracts.ts';

/** Words about trace links, without the editor. */

/** `S3.E1`, or the paper where the link is to all of it. */
export function shortAddress(address: string): string {
  const { anchor } = parseAddress(address);
  return anchor ?? address;
}

export function lensTitle(link: TraceLink, located: Located, paper: PaperChange, contracts: readonly ContractMark[] = []): string {
  const isPart = located.kind === 'found' && located.how === 'split';
  const changed = located.kind === 'found' && located.change === 'edited' ? ' · changed since' : '';
  const reads = paper === 'changed' ? ' · paper changed' : paper === 'gone' ? ' · not in this version' : '';
  return `${isPart ? 'implements part of' : 'implements'} ${shortAddress(link.address)}${changed}${reads}${contractTitle(contracts)}`;
}

/** Worst first: a formula of several equations is as good as the worst of them. */
const worst: readonly ContractMark['state'][] = ['mismatch', 'not compared', 'stale', 'not mapped', 'no contract', 'ok'];

function contractTitle(contracts: readonly ContractMark[]): string {
  const [mark] = contracts.toSorted((a, b) => worst.indexOf(a.state) - worst.indexOf(b.state));
  if (mark === undefined) return '';
  const run = mark.run === undefined ? '' : ` · run ${mark.run}`;
  return `${mark.state === 'no contract' ? ' · no contract' : ` · contract ${mark.state}`}${run}`;
}

/** What a hover says of a contract, after the formula. Words of the paper stand in a fence. */
export function contractText({ record, state, because, run }: ContractMark, reads?: string): string {
  const fenced = (text: string): string => {
    const fence = '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
    return `${fence}text\n${clipped(text)}\n${fence}`;
  };
  const said = {
    ok: 'The code computes this equation on all random inputs.',
    mismatch: 'The code does **not** compute this equation:',
    'not compared': 'The code could not be compared with this equation:',
    'no contract': 'Nothing can be tested of this equation:',
    'not mapped': 'Nobody has said yet which argument is which symbol.',
    stale: `The ${because ?? 'code'} is another since it was checked (${record.state} then).`,
  }[state];
  return [
    `**Contract ${state}**${run === undefined ? '' : ` · run ${escaped(run)}`}`,
    '',
    ...(reads === undefined ? [] : ['Understood as', '', fenced(reads), '']),
    said,
    ...(record.why === undefined || state === 'stale' ? [] : ['', fenced(record.why)]),
  ].join('\n');
}

export interface Problem {
  readonly code: 'code-changed' | 'paper-changed' | 'paper-gone' | 'unsure' | 'lost' | 'contract-mismatch' | 'contract-not-compared';
  readonly message: string;
  /** Nothing is wrong yet; somebody should look. */
  readonly isHint: boolean;
}

/** What a person should look at, if anything. */
export function problemsOf(
  link: TraceLink,
  located: Located,
  paper: PaperChange,
  contracts: readonly ContractMark[] = [],
): readonly Problem[] {
  const at = shortAddress(link.address);
  const name = link.code.symbol.join('.') || link.code.file;
  const found: Problem[] = [];
  if (located.kind === 'gone')
    found.push({ code: 'lost', message: `${name}, which implements ${at}, is nowhere to be found any more.`, isHint: false });
  if (located.kind === 'unsure' && located.why !== 'unreadable')
    found.push({
      code: 'unsure',
      message: `It is not certain where the code of ${at} (${name}) is now: ${whyUnsure(located.why)}.`,
      isHint: false,
    });
  if (located.kind === 'found' && located.change === 'edited')
    found.push({
      code: 'code-changed',
      message: `${name} was changed after it was linked to ${at}. Does it still do what the paper says?`,
      isHint: true,
    });
  if (paper === 'changed')
    found.push({
      code: 'paper-changed',
      message: `${at} reads differently in the version of the paper that is open than when ${name} was linked to it.`,
      isHint: false,
    });
  if (paper === 'gone')
    found.push({
      code: 'paper-gone',
      message: `The version of the paper that is open has no ${at}, to which ${name} is linked.`,
      isHint: false,
    });
  for (const { record, state } of contracts) {
    if (state === 'mismatch')
      found.push({ code: 'contract-mismatch', message: `${name} does not compute ${at}. ${record.why ?? ''}`.trim(), isHint: false });
    if (state === 'not compared')
      found.push({ code: 'contract-not-compared', message: `${name} could not be compared with ${at}: ${record.why ?? ''}`, isHint: true });
  }
  return found;
}

export function whyUnsure(why: UnsureWhy): string {
  switch (why) {
    case 'alike':
      return 'several places are as good';
    case 'replaced':
      return 'its name stands over other code now';
    case 'resembles':
      return 'something resembles it, not enough to be it';
    case 'unreadable':
      return 'its file cannot be read as Python yet';
  }
}

export function changeText(change: CodeChange): string {
  switch (change) {
    case 'none':
      return 'as it was linked';
    case 'formatting':
      return 'formatted since, otherwise as it was linked';
    case 'words':
      return 'comments or type hints changed since, not what it computes';
    case 'names':
      return 'names changed since, not what it computes';
    case 'edited':
      return 'changed since it was linked';
  }
}

/** The editor cuts off what is longer. */
const mostMarkdown = 98_000;

/** A picture in a hover, with words for whoever does not see it; undefined: it is too large for one. */
export function pictureMarkdown(svg: string, words: string): string | undefined {
  const data = svg.replaceAll('"', "'").replaceAll(
    /[^\w+/=:;,.'-]/gu,
    (character) =>
      `%${Buffer.from(character)
        .toString('hex')
        .replaceAll(/..(?=.)/g, '$&%')}`,
  );
  const text = `![${escaped(clipped(words).replaceAll(/\s+/g, ' '))}](data:image/svg+xml,${data})`;
  return text.length > mostMarkdown ? undefined : text;
}

/**
 * The paper’s words in a hover: `drawn`, or as TeX, where it is a formula. They are somebody else’s, so nothing in them is drawn as
 * Markdown.
 */
export function hoverText(
  link: TraceLink,
  located: Located,
  words: { readonly text: string; readonly tex?: string } | undefined,
  title: string | undefined,
  drawn?: string,
): string {
  const quote = words?.tex ?? words?.text ?? link.paper.excerpt;
  const fence = '`'.repeat(Math.max(3, ...[...(quote ?? '').matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)));
  const block =
    drawn !== undefined
      ? [drawn]
      : quote === undefined
        ? []
        : [`${fence}${words?.tex === undefined ? 'text' : 'latex'}`, clipped(quote), fence];
  const state = located.kind === 'found' ? changeText(located.change) : '';
  return [
    `**Implements** \`${link.address.replaceAll('`', '')}\`${title === undefined ? '' : ` of ${escaped(title)}`}`,
    '',
    ...block,
    '',
    state,
  ].join('\n');
}

function clipped(text: string): string {
  return text.length <= 1_200 ? text : `${text.slice(0, 1_199).toWellFormed()}…`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]()#+\-.!<>|~&]/g, '\\$&');
}
