/** Where a reproduction stands, in words: for the agent, and for the command line. */
import type { Unnamed } from '../../papers/said/said.ts';
import type { Register, RegisterRow, Slice, Spec } from '../stages/records.ts';
import { stagesOf } from '../stages/stagesOf.ts';
import type { Stages } from '../stages/units.ts';

const mostNamed = 40;
const mostUnnamed = 20;

export function sliceLines({ nodes, left, tokens, budget }: Slice): readonly string[] {
  const anchors = nodes.map(({ address }) => anchorOf(address));
  const more = anchors.length > mostNamed ? ', …' : '';
  return [
    `Slice: ${nodes.length} parts, about ${tokens} of ${budget} tokens: ${anchors.slice(0, mostNamed).join(', ')}${more}.`,
    ...left.slice(0, 10).map(({ address, why }) => `- left out: ${anchorOf(address)}. ${why}`),
    ...(left.length > 10 ? [`- and ${left.length - 10} more; slice.json names all.`] : []),
  ];
}

export function specLines({ items, goal }: Spec): readonly string[] {
  const by = new Map<string, number>();
  for (const { kind } of items) by.set(kind, (by.get(kind) ?? 0) + 1);
  const kinds = [...by].map(([kind, count]) => `${count} ${kind}`).join(', ');
  return [...(goal === undefined ? [] : [`Goal: ${goal}`]), `Specification: ${items.length} items (${kinds}).`];
}

export function registerLines({ rows }: Register): readonly string[] {
  if (rows.length === 0) return ['Register: nothing is open.'];
  const open = rows.filter(({ value }) => value === undefined).length;
  return [
    `Register: ${rows.length} row${rows.length === 1 ? '' : 's'}, ${open} without a value.`,
    ...rows.slice(0, 60).map((row) => `- ${rowLine(row)}`),
  ];
}

/** `slice`: addresses. Numbers in it whose words were not understood: for whoever writes items, not for the register. */
export function unnamedLines(unnamed: readonly Unnamed[], slice: readonly string[]): readonly string[] {
  const inSlice = unnamed.filter(({ address }) => slice.some((node) => address === node || address.startsWith(`${node}.`)));
  if (inSlice.length === 0) return [];
  return [
    'Numbers of the set-up whose words were not understood; names are guesses, so read the place:',
    ...inSlice.slice(0, mostUnnamed).map(({ stated, unit, perhaps, quote, address }) => {
      const guess = perhaps === undefined ? '' : `, perhaps ${perhaps.join(' or ')}`;
      return `- ${stated}${unit === undefined ? '' : ` ${unit}`}${guess}: “${quote}” [${anchorOf(address)}]`;
    }),
    ...(inSlice.length > mostUnnamed ? [`- and ${inSlice.length - mostUnnamed} more; read_paper shows them.`] : []),
  ];
}

export function rowLine({ id, name, kind, state, value, unit, origin, why, alternatives, evidence }: RegisterRow): string {
  const has =
    value === undefined
      ? 'no value'
      : `${JSON.stringify(value)}${unit === undefined ? '' : ` ${unit}`} (${origin.kind}${origin.text === '' ? '' : `: ${origin.text}`})`;
  const others =
    alternatives.length === 0
      ? ''
      : ` Alternatives: ${alternatives
          .slice(0, 5)
          .map((alternative) => JSON.stringify(alternative.value))
          .join(', ')}.`;
  const places = evidence.flatMap((place) => ('address' in place ? [anchorOf(place.address)] : []));
  const at = places.length === 0 ? '' : ` [${[...new Set(places)].slice(0, 3).join(', ')}]`;
  return `${id}${id === name ? '' : ` (${name})`}: ${kind}, ${state}, ${has}. ${why}${others}${at}`;
}

export function nextLine(stages: Stages): string {
  const { next } = stagesOf(stages);
  return `Next: ${next.tool === undefined ? '' : `${next.tool}: `}${next.words}`;
}

function anchorOf(address: string): string {
  return address.slice(address.indexOf('#') + 1);
}
