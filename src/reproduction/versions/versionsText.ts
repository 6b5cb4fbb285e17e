/** What changed between two versions, as text. */
import { unfinishedWords } from '../../papers/said/unfinished.ts';
import { shortened } from '../report/shortened.ts';
import type { NodeChange, VersionDiff } from './compareVersions.ts';

const mostRows = 40;

export function versionsText({ before, after, nodes, settings, unfinished = [], numbers, code }: VersionDiff): string {
  const count = (state: NodeChange['state']): number => nodes.filter((node) => node.state === state).length;
  const changed = nodes.filter(({ state }) => state === 'changed' || state === 'new' || state === 'gone');
  return [
    `${before} → ${after}: ${count('changed')} changed, ${count('new')} new, ${count('gone')} gone; ${count('moved')} moved or were renumbered, ${count('same')} are as they were.`,
    ...unfinished.map(
      ({ version, ...what }) => `${version}: ${unfinishedWords(what)} Settings are compared only as far as both are known.`,
    ),
    ...section(
      'Code that is linked to what changed',
      code,
      ({ file, symbol, address, state, now }) =>
        `${file}${symbol === '' ? '' : `: ${symbol}`} (${state}) ${anchor(address)}${now === undefined ? '' : ` → ${anchor(now)}`}`,
    ),
    ...section(
      'Settings',
      settings,
      ({ name, before: was, after: is, address }) =>
        `${name}: ${was.length === 0 ? 'not said' : was.join(', ')} → ${is.length === 0 ? 'not said' : is.join(', ')} (${anchor(address)})`,
    ),
    ...section(
      'Numbers in tables',
      numbers,
      ({ address, headings, before: was = 'none', after: is = 'none' }) => `${anchor(address)} ${headings}: ${was} → ${is}`,
    ),
    ...section('Parts', changed, changeLine),
  ].join('\n');
}

function section<Row>(title: string, rows: readonly Row[], text: (row: Row) => string): readonly string[] {
  if (rows.length === 0) return [];
  const more = rows.length > mostRows ? [`  … and ${rows.length - mostRows} more`] : [];
  return ['', `${title}:`, ...rows.slice(0, mostRows).map((row) => `- ${shortened(text(row), 500)}`), ...more];
}

function changeLine({ state, kind, before, after, said }: NodeChange): string {
  const place = [before, after].flatMap((address) => (address === undefined ? [] : [anchor(address)]));
  const words = [said?.before, said?.after].flatMap((text) => (text === undefined ? [] : [`“${text}”`]));
  return `${state} ${kind} ${[...new Set(place)].join(' → ')}${words.length === 0 ? '' : `: ${words.join(' → ')}`}`;
}

function anchor(address: string): string {
  return address.slice(address.indexOf('#'));
}
