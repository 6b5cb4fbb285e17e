/** Which of the things that a sentence names its values are for. */
import { anaphor, formerAndLatter, remaining, subjectOf } from './anaphora.ts';
import { mentionsIn } from './mentions.ts';
import { withPhase } from './phased.ts';
import { type Group, inBrackets, inRow, inRowBefore, type Placed } from './rows.ts';
import type { Entities, Occurrence } from './scopes.ts';
import { isPredicate, studyOf, subjectBefore } from './subjects.ts';

/** For each of the places, in order: the scopes of each of its values, or one for all of them. */
export function scopesIn(
  text: string,
  places: readonly Placed[],
  entities: Entities,
  sentenceBefore = '',
): (readonly (readonly Occurrence[])[])[] {
  const groups = groupsOf(
    text,
    entities
      .in(text)
      .filter(
        ({ kind, end }, index, all) =>
          kind !== 'phase' &&
          !isLabelOf(text, end, all[index + 1]) &&
          !(kind === 'data' && isWholeOfSeveral(text, all[index])) &&
          !(kind === 'part' && isFrozen(text, all[index])) &&
          !(kind === 'part' && (isOneOfSeveral(text.slice(end)) || isLastOfSeveral(text, all[index]))) &&
          !(kind === 'model' && isPredicate(text, all[index])) &&
          !(kind === 'model' && isOfItsParts(text, all[index])),
      ),
    places,
  );
  const referred = formerAndLatter(text, sentenceBefore, entities);
  groups.push(...referred.filter(({ kind }) => kind !== 'phase').map((each): Group => [each]));
  groups.push(...remaining(text, entities));
  groups.sort((a, b) => a[0].start - b[0].start);
  // `the weights of Phase I` say where it starts, not of what is spoken.
  const phases = [...entities.in(text), ...referred].filter(
    ({ kind, start, end }) =>
      kind === 'phase' &&
      // `Pretraining and adapting use AdamW`: both of them.
      !/^ and (?:the )?\p{Ll}+(?:ing|ation) (?:both |alike )?(?:use|share|take|have|employ|run|last)\b/u.test(text.slice(end)) &&
      !/\b(?:after|before|against|(?:kept|taken|inherited|left over|known) from|(?:weights|parameters|model|checkpoint|end|state|network|output|result) (?:of|from|after)|(?:as|than|like) (?:in|for|during)|(?:that|those) (?:of|in|from)|start(?:s|ing)? (?:at|from|with)) (?:the )?$/i.test(
        text.slice(0, start),
      ),
  );
  const over = entities.in(text).find(({ kind, start }) => kind === 'phase' && /^\s*After (?:the )?$/.test(text.slice(0, start)));
  const taken = new Set<Group>();
  const opening = groups.find(([first]) =>
    /^\s*(?:on|for|in|with|during|when training|to train|at)(?: (?:the|both|all|our|training|to))*\s*(?:(?:[\p{L}-]+ ){1,2}\((?:[\p{L}-]+ (?:to|on|for|of|with) )?)?$/iu.test(
      text.slice(0, first.start),
    ),
  );
  // `The discriminator has … It has leaky ReLUs`: of what the sentence before spoke.
  const isOfAll = /\b(?:for|on|in) all (?:tasks|data|models|sets|of them|three|four|five)\b[^.]*$/i.test(sentenceBefore);
  const goesOn = anaphor.test(text) && groups.length === 0 && !isOfAll ? subjectOf(sentenceBefore, entities) : undefined;
  const read = new Map<string, readonly (readonly Occurrence[])[]>();
  return places.map((place) => {
    // Several values of one frame stand in one place.
    const key = `${place.start} ${place.end} ${place.count}`;
    const known = read.get(key) ?? scopesAt(place);
    read.set(key, known);
    return known;
  });

  function scopesAt(place: Placed): readonly (readonly Occurrence[])[] {
    // `After pre-training for 100 epochs, a classifier is trained`: of the phase that is over.
    if (over !== undefined && place.start >= over.end && !/[,;]/.test(text.slice(over.end, place.start))) return [[over]];
    // `accuracy on A and F1 on B, in each case the median over five seeds`.
    if (
      /(?:,|;|\band|\bis|\bare) (?:in (?:each|either|every|any) case|in (?:all|both) cases|each (?:number|figure|score|result|value|entry|cell)|(?:all|both|these) (?:numbers|figures|scores|results|values|of (?:them|these|those)))\b(?!,)[^;]*$/.test(
        text.slice(0, place.start),
      )
    )
      return [withPhase([], phases, place, text, entities)];
    // `batches of 64 windows for either`.
    if (/^(?: \p{Ll}+)? for (?:either|both)(?: of them)?\s*[.,;]/u.test(text.slice(place.end))) return [[]];
    const row = inRow(text, groups, place, taken) ?? inRowBefore(text, sentenceBefore, place, entities);
    if (row !== undefined) return row.map((occurrence) => withPhase([occurrence], phases, place, text, entities));
    const apart = respectively(text, groups, place);
    if (apart !== undefined) return apart.map((occurrence) => withPhase([occurrence], phases, place, text, entities));
    const isFollowed = groups.some(([first]) => first.start >= place.end);
    if (!isFollowed && isOfAllShares(text, groups, place.end)) return [withPhase([], phases, place, text, entities)];
    const behind = groups.find(
      (group) =>
        !taken.has(group) &&
        group[0].start >= place.end &&
        isBehind(text.slice(place.end, group[0].start), text.slice(group.at(-1)?.end ?? 0)),
    );
    const inside = groups.find((group) => group[0].start >= place.start && group[0].start < place.end);
    // A group that belongs to the value before it is not this one's.
    // `momentum 0.9 on A, where the rate drops by 10`.
    const carried = [...groups]
      .reverse()
      .find((candidate) => (candidate.at(-1)?.end ?? 0) <= place.start && /^,? where\b/.test(text.slice(candidate.at(-1)?.end ?? 0)));
    // `WMT14 has …, for 100k steps`: of the same.
    const alongside = groups.find(
      (candidate) =>
        (candidate.at(-1)?.end ?? 0) <= place.start &&
        /^,? (?:for|over|with|at|by)(?: (?:a|an|the|at|most|about))* $/.test(text.slice(candidate.at(-1)?.end ?? 0, place.start)),
    );
    // `A contains 1,000 images; we use 880 of them for training`.
    const isOfThem = /\bof (?:them|these|those)\b|\bthere\b(?! (?:is|are|was|were)\b)/.test(text.slice(clauseStart(text, place.start)));
    const ofThem =
      place.isOfData === true || isOfThem
        ? [...groups]
            .reverse()
            .find(
              (candidate) =>
                candidate[0].kind === 'data' &&
                (candidate.at(-1)?.end ?? 0) <= place.start &&
                !/\b(?:each|both|all)\b/.test(text.slice(candidate.at(-1)?.end ?? 0, place.start)) &&
                (isOfThem || !taken.has(candidate)),
            )
        : undefined;
    const before = [...groups]
      .reverse()
      .find(
        (group) =>
          !taken.has(group) &&
          (group.at(-1)?.end ?? 0) <= place.start &&
          group[0].start >= clauseStart(text, place.start) &&
          isBefore(text, group, place.start, place.isOfData === true),
      );
    const group =
      inBrackets(text, place.start, place.isOfData) ??
      inside ??
      behind ??
      (isOfThem ? ofThem : undefined) ??
      before ??
      carried ??
      alongside ??
      ofThem ??
      opening ??
      closing(text, groups, place) ??
      opensWith(text) ??
      (goesOn === undefined ? subjectBefore(text, clauseStart(text, place.start), place.start, entities) : undefined);
    if (group !== undefined && group === behind) taken.add(group);
    // `The teacher is a ResNet-34 trained for …`: whose it is the clause says first.
    const subject = groups.find(
      ([first]) =>
        first.kind === 'part' &&
        first.start < place.start &&
        first.start >= clauseStart(text, place.start) &&
        /^\s*(?:the |our |a |an |each |every )?$/i.test(text.slice(0, first.start)),
    );
    const own = group ?? goesOn ?? [];
    const isOfSubject = subject !== undefined && own.length > 0 && own.every(({ kind }) => kind === 'model' || kind === 'data');
    const all = isOfSubject ? [...subject, ...own] : own;
    // `In the TTUR comparison the critic learns at …`.
    const study = studyOf(text);
    const whole = study === undefined || all.length === 0 || all.some(({ kind }) => kind !== 'part') ? all : [...all, study];
    return [withPhase(whole, phases, place, text, entities)];
  }
}

/** `With differential privacy, updates are clipped to norm 0.5`: what it is called, if it tells something apart. */
function opensWith(text: string): Group | undefined {
  const name =
    /^(?:For|With|Under|In|At) (?:the |an? )?((?!all\b|both\b|each\b|every\b|this\b|that\b|these\b|our\b|total\b|addition\b|practice\b|particular\b|contrast\b|general\b|order\b|most\b|what\b|which\b|its\b|their\b|no\b|training\b|simplicity\b|brevity\b|reproducib\w+|comparison\b|reference\b|completeness\b|convenience\b|clarity\b|orientation\b|example\b|instance\b|short\b|fact\b|turn\b|optimi\w+|regulari\w+)[\p{L}-]{4,}(?: [\p{L}-]+){0,2}), /u.exec(
      text,
    )?.[1];
  return name === undefined || mentionsIn(name, new Map()).length > 0 ? undefined : [{ name, kind: 'case', start: 0, end: 0 }];
}

/** `10 layers and 8 heads on A; 6 layers and 4 heads on B`: what ends each clause is what all of it is for. */
function closing(text: string, groups: readonly Group[], place: Placed): Group | undefined {
  const clauses = text.split(/;|,(?= (?:and|while|whereas|but) )/);
  if (clauses.length < 2) return undefined;
  let start = 0;
  const ends = clauses.map((clause) => {
    const from = start;
    start += clause.length + 1;
    const inside = groups.filter((group) => group[0].start >= from && (group.at(-1)?.end ?? 0) <= from + clause.length);
    const [only] = inside;
    const isLast = only !== undefined && inside.length === 1 && /^[\s.)]*$/.test(text.slice(only.at(-1)?.end ?? 0, from + clause.length));
    return { from, to: from + clause.length, group: isLast ? only : undefined };
  });
  if (ends.filter(({ group }) => group !== undefined).length < 2) return undefined;
  return ends.find(({ from, to }) => place.start >= from && place.end <= to)?.group;
}

