/** A question to the authors of a paper, as Markdown for an issue or a mail: short quotes with their place, nothing else of the paper. */
import type { RegisterRow } from '../stages/records.ts';

export interface AskedPaper {
  readonly title: string;
  /** `arxiv:1706.03762v7`. */
  readonly id: string;
}

export interface Question {
  readonly subject: string;
  readonly body: string;
}

const longestQuote = 120;

/** One question for each row. */
export function askAuthors({ title, id }: AskedPaper, rows: readonly RegisterRow[]): Question {
  const names = rows.map(({ name }) => name);
  const subject = `Question about ${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and more' : ''} in “${title}”`;
  const blocks = rows.map((row, place) =>
    [`${rows.length > 1 ? `${place + 1}. ` : ''}**${row.name}.** ${questionOf(row)}`, ...quotesOf(row)].join('\n'),
  );
  const body = [
    `We are reproducing “${title}” (${id}) and could not find the following in it.`,
    ...blocks,
    'Thank you for your work, and for any answer.',
  ].join('\n\n');
  return { subject, body: `${body}\n` };
}

function questionOf({ kind, alternatives, value }: RegisterRow): string {
  const options = alternatives.slice(0, 4).map((alternative) => String(alternative.value));
  if (kind === 'contradiction') return `The paper gives ${options.join(' and ')}. Which of them led to the reported numbers?`;
  const assumed = value === undefined ? '' : ` We would assume ${String(value)} otherwise.`;
  return kind === 'unclear'
    ? `We read this in more than one way${options.length === 0 ? '' : ` (${[...(value === undefined ? [] : [String(value)]), ...options].join('; ')})`}. Which one is meant?${assumed}`
    : `Which one was used?${assumed}`;
}

function quotesOf({ evidence }: RegisterRow): readonly string[] {
  return evidence.slice(0, 3).flatMap((place) => {
    if (!('address' in place)) return [];
    const anchor = place.address.slice(place.address.indexOf('#') + 1);
    const words = place.quote?.replaceAll(/\s+/g, ' ').trim() ?? '';
    const quote = words.length > longestQuote ? `${words.slice(0, words.lastIndexOf(' ', longestQuote))} …` : words;
    return [quote === '' ? `   - ${anchor}` : `   - ${anchor}: “${quote}”`];
  });
}
