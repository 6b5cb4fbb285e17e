/**
 * Sentences that open with what they are about, one after the other: `DQN: rate 5e-4, batches of 64, a memory of 50,000. A2C: rate 7e-4, …`.
 * All that one of them tells is said for its label, and so is what goes on behind it without another.
 */
import type { Candidate } from './candidates.ts';
import { isUsualHeading, pathOf } from './headingScopes.ts';
import { mentionsIn } from './mentions.ts';
import type { Passage } from './passages.ts';
import { type Entities, folded, type Occurrence } from './scopes.ts';

const label = /^\s*(?:(?:The|For|On|In|With) )?(\p{Lu}[\p{L}\d.+-]*(?: [\p{L}\d.+-]+){0,2})(?: \([^():]{1,24}\))?: (?=\S)/u;
/** A word for what is told next, or for a place in the paper. */
const noThing =
  /^(?:(?:Step|Stage|Phase|Table|Figure|Fig|Note|Remark|Section|Line|Part|Case|Round|Day|Week|Answer|Question|Result|Lesson|Failure|Problem|Summary|Input|Output|Require|Return|Ensure|Procedure|Algorithm|Example|Exercise|Claim|Aim|Goal|Warning|Tip|Update|Edit|First|Second|Third|Finally|Then|Now|Here|Optimi[sz]er|Hardware|Software|Seeds?|Metrics?|Loss|Data|Splits?|Training|Testing|Model|Network|Budget|Time|Schedule|Regulari[sz]ation|Initiali[sz]ation|Common|Shared|Both|All|Every|Fixed|Rest)\b|I{1,3}V?$)/iu;
const ofAll = /\b(?:all|both|every|each|everywhere|throughout|always|elsewhere|any|the others?|none|common|shared)\b/i;

interface Told {
  readonly passage: Passage;
  readonly name: string;
}

/** `found` with what its sentences are labelled by; labels count where two of them beside each other tell of the same setting. */
export function withLabels(sentences: readonly Passage[], found: readonly Candidate[], entities: Entities): readonly Candidate[] {
  const keyOf = (anchor: string, text: string | undefined): string => `${anchor}\n${text}`;
  const names = new Map<string, Set<string>>();
  for (const { anchor, sentence, name } of found) {
    const key = keyOf(anchor, sentence);
    names.set(key, (names.get(key) ?? new Set()).add(name));
  }
  const groups = new Map<string, Told[]>();
  for (const passage of sentences) {
    const name = passage.place === 'text' ? label.exec(passage.line.text)?.[1] : undefined;
    if (name === undefined || !isThing(name) || !names.has(keyOf(passage.anchor, passage.line.text))) continue;
    // A label in bold is a heading of its own.
    const path = pathOf(passage.headings.filter((heading, at, all) => at < all.length - 1 || !isSame(heading, name)));
    groups.set(path, [...(groups.get(path) ?? []), { passage, name }]);
  }
  const scopes = new Map<string, string>();
  for (const group of groups.values()) {
    const settings = (told: Told): ReadonlySet<string> => names.get(keyOf(told.passage.anchor, told.passage.line.text)) ?? new Set();
    const isApart = (one: Told): boolean =>
      group.some((other) => other.name !== one.name && [...settings(one)].some((name) => settings(other).has(name)));
    for (const one of group) if (isApart(one)) scopes.set(keyOf(one.passage.anchor, one.passage.line.text), one.name);
  }
  if (scopes.size < 2) return found;
  let last: { readonly anchor: string; readonly name: string } | undefined;
  for (const { anchor, line, place } of sentences) {
    const key = keyOf(anchor, line.text);
    const own = scopes.get(key);
    if (own !== undefined) last = { anchor, name: own };
    else if (
      place !== 'text' ||
      last?.anchor !== anchor ||
      ofAll.test(line.text) ||
      label.test(line.text) ||
      entities.in(line.text).length > 0
    )
      last = undefined;
    else scopes.set(key, last.name);
  }
  return found.map((candidate) => {
    const name = scopes.get(keyOf(candidate.anchor, candidate.sentence));
    if (name === undefined || candidate.isForAll === true) return candidate;
    // `PPO` beside `DQN` is a method.
    const known = /\p{Ll}/u.test(name) ? entities.in(name).find(({ kind }) => kind === 'part' || kind === 'phase') : undefined;
    const own: Occurrence = known ?? { name, kind: 'other', start: 0, end: 0 };
    return { ...candidate, scope: [own, ...candidate.scope.filter((each) => !isSame(each.name, name))] };
  });
}

function isThing(name: string): boolean {
  return name.length >= 2 && !noThing.test(name) && (/\d/.test(name) || !isUsualHeading(name)) && mentionsIn(name, new Map()).length === 0;
}

function isSame(one: string, other: string): boolean {
  const [a, b] = [folded(one), folded(other)];
  return a.includes(b) || b.includes(a);
}