/** `four data sets of MoleculeNet`, `five tasks from GLUE`: where all of them come from. */
function isWholeOfSeveral(text: string, occurrence: Occurrence | undefined): boolean {
  return (
    occurrence !== undefined &&
    /\b(?:data ?sets|tasks|corpora|subsets|languages|environments|games|benchmarks|problems|domains) (?:of|from|in) (?:the )?$/i.test(
      text.slice(0, occurrence.start),
    )
  );
}

/** `we freeze the encoder and fit …`: what is not trained. */
function isFrozen(text: string, occurrence: Occurrence | undefined): boolean {
  return (
    occurrence !== undefined &&
    (/\b(?:fr(?:ee|o)z\w+|fixed)(?: (?:the|our|this))?(?: [\p{L}-]+)? $/iu.test(text.slice(0, occurrence.start)) ||
      /^(?: (?:itself|then))? (?:is|are|was|were|stays?|remains?|being) (?:then |kept |now )?(?:frozen|fixed)\b/.test(
        text.slice(occurrence.end),
      ))
  );
}

/** `with the Llama-3 tokenizer`, `the vocabulary of BERT`: taken over from it, and said of nothing. */
function isOfItsParts(text: string, occurrence: Occurrence | undefined): boolean {
  if (occurrence === undefined) return false;
  const own = '(?:tokeni[sz]er|vocabulary|weights|checkpoints?|template|statistics)';
  return (
    new RegExp(`^(?:'s)? (?:chat )?${own}\\b`).test(text.slice(occurrence.end)) ||
    new RegExp(`\\b${own} of (?:the )?$`).test(text.slice(0, occurrence.start))
  );
}

