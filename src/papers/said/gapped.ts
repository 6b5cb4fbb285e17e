/** Values whose verb is said once: `A has 3 layers, B 5`, `A was trained for 10 epochs, the larger one for 20`. */
import { type Bound, boundApart } from './bound.ts';
import { type Mention, mentionsIn } from './mentions.ts';
import type { Quantity } from './numbers.ts';
import { withoutPoints } from './whose.ts';

const proper = String.raw`\p{Lu}[\p{L}\d.+]*(?:[-/][\p{L}\d.]+)*(?: \d[\d.]*[BMK]?)?`;
const described = String.raw`(?:small|large|big|other|second|first|third|later|earlier|last|final|base|tiny|wide|narrow|deep|shallow|short|long|\d[\d.]*[BM])(?:er|est|s)?(?: (?:one|ones|model|models|network|networks|variant|variants|system|corpus|data set|set|version|stage|phase|part|half))?|(?:[\p{Ll}-]+ )?(?:encoder|decoder|transformer|classifier|head|student|teacher|backbone|generator|discriminator|critic|actor|policy|value function|adapter|adapters|projector|tower|autoencoder|denoiser)|linear (?:evaluation|probing|probes?)|others|rest|remaining (?:one|ones|models|data sets|tasks)|former|latter`;
const subject = `(?:the |our )?((?:${proper}(?:(?:, | and |, and )${proper})*)|(?:${described}))`;
const gap = new RegExp(
  String.raw`^[^,;.()]{0,60}(?:\([^()]*\)[^,;.()]{0,12})?(?:[,;] (?:and |while |whereas |but )?| (?:and|while|whereas|but) )(?:for |on |in |with |at )?${subject}(?:['’]s)?(?: (?:is|was|has|had|gets|got|takes|took|uses|used|starts|begins|learns|trains|needs|keeps))?(?: (?:only|just|about|with|of|at|on|for|by|to|from|the first|the last|the same with))*:? $`,
  'u',
);
const opening = new RegExp(
  String.raw`^\s*(?:(?:[Tt]he|[Oo]ur) )?(?:(?:[\p{Ll}-]+ )?(?:model|network|student|teacher), )?(${proper}(?: (?:and|model|network))*|[\p{L}\d.-]+(?: (?:model|network|variant|system|one)s?)?),? (?:is|was|are|were|has|have|had|uses?|used|sees?|saw|lasts?|lasted|gets?|got|takes?|took|reads?|needs?|runs?|ran|trains?|keeps?)\b`,
  'u',
);

/** What stands behind the first subject's value, taken from `free`. */
export function gapped(
  text: string,
  told: readonly Bound[],
  free: readonly Quantity[],
  used: Set<Quantity>,
  mentions: readonly Mention[],
): Bound[] {
  const found: Bound[] = [];
  for (const quantity of free) {
    if (used.has(quantity) || quantity.form !== 'one') continue;
    const ahead = [...told, ...found].filter(({ end }) => end <= quantity.start).sort((a, b) => a.end - b.end);
    const preposition = prepositionBefore(text, quantity.start);
    const alike =
      preposition === undefined ? undefined : ahead.findLast(({ amounts: [only] }) => prepositionBefore(text, only.start) === preposition);
    const before = alike ?? ahead.at(-1);
    if (before === undefined || before.form !== 'one') continue;
    if (mentions.some(({ start, end }) => start >= (ahead.at(-1)?.end ?? 0) && end <= quantity.start)) continue;
    const [first] = before.amounts;
    if (first.isShare !== quantity.amounts[0].isShare) continue;
    // `σ = 0.02; in the other every unit is present twice`.
    if (first.isDigits && first.value < 1 && !quantity.amounts[0].isDigits) continue;
    const name = gap.exec(withoutPoints(text.slice(Math.max(before.end, first.end), quantity.start)))?.[1];
    const behind = text.slice(quantity.end);
    const isAlone = /^\s*(?:[,.;)]|$| ?(?:and|while|but|only)\b)/.test(behind);
    if (name === undefined || !isAlone || !isThing(name)) continue;
    used.add(quantity);
    found.push(boundApart(before.setting, quantity, /^(?:former|latter)$/.test(name) ? undefined : name));
  }
  return found;
}

/** `on 64 …, the others on 16`. */
function prepositionBefore(text: string, at: number): string | undefined {
  return /\b(on|at|with|for|of|to)\s+$/.exec(text.slice(0, at))?.[1];
}

/** The first of them, which stands behind its verb, is of the subject that the clause opens with. */
export function withSubjects(text: string, all: readonly Bound[]): Bound[] {
  return all.map((bound) => {
    if (bound.scope !== undefined || bound.form !== 'one') return bound;
    const isFirst = all.some(
      (other) =>
        other.scope !== undefined &&
        other.setting === bound.setting &&
        other.start > bound.end &&
        gap.test(text.slice(bound.end, other.amounts[0].start)),
    );
    if (!isFirst) return bound;
    const clause = text.slice(0, bound.start);
    const name = opening.exec(text.slice(clause.lastIndexOf(';') + 1, bound.end))?.[1];
    return name === undefined || !isThing(name) ? bound : { ...bound, scope: name };
  });
}

function isThing(name: string): boolean {
  return (
    !/^(?:We|It|They|This|That|Each|Every|Both|All|In|On|For|The|A|An|One|Adam\w*|SGD|There|Here|Training|training)$/u.test(name) &&
    mentionsIn(name, new Map()).length === 0
  );
}
