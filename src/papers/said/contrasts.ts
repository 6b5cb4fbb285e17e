/** A setting with several values in one sentence: what tells them apart is their scope, whatever it is called. */
import { mentionsIn } from './mentions.ts';
import type { Occurrence } from './scopes.ts';

export interface Contrasted {
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

const noun = String.raw`((?!the\b|a\b|an\b|of\b|it\b|we\b|each\b|all\b|which\b|that\b|this\b|both\b|what\b|train|test|every\b|epochs?\b|steps\b)(?:\d+\.\d+[BM]\b|[\p{L}\d][\p{L}\d'-]*(?:\.\d+[BM]\b)?)(?: (?!and\b|but\b|is\b|are\b|of\b|in\b|on\b|we\b|it\b|by\b|at\b)[\p{L}\d][\p{L}\d'-]*){0,2}?)`;
const behind = new RegExp(
  String.raw`^[\s}\])]*(?: [\p{L}-]+){0,3}? (?:for|on|in|during|at) (?:the |our |all |a )?${noun}(?: case| setting| phase| stage)?(?=\s*(?:,|;|\.|\)|$|and\b|but\b|while\b|whereas\b|\())`,
  'u',
);
const bracket = /^(?: [\p{L}-]+)? \((?:for |on |in )?(?:the )?([\p{L}][\p{L}\d '-]{1,28})\)/u;
const ahead = new RegExp(
  String.raw`(?:^|[,;:]\s*|\b(?:and|but|while|whereas)\s+)(?:(?:for|on|in|with|of) )?(?:the |our )?${noun}(?:,? +(?:is|are|was|were|has|have|had|uses?|used|gets?|needs?|takes?|cut|to|by|with|at|for|it|a|set|trained|truncated|limited|initiali[sz]ed|drawn|starts?|begins?|we|out|of|from|among|between|over|∈|\{|\[|\p{L}(?= ∈)))*(?: the (?:\p{L}+ )?(?:rule|scheme|method|recipe) of)?\s*[{[(]?\s*$`,
  'iu',
);

/** For each of the places its scope, where at least two have one of their own; undefined where nothing tells them apart. */
export function contrastIn(text: string, places: readonly Contrasted[]): readonly (Occurrence | undefined)[] | undefined {
  if (places.length < 2) return undefined;
  for (const read of [
    ({ end }: Contrasted) => behind.exec(text.slice(end))?.[1],
    ({ end }: Contrasted) => bracket.exec(text.slice(end))?.[1],
    ({ start }: Contrasted) => ahead.exec(text.slice(0, start))?.[1],
  ]) {
    const names = places.map(read).map((name) => (name !== undefined && isThing(name) ? name : undefined));
    const told = names.filter((name) => name !== undefined);
    if (told.length >= 2 && new Set(told).size === told.length)
      // `0.01 for the two others`: for all that has no name here.
      return names.map((name) =>
        name === undefined || /^(?:two|three|four|five|six) others$/.test(name) ? undefined : { name, kind: 'other', start: 0, end: 0 },
      );
  }
  return undefined;
}

/** No setting, and nothing that says when or how. */
function isThing(name: string): boolean {
  return (
    !/^\d(?![\d.]*[BM]\b)|^(?:but|with|and|so|then|too|while|yet|only|also|again)$|\b(?:first|last|next|total|end|beginning|start|time|times|mean|once|least|most|average|addition|turn|order|particular|practice|general|parallel|deviation|over|under|error)\b/i.test(
      name,
    ) &&
    // `the low-rank updates`: what is counted elsewhere is a thing here.
    mentionsIn(
      name.replaceAll(/[\p{L}\d]+-[\p{L}\d-]+/gu, (word) => '-'.repeat(word.length)),
      new Map(),
    ).every(({ setting, start }) => setting.counts === true && start > 0)
  );
}