/** `Policy and the two Q functions are networks of …`: said of both. */
function isOneOfSeveral(behind: string): boolean {
  return /^(?:, (?:the |its |our |both |all )*[\p{L}\d-]+(?: [\p{L}-]+)?)+,? and (?:the |its |our |both |all )*[\p{L}\d-]+(?: [\p{L}-]+)? (?:are|have|share|use|were)\b|^ and (?:the |its |our )?(?:two |all |both )?(?!critic|actor|decoder|encoder|generator|discriminator|student|teacher|value)[\p{L}\d-]+(?: [\p{L}-]+)? (?:are|have|share|use|were)\b/u.test(
    behind,
  );
}

/** `The policy, both Q functions and the value function are networks of …`: three at least, of which some have no name here. */
function isLastOfSeveral(text: string, occurrence: Occurrence | undefined): boolean {
  return (
    occurrence !== undefined &&
    /^\s*(?:the |our |its |both |all )*[\p{L}-]+(?: [\p{L}-]+)?(?:, (?:the |our |its |both |all )*[\p{L}-]+(?: [\p{L}-]+)?)+,? and (?:the |our |its |both |all )*$/iu.test(
      text.slice(0, occurrence.start),
    ) &&
    /^ (?:are|have|share|use|were)\b/.test(text.slice(occurrence.end))
  );
}

