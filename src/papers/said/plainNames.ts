/** Ordinary words under which a paper goes through its data: `digits` and `moons`, where it says of both what it does on them. */
import { isUsualHeading } from './headingScopes.ts';
import { linear } from './linear.ts';
import { matchesOf } from './matches.ts';
import { mentionsIn } from './mentions.ts';
import type { Passages } from './passages.ts';

const word = String.raw`\p{L}\p{Ll}{2,}(?:[-–]+\p{Lu}\p{Ll}+)?`;
/** Behind a name that is none of the words before another noun. */
const ends = String.raw`(?=[.,;:)]|$| [\d(]| \p{L} ?[=∈<≤]| (?:and|we|it|I|is|are|was|were|has|have|had|at|with|the|in|to|than|from|by|where|which|there|but|for|of|while|only|alone|as|a|an|both|or|nothing|no|one|after|all|this|that|they)\b)`;
/** `0.2 on sunspots and 0 on the delay equation`, `three on roll, five on ring`. */
const pair = new RegExp(
  String.raw`\b(?:on|for) (?:the )?(${word})(?:,|;| and|,? but|,? while|, and) (?:(?!on\b|for\b)[^\s;]+ ){0,6}?(?:on|for) (?:the )?(${word})${ends}`,
  'gu',
);
const plain =
  /^(?:the|an?|this|that|these|those|it|its|their|our|each|every|all|both|any|some|most|many|one|two|three|four|five|six|seven|eight|nine|ten|half|what|which|how|why|train\w*|test\w*|valid\w*|develop\w*|evaluat\w*|average|mean|median|top|left|right|bottom|order|hand|other|others|rest|example|instance|comparison|reference|simplicity|brevity|time|second|minutes?|hours?|seconds?|days?|epochs?|steps?|iterations?|rounds?|seeds?|runs?|images?|points?|samples?|examples?|data\w*|gpus?|cpus?|laptops?|machines?|desktops?|cores?|hardware|nodes?|clients?|servers?|teachers?|students?|encoders?|decoders?|actors?|critics?|weights?|bias\w*|layers?|models?|networks?|parameters?|gradients?|inputs?|outputs?|targets?|labels?|classes|loss\w*|errors?|accuracy|methods?|experiments?|sections?|tables?|figures?|appendix|papers?|tasks?|problems?|settings?|details?|results?|everything|nothing|itself|them|us|me|him|her|you|reasons?|purposes?|years?|months?|large|small|large\w*|small\w*|adam\w*|sgd|grids?|board|paper|record|demand|purpose|account|behalf|convenience|completeness|clarity|fairness|speed|sampling|fitting|learning|selection|choosing|tuning|pre-?training|fine-?tuning|adaptation|distillation|dropout|attention|which|whom|where|when|more|less|fewer|longer|shorter|again|free|short|long|good|ever|now|here|there|\p{L}{4,}ing|values?|quer(?:y|ies)|keys?|features?|vectors?|functions?|autoencoders?|probes?|ablations?|baselines?|numbers?|phases?|stages?|schedules?|units?|tokens?|characters?|words?|graphs?|graph|curves?|orientation|limits?|depths?|widths?|sizes?|lengths?|levels?|distances?|proofs?|theor\p{L}+|bounds?|regression|classification)$/iu;

/** Each is told in two ways: in sentences, and as what a column, a row, a heading or a caption is called, or beside another. */
export function plainNames({ sentences, tables }: Passages, columns: readonly string[]): readonly string[] {
  const titles = new Set([
    ...[...columns, ...tables.flatMap(({ table }) => table.rows.map(([label]) => linear(label?.content ?? []).text))].flatMap(nameIn),
    ...sentences.flatMap(({ line: { text }, headings, place }) => [
      ...headings.flatMap(nameIn),
      ...(place === 'caption' ? nameIn(/^([^:.,]{3,30})[:.,] /u.exec(text)?.[1] ?? '') : []),
    ]),
  ]);
  const apart = new Map<string, number>();
  for (const { line } of sentences)
    for (const [, one = '', other = ''] of matchesOf(line.text, pair))
      for (const name of [key(one), key(other)]) apart.set(name, (apart.get(name) ?? 0) + 1);
  const spoken = (name: string): number => {
    const on = new RegExp(
      String.raw`\b(?:[Oo]n|[Ff]or) (?:the )?[${name.slice(0, 1)}${name.slice(0, 1).toUpperCase()}]${name.slice(1)}${ends}`,
      'u',
    );
    return sentences.filter(({ line: { text } }) => text.includes(name.slice(1)) && on.test(text)).length;
  };
  const names = [...new Set([...titles, ...apart.keys()])].filter(
    (name) => isName(name) && spoken(name) >= (titles.has(name) || (apart.get(name) ?? 0) > 1 ? 1 : 2),
  );
  // One alone may be beside a known data set: it is spoken of again and again.
  const told = names.length === 1 ? names.filter((name) => titles.has(name) && spoken(name) > 2) : names;
  return told.length > 6 ? [] : told;
}

function isName(name: string): boolean {
  return name.split(' ').every((part) => !plain.test(part) && mentionsIn(part, new Map()).length === 0) && !isUsualHeading(name);
}

/** `Alice`, `The ring`, `A (digits)`, `Experiment A: digits`. */
function nameIn(title: string): readonly string[] {
  const inner = title
    .replace(/^(?:experiment|task|study|problem|case|example|data|data ?set)\b ?\w?:? /i, '')
    .replace(/^(?:the|a|an|on|for|two) /i, '')
    .replace(/[.:]$| (?:with|without|of|in|under|from) .*$/, '');
  const name = /^\S{1,2} \((.+)\)$/u.exec(inner)?.[1] ?? inner.replace(/ \([^()]*\)$/, '');
  return name.length <= 24 && titled.test(name) ? [key(name)] : [];
}

const titled = new RegExp(`^${word}(?: \\p{Ll}{3,})?$`, 'u');

function key(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1);
}
