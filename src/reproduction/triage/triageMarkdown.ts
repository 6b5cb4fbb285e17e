/** A triage card as Markdown: for a person, and for the model that begins a reproduction. */
import { shortened } from '../report/shortened.ts';
import type { Triage } from '../stages/resultRecords.ts';
import { durationText } from './compute.ts';

const mostRows = 15;

export function triageMarkdown(triage: Triage): string {
  const { title, paper, data, code, licence, compute, missing, contradictions, claims, replications, unread, unfinished, advice } = triage;
  const rows = <Row>(all: readonly Row[], text: (row: Row) => string): string[] => [
    ...all.slice(0, mostRows).map((row) => `- ${text(row)}`),
    ...(all.length > mostRows ? [`- … and ${all.length - mostRows} more`] : []),
  ];
  return [
    `## Worth reproducing? “${plain(title)}” (${paper})`,
    plain(advice),
    `- Data: ${data.state}. ${plain(data.why)}${data.sets.length === 0 ? '' : ` ${data.sets.map(({ name, hub, state }) => plain(`${name}${hub === undefined ? '' : ` (${hub})`}: ${state}`)).join('; ')}.`}`,
    `- Code: ${code.state}. ${plain(code.why)}${code.repositories.length === 0 ? '' : ` ${code.repositories.map(({ url, by }) => `${url} (${by})`).join(', ')}`}`,
    `- Licence: paper ${plain(licence.paper ?? 'not stated')}, code ${plain(licence.code ?? 'not known')}, data ${plain(licence.data ?? 'not known')}.`,
    `- Compute: ${compute.state}, confidence ${compute.confidence}. ${plain(compute.formula)}${compute.deviceHours === null ? '' : ` = ${durationText(compute.deviceHours)} of ${plain(compute.device ?? 'one device')}`}`,
    ...(unfinished === undefined ? [] : ['', plain(unfinished)]),
    ...(missing.length === 0
      ? unfinished === undefined
        ? ['', 'Nothing that is usually needed is missing.']
        : []
      : ['', `Not found (${missing.length}):`, ...rows(missing, ({ name, why }) => plain(`${name}: ${why}`))]),
    ...(contradictions.length === 0
      ? []
      : [
          '',
          'Contradictions:',
          ...rows(contradictions, ({ name, values }) =>
            plain(`${name}: ${values.map(({ value, address }) => `${String(value)} at ${address}`).join(', ')}`),
          ),
        ]),
    ...(claims.length === 0
      ? ['', 'No cell of a table is proposed to be measured.']
      : [
          '',
          `Cells to measure (${claims[0]?.address ?? ''}):`,
          ...rows(claims, ({ headings, text, row, column, why }) => plain(`${headings}: ${text} (row ${row}, column ${column}; ${why})`)),
        ]),
    ...(replications.length === 0
      ? []
      : [
          '',
          'Others who tried:',
          ...rows(
            replications,
            ({ title: name, url, outcome }) => `${plain(name)}: ${url}${outcome === undefined ? '' : ` (${plain(outcome)})`}`,
          ),
        ]),
    ...(unread.length === 0 ? [] : ['', 'Not read:', ...rows(unread, plain)]),
  ].join('\n');
}

function plain(text: string): string {
  return shortened(text, 700).replaceAll(/[\\`*_[\]<>|#~]/g, '\\$&');
}