/** `Backbones: Conv-4 has four blocks`: a heading over what the sentence speaks of. */
function isLabelOf(text: string, end: number, next: Occurrence | undefined): boolean {
  return next !== undefined && /^:\s+(?:the |our )?$/i.test(text.slice(end, next.start));
}

/** Things in a row; what stands in brackets between two of them belongs to the first, and parts them if a value is told there. */
function groupsOf(text: string, occurrences: readonly Occurrence[], places: readonly Placed[]): Group[] {
  const found: [Occurrence, ...Occurrence[]][] = [];
  for (const occurrence of occurrences) {
    const group = found.at(-1);
    const last = group?.at(-1);
    if (
      group !== undefined &&
      last !== undefined &&
      /^(?: \([^()]*\))?\s*(?:,|and|&|,\s*and|\/|,?\s*or|,?\s*as well as|models?,?(?: and)?)\s*(?:(?:on|for|in) )?(?:the )?$/.test(
        text.slice(last.end, occurrence.start),
      ) &&
      !(text[last.end + 1] === '(' && places.some(({ start }) => start >= last.end && start < occurrence.start))
    )
      group.push(occurrence);
    else found.push([occurrence]);
  }
  return found;
}

function isBehind(all: string, rest: string): boolean {
  // `leaky ReLU with slope 0.2 in the discriminator`.
  const between = all.replace(/^ ?(?:×|x|by) ?\d+(?: pixels| px)?/, '').replace(/^\s*with (?:an? )?\w+(?: of)? [\d.·e-]+/, '');
  if (/\bexcept\b/i.test(between)) return false;
  return (
    /^\s*(?:is|are|was|were) (?:only )?(?:applied|used|added|attached|put|placed|inserted|employed|kept)(?: only)? (?:to|in|for|on|into|at|with|by|inside) (?:(?:the|all|both|our) )*$/iu.test(
      between,
    ) ||
    /^\s*(?:(?!and\b|but\b|or\b|while\b|whereas\b|with\b|is\b|are\b|was\b|were\b)[\p{L}-]+\s+){0,3}(?:for|on|in|of|at|when training|to train|during|with)\s+(?:(?:the|all|our|both|training|larger|smaller) )*$/iu.test(
      between,
    ) ||
    /^(?: [\p{L}-]+){1,3} (?:make|makes|made|build|form|forms|constitute) (?:up )?(?:the |our |its )?$/u.test(between) ||
    (/^\s*\(\s*(?:for |on |in )?(?:the )?$/.test(between) && !/^:/.test(rest)) ||
    /^\s*(?:\w+ )?\((?:for|on|in) (?:the )?$/.test(between)
  );
}

/** `The 131 volumes of LiTS are divided …`: what a clause speaks of is its subject's. */
const isOwnNoun =
  /(?:^|[;:,] )\s*(?:and |while |whereas |but )?(?:the |our |all |all the |each |every )?(?:[\p{L}\d,-]+ ){1,4}(?:of|from|in) (?:the )?$/iu;

function isBefore(text: string, group: Group, at: number, isOfData = false): boolean {
  const between = text.slice(group.at(-1)?.end ?? 0, at);
  const ahead = text.slice(0, group[0].start);
  if (
    /\b(?:from|of|to|by|like|than|as|with|follow|following|into)\s+(?:the |an? |our )?$/i.test(ahead) &&
    group[0].kind !== 'part' &&
    !(isOfData && group[0].kind === 'data') &&
    !(
      isOwnNoun.test(ahead) &&
      !/\b(?:that|those) (?:of|from|in)\b/.test(between) &&
      /^ (?:are|is|were|was|have|has|get|got|receive|come)\b/.test(between)
    )
  )
    return false;
  // `1024 (Covertype, Higgs-small), a constant rate`: what is in brackets is of the value in front of them.
  if (/^[^(]*\)/.test(between) && /\([^)]*$/.test(ahead) && !/^\s*\(/.test(text)) return false;
  // `…, everything else with 1e-4`, `and the two larger tasks for 3 epochs`: another thing has begun.
  if (
    /\b(?:everything else|all (?:the )?others?|(?:,|\band) (?:the|all) (?:[\p{L}-]+ ){0,3}(?:rest|others?|remaining|remainder|tasks|data ?sets|models|ones|networks|variants|environments|games|corpora|benchmarks))\b/iu.test(
      between,
    )
  )
    return false;
  // `6 decoder layers, 8 heads`: what qualifies the noun of one number is said of no other.
  if (
    group[0].kind === 'part' &&
    /(?:\d|\b(?:one|two|three|four|five|six|eight|ten|twelve))[ -]$/i.test(ahead) &&
    /^s? \p{Ll}/u.test(between)
  )
    return false;
  // `0.05, except for A, where it is 0.01, and is divided by ten`: the exception is over.
  if (
    /\bexcept(?:ing)?(?: (?:for|on|in|with|that of))? (?:the )?$/i.test(ahead) &&
    /(?:, (?:and|but|before)|; (?:it|both|all|this)) (?!where\b)/.test(between)
  )
    return false;
  // A part is left behind at the first decimal as well: what comes after it is often the whole's again.
  const isLeft = group[0].kind === 'part' && !/^(?:server|client|actor|critic|generator|discriminator)$/.test(group[0].name);
  return !(isLeft ? /[.;]/ : /[.;](?!\d)/).test(between.replace(/; (?=(?:every|each|its|it|they|their|all of (?:its|their))\b)/i, ', '));
}

/** `0.1 for A and 0.2 for B, and it is kept constant`: what comes after the last share, up to `end`, is said of them all. */
function isOfAllShares(text: string, groups: readonly Group[], end: number): boolean {
  if (/\brespectively\b/.test(text)) return false;
  const before = groups.filter((group) => (group.at(-1)?.end ?? 0) < end);
  const last = before.at(-1);
  if (last === undefined) return false;
  const isShare = ([first]: Group): boolean => /\d\S*(?: \p{Ll}+)? (?:for|on|in) (?:the )?$/u.test(text.slice(0, first.start));
  const from = clauseStart(text, last[0].start);
  return (
    /^(?:, (?:with|multiplied by|each with|both with|all with|always|and (?:always|everywhere)) |(?:, ?)?(?:(?:and )?(?:(?:it|they|both|each) |then )?(?:is|are|was|were|stays?|remains?) |(?:and )?in (?:both|either|each|all|every)\b|both\b|; (?:it|both|they|these|each)\b))/.test(
      text.slice(last.at(-1)?.end ?? 0, end).trimStart(),
    ) && before.filter((group) => group[0].start >= from && isShare(group)).length > 1
  );
}

/** Behind the last semicolon or colon. */
function clauseStart(text: string, at: number): number {
  const before = text.slice(0, at);
  const colon = before.lastIndexOf(': ');
  // `A and B: 5 epochs`: what stands before the colon is what the clause is about, unless it is a clause itself.
  const isLabel = colon >= 0 && !/[,;.] |\b(?:is|are|was|were|has|have|use[sd]?)\b/.test(before.slice(before.lastIndexOf(';') + 1, colon));
  // `…; every block has eight heads`: of what stands before it.
  const semicolon = before.lastIndexOf(';');
  const goesOn = /^; (?:every|each|its|it|they|their|all of (?:its|their))\b/i.test(before.slice(semicolon));
  return Math.max(goesOn ? before.lastIndexOf(';', semicolon - 1) : semicolon, isLabel ? -1 : colon);
}

/** `200 epochs on A and 90 on B, with batches of 128 and 256, respectively`: as many things as values, in the order in which they were named. */
function respectively(text: string, groups: readonly Group[], { start, end, count }: Placed): readonly Occurrence[] | undefined {
  if (count < 2 || !/^[^.;\d]{0,24}\brespectively\b/.test(text.slice(end))) return undefined;
  const named = groups.flat().filter((one) => one.end <= start);
  return (['data', 'model', 'named', 'part'] as const)
    .map((kind) => named.filter((one, index, all) => one.kind === kind && all.findIndex(({ name }) => name === one.name) === index))
    .find((alike) => alike.length === count);
}
