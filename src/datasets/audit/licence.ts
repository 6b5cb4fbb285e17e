/** What the card says of the licence, and where it contradicts itself. */
import type { CardFacts } from '../table.ts';
import type { Finding } from './finding.ts';

/** Say nothing. */
const unknown: ReadonlySet<string> = new Set(['unknown', 'other', 'none', 'n/a', '']);

/** Names for the same. Full texts are not read. */
function shortName(licence: string): string {
  const text = licence
    .toLowerCase()
    .trim()
    .replace(/^license:/, '');
  const creative = /^(?:creative commons|cc)[ -]?(.*)$/.exec(
    text.replaceAll('attribution', 'by').replaceAll('noncommercial', 'nc').replaceAll('sharealike', 'sa'),
  )?.[1];
  if (/apache/.test(text)) return 'apache-2.0';
  if (/^(?:the )?mit(?: license)?$/.test(text)) return 'mit';
  if (creative !== undefined) return `cc-${creative.trim().replace(/\s+/g, '-')}`;
  return text.replace(/\s+/g, '-');
}

export function licenceFindings({ licences, gated, isPrivate }: CardFacts): readonly Finding[] {
  const none = { count: 0, of: 0, rows: [] } as const;
  const stated = licences
    .map(({ licence, from }) => ({ name: shortName(licence), from }))
    .filter(({ name }) => !unknown.has(name) && name.length <= 60);
  const names = [...new Set(stated.map(({ name }) => name))];
  const found: Finding[] = [];
  if (names.length === 0)
    found.push({ ...none, kind: 'licence', severity: 'warning', text: 'No licence is stated: nobody has allowed its use yet.' });
  if (new Set(stated.map(({ name }) => name.replace(/-\d.*$/, ''))).size > 1)
    found.push({
      ...none,
      kind: 'licence',
      severity: 'warning',
      text: `Licences contradict each other: ${stated.map(({ name, from }) => `${name} (${from})`).join(', ')}.`,
    });
  const limits = names.filter((name) => /(?:^|-)(?:nc|nd)(?:-|$)|non-?commercial|research/.test(name));
  if (limits.length > 0)
    found.push({
      ...none,
      kind: 'licence',
      severity: 'warning',
      text: `${limits.join(', ')} limits what may be done with it (no commercial use, or no changed copies).`,
    });
  if (gated !== 'no')
    found.push({
      ...none,
      kind: 'gated',
      severity: 'note',
      text: `It is gated: its owner ${gated === 'manual' ? 'lets in each reader by hand' : 'wants conditions to be accepted'}. A job needs a token of somebody who may read it.`,
    });
  if (isPrivate) found.push({ ...none, kind: 'gated', severity: 'note', text: 'It is private: a job needs a token that may read it.' });
  return found;
}
