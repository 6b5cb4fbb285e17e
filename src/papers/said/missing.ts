/** What a reproduction of this paper needs and the paper does not say. */
import type { Candidate } from './candidates.ts';
import { checklist, type Needed } from './checklist.ts';
import { linear } from './linear.ts';
import { isBackground, withoutPoints } from './others.ts';
import { paperKind } from './paperKind.ts';
import type { Passages } from './passages.ts';
import type { Missing } from './said.ts';
import type { Entities } from './scopes.ts';

export function missingFrom(passages: Passages, values: readonly Candidate[], entities: Entities): Missing[] {
  const text = ownWords(passages);
  const said = new Set(values.map(({ name }) => name));
  const kind = paperKind(text, said);
  if (!kind.hasExperiments) return [];
  return checklist
    .filter((needed) => needed.isAsked(kind, said, text) && !isSaid(needed, said, text, entities))
    .map(({ name, why }) => ({ name, why }));
}

function isSaid({ name, values, words, without }: Needed, said: ReadonlySet<string>, text: string, entities: Entities): boolean {
  if (values.some((value) => said.has(value))) return true;
  if ((name === 'data set' || name === 'environment') && entities.all.some(({ kind }) => kind === 'data')) return true;
  if (words === undefined) return false;
  return words.test(without === undefined ? text : text.replaceAll(without, ' '));
}

/** Everything that the paper says of itself, sentence by sentence; what others did is left out. */
function ownWords({ sentences, tables }: Passages): string {
  const own = sentences.map(({ line, headings, others }) => {
    // “We do not use weight decay” says something of weight decay, though no value.
    const spans =
      /\b(?:no|not|without|none)\b/i.test(line.text) && !isBackground(headings)
        ? others.filter(([start, end]) => !/\b(?:do|did|does) not (?:use|apply)\b|\b(?:no|without) \w/i.test(line.text.slice(start, end)))
        : others;
    let text = withoutPoints(line.text);
    for (const [start, end] of spans) text = text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
    return text;
  });
  const cells = tables.flatMap(({ table }) =>
    table.rows.map((row) => row.map(({ content }) => withoutPoints(linear(content).text)).join(' ')),
  );
  return [...own, ...cells].join('.\n');
}
