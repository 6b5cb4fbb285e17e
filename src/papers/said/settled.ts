/** Scopes as the whole paper makes sense of them: what tells nothing apart is none; what headings say holds for what stands under them. */
import type { Candidate } from './candidates.ts';
import { openingsOf, withHeading, withSibling } from './headed.ts';
import { comparedItems, headingScopesOf, pathOf, thingMade } from './headingScopes.ts';
import { mentionsIn } from './mentions.ts';
import { ofNetwork, withoutPhaseOfAdapters } from './ownScopes.ts';
import type { Passages } from './passages.ts';
import { isOneOfSeveral, isTrainedApart } from './phasesApart.ts';
import { onceFor } from './remembered.ts';
import { isOfPair } from './sameThing.ts';
import { type Entities, folded, type Occurrence } from './scopes.ts';
import { topicOf, topicsOf } from './topicPhases.ts';
import { thingsOf, withThing } from './topicThings.ts';
import { isUse } from './uses.ts';
import { withWeights } from './whichWeights.ts';
import { isWithin } from './whose.ts';
import { isBackground } from './whoseHeadings.ts';

export function settled(found: readonly Candidate[], entities: Entities, passages: Passages): Candidate[] {
  const scopes = new Set([...headingScopesOf(found), ...comparedItems(passages.sentences)]);
  const openings = openingsOf(passages, entities);
  const topics = topicsOf(passages.sentences, entities);
  const things = thingsOf(passages, entities);
  const placed = found.map((candidate) => withTopic(withSibling(withHeading(candidate, entities), scopes, entities, openings), topics));
  const headed = placed.map((candidate) => withWeights(withThing(candidate, things, placed)));
  const told = new Map<string, Set<string>>();
  for (const { scope } of headed)
    for (const { kind, name } of scope) {
      told.set(kind, (told.get(kind) ?? new Set()).add(folded(name)));
      // `Client learning rate` in a table tells of a part as well.
      const [only, ...others] = kind === 'other' ? entities.in(name) : [];
      if (only?.kind === 'part' && others.length === 0 && folded(only.name) === folded(name))
        told.set('part', (told.get('part') ?? new Set()).add(folded(name)));
    }
  for (const { headings } of passages.sentences)
    for (const heading of headings)
      for (const { kind, name } of entities.in(heading))
        if (kind === 'phase') told.set(kind, (told.get(kind) ?? new Set()).add(folded(name)));
  const ofKind = (kind: string): number =>
    new Set(entities.all.filter((entity) => entity.kind === kind).map(({ name }) => folded(name))).size;
  const spokenOf = dataSpokenOf(passages, entities);
  const same = sameThroughout(passages);
  const alone = aloneInTables(headed);
  const isPhase = [...(told.get('phase') ?? [])].some((name) => /tuning|training|adaptation|evaluation/.test(name));
  return unique(
    headed.map((stated): Candidate => {
      const given = withoutPhaseOfAdapters(ofStudent(repeated(withoutNames(stated, alone), headed), headed, isPhase));
      const candidate = same.has(given.name) ? { ...given, scope: given.scope.filter(({ kind }) => kind !== 'phase') } : given;
      // One machine serves all, unless there is another.
      if (ofMachine.has(candidate.name) && !headed.some((other) => other.name === candidate.name && other.value !== candidate.value))
        return {
          ...candidate,
          scope:
            candidate.place === 'table'
              ? candidate.scope.filter(({ kind }) => kind !== 'phase')
              : candidate.scope.filter((one) => isOneOfTwo(candidate, one, entities)),
        };
      // What its own headings tell apart stays; the phase of the section beside them does so where there is another one.
      if (candidate.place === 'table' && candidate.scope.some(({ kind }) => kind === 'other'))
        return {
          ...candidate,
          scope: candidate.scope.filter(
            (one) => one.kind !== 'phase' || ((told.get('phase')?.size ?? 0) > 1 && isOneOfSeveral(candidate, one, headed)),
          ),
        };
      const kept = candidate.scope.filter((occurrence, index, all) => {
        if (all.findIndex(({ name }) => folded(name) === folded(occurrence.name)) !== index) return false;
        switch (occurrence.kind) {
          case 'part':
            // Clients are where it is trained: they are told apart where the server has values of its own.
            if (occurrence.name === 'client' && !headed.some((other) => other.scope.some(({ name }) => /^server/i.test(name))))
              return false;
            // What a whole agent, a run or data have is of no part, unless another part has another.
            if (
              ofWhole.test(candidate.name) &&
              !(candidate.name.endsWith(' examples') && /^(?:teacher|student)$/.test(occurrence.name)) &&
              !headed.some(
                (other) =>
                  other.name === candidate.name &&
                  other.value !== candidate.value &&
                  other.scope.some(({ kind, name }) => kind === 'part' && name !== occurrence.name),
              )
            )
              return false;
            if (occurrence.name === 'classifier' && all.some(({ kind, name }) => kind === 'phase' && /^linear/.test(name))) return false;
            // What is put on top of a network is never the whole.
            if (/head$|^projector$/.test(occurrence.name) && ofNetwork.has(candidate.name) && candidate.name !== 'embedding dimension')
              return true;
            // Both parts: the whole.
            return (
              (all.filter(({ kind }) => kind === 'part').length === 1 ||
                new Set(all.filter(({ kind }) => kind === 'part').map(({ name }) => folded(name))).size < (told.get('part')?.size ?? 0)) &&
              ((told.get('part')?.size ?? 0) > 1 ||
                headed.some((other) => isOther(other, candidate)) ||
                (ofNetwork.has(candidate.name) && typeof candidate.value === 'number' && ofKind('part') > 1))
            );
          case 'phase':
            // “Downstream tasks” tells less than the name of one of them.
            if (occurrence.name === 'downstream' && all.length > 1) return false;
            return (
              ((told.get(occurrence.kind)?.size ?? 0) > 1 && isOneOfSeveral(candidate, occurrence, headed)) ||
              (all.every(({ kind, name }) => kind !== 'other' && name !== 'teacher' && name !== 'student') &&
                isTrainedApart(occurrence, headed)) ||
              // A “main phase” has another one beside it.
              (/ (?:phase|stage)$/.test(occurrence.name) && ofKind('phase') > 1) ||
              // Told apart from a heading beside it that names no phase.
              candidate.headings.some(
                (heading, depth, path) => scopes.has(pathOf(path.slice(0, depth + 1))) && folded(heading).includes(folded(occurrence.name)),
              )
            );
          case 'data':
          case 'model': {
            const row = new Set(all.filter(({ kind }) => kind === occurrence.kind).map(({ name }) => folded(name))).size;
            return (
              ofKind(occurrence.kind) + (occurrence.kind === 'model' ? ofKind('named') : 0) > 1 &&
              // Others are only spoken of.
              ((told.get(occurrence.kind)?.size ?? 0) > 1 ||
                (told.get('named')?.size ?? 0) + (occurrence.kind === 'data' ? (told.get('other')?.size ?? 0) : 0) > 0 ||
                (ofThing.test(candidate.name) && (occurrence.kind === 'model' || spokenOf.size > 1)) ||
                headed.some((other) => other.name === candidate.name && other.value !== candidate.value)) &&
              (row === 1 || row < (told.get(occurrence.kind)?.size ?? 0))
            );
          }
          case 'thing':
          case 'case':
            // In a phase with one optimizer the phase says it.
            if (/^(?:Adam|SGD|L-BFGS)$/.test(occurrence.name) && all.some(({ kind }) => kind === 'phase')) return false;
            // Those in which it is only looked how good it is, are never those in which it learns.
            if (candidate.name === 'episodes' && isUse(occurrence.name)) return true;
            return (
              ((candidate.name !== 'optimizer' || !/^(?:Adam|SGD|L-BFGS)$/.test(occurrence.name)) &&
                isToldApart(candidate, occurrence, headed)) ||
              // `At a temperature of 0.6 with top-p 0.95`: what is said in one breath is for the same.
              (!/^(?:Adam|SGD|L-BFGS)$/.test(occurrence.name) &&
                headed.some((mate) => mate.scope.some(({ name }) => name === occurrence.name) && isToldApart(mate, occurrence, headed))) ||
              isTold(occurrence, headed)
            );
          case 'named':
            return (
              isToldApart(candidate, occurrence, headed) ||
              headed.some(
                (other) =>
                  other.name === candidate.name &&
                  other.scope.some(({ kind, name }) => (kind === 'named' || kind === 'model') && folded(name) !== folded(occurrence.name)),
              )
            );
          case 'role':
            return (
              (told.get('role')?.size ?? 0) > 1 || headed.some((other) => other.name === candidate.name && other.value !== candidate.value)
            );
          default:
            return true;
        }
      });
      return { ...candidate, scope: kept };
    }),
  );
}

/** The data sets of which the paper speaks more than once where it tells of its own work: others are named in passing, `such as PubMed`. */
function dataSpokenOf({ sentences }: Passages, entities: Entities): ReadonlySet<string> {
  const seen = new Set<string>();
  const found = new Set<string>();
  for (const { line, headings, others } of sentences) {
    if (isBackground(headings) || headings.some((heading) => isOutlook.test(heading))) continue;
    for (const { kind, name, start } of entities.in(line.text)) {
      if (kind !== 'data' || isWithin(others, start)) continue;
      if (seen.has(folded(name)) || isUsed.test(line.text)) found.add(folded(name));
      seen.add(folded(name));
    }
  }
  return found;
}

const isUsed = /\b(?:evaluat|test|transfer|train(?!ed on)|repeat|external|compar|second|two|both)\w*/i;
const isOutlook = /^(?:conclu\w+|outlook|future work|final (?:considerations|remarks)|closing remarks|to conclude)\b/i;

/** Of the phase of which the paragraph speaks, unless it is of the network, of the machine or of how it is measured. */
function withTopic(candidate: Candidate, topics: ReadonlyMap<string, Occurrence>): Candidate {
  const topic = topicOf(candidate, topics);
  return topic === undefined ||
    candidate.isForAll === true ||
    ofNetwork.has(candidate.name) ||
    / (?:examples|fraction)$|^(?:seeds|classes|temperature|top-[kp]|beam size|sequence length|precision)$/.test(candidate.name) ||
    candidate.scope.some(({ kind }) => kind !== 'data')
    ? candidate
    : { ...candidate, scope: [...candidate.scope, topic] };
}

/** `The centralised model` beside a column called “Centralised (CIFAR-100)”. */
function isTold({ name }: Occurrence, found: readonly Candidate[]): boolean {
  const word = folded(name.split(' ')[0] ?? '').replace(/s$/, '');
  return (
    word.length >= 5 &&
    found.some(
      ({ place, scope }) => place === 'table' && scope.some(({ kind, name: other }) => kind === 'other' && folded(other).startsWith(word)),
    )
  );
}

/** `Pre-training ran on 16 A100 GPUs for 31 hours, fine-tuning on a single one`: told apart in one breath. */
function isOneOfTwo({ sentence = '' }: Candidate, { kind, name }: Occurrence, entities: Entities): boolean {
  const named = entities.in(sentence).filter((other) => other.kind === 'phase');
  return kind === 'phase' && named[0]?.start === 0 && named.some((other) => other.name !== name);
}

/** Another value of it is said for something else. */
function isToldApart(candidate: Candidate, { name }: Occurrence, found: readonly Candidate[]): boolean {
  return found.some(
    (other) =>
      other.name === candidate.name &&
      other.role === candidate.role &&
      other.value !== candidate.value &&
      other.scope.every((part) => folded(part.name) !== folded(name)),
  );
}

/** `with the same optimiser, weight decay and momentum`, `The penalty is as in Phase I`: said of one part, and true of the next. */
function sameThroughout({ sentences }: Passages): ReadonlySet<string> {
  const found = new Set<string>();
  for (const { line } of sentences) {
    const told = [
      /\b(?:with|using|keep\w*|at|has|have|use[sd]?) the same ([^.;]{3,90}?)(?=, (?:at|with|but|for|only|and an?) |[.;]|$)/i.exec(
        line.text,
      )?.[1] ?? '',
      /^(?:The |Its )?([^.;,]{3,60}?) (?:is|are|stays?|remains?) (?:as|the same as|that of|those of|unchanged|as before)(?= (?:in|for|during|the|before|of|phase|stage)\b|[.,;]|$)/i.exec(
        line.text,
      )?.[1] ?? '',
    ].join('; ');
    if (told.length < 4) continue;
    for (const { setting } of mentionsIn(told, new Map())) found.add(setting.name);
    if (/\boptimi[sz]er\b/i.test(told)) found.add('optimizer');
    if (/\bpenalty\b/i.test(told)) found.add('weight decay');
  }
  return found;
}

/** Another value of the same setting in the same place. */
function isOther(one: Candidate, other: Candidate): boolean {
  return (
    one.anchor === other.anchor &&
    one.name === other.name &&
    one.role === undefined &&
    other.role === undefined &&
    one.value !== other.value
  );
}

const ofWhole =
  /^(?:seeds|episodes|environments|classes|sequence length|image size|crop size|vocabulary size|maximum length|early stopping patience|discount factor|gae lambda|clip range|(?:entropy|value|kl) coefficient|exploration rate|rollout length|replay buffer size|target update (?:rate|interval)|.* (?:examples|fraction))$/;

/** What is counted of one thing by its nature, or belongs to one method. */
const ofThing = /^(?:loss weight|classes|vocabulary size|image size|.* (?:examples|fraction))$/;

/** What all values of a table stand under, and nothing else is said for: it tells nothing apart, unless another table sets the same under a name of its own. */
function aloneInTables(found: readonly Candidate[]): ReadonlySet<string> {
  const byTable = new Map<string, Candidate[]>();
  for (const candidate of found)
    if (candidate.place === 'table') byTable.set(candidate.anchor, [...(byTable.get(candidate.anchor) ?? []), candidate]);
  return new Set(
    [...byTable].flatMap(([anchor, values]) =>
      (values[0]?.scope ?? []).flatMap(({ name, kind }) => {
        const has = ({ scope }: Candidate): boolean => scope.some((other) => folded(other.name) === folded(name));
        const isAlone =
          kind === 'other' &&
          values.length >= 3 &&
          values.every(has) &&
          found.every((other) => other.anchor === anchor || !has(other)) &&
          ![...byTable.values()].some((others) => others !== values && areTwins(values, others));
        return isAlone ? [`${anchor} ${folded(name)}`] : [];
      }),
    ),
  );
}

/** Two tables with values for the same settings, most of the other one's under one name. */
function areTwins(values: readonly Candidate[], others: readonly Candidate[]): boolean {
  const names = new Set(values.map(({ name }) => name));
  const shared = new Set(others.flatMap(({ name }) => (names.has(name) ? [name] : []))).size;
  const isMost = (own: string): boolean =>
    others.filter(({ scope }) => scope.some(({ name }) => name === own)).length * 3 >= others.length * 2;
  return shared >= 2 && (others[0]?.scope ?? []).some(({ name, kind }) => kind === 'other' && isMost(name));
}

function withoutNames(candidate: Candidate, names: ReadonlySet<string>): Candidate {
  if (names.size === 0 || candidate.place !== 'table') return candidate;
  return { ...candidate, scope: candidate.scope.filter(({ name }) => !names.has(`${candidate.anchor} ${folded(name)}`)) };
}

/** How often all of it was done may be said where the first thing is described. */
function repeated(candidate: Candidate, found: readonly Candidate[]): Candidate {
  if (candidate.name !== 'seeds' || candidate.place !== 'text') return candidate;
  const isOne = found.every(({ name, value }) => name !== 'seeds' || value === candidate.value);
  const isOfHeading = (one: Occurrence): boolean =>
    one.kind === 'other' &&
    /^(?:student|teacher)\b/i.test(one.name) &&
    candidate.headings.some((heading) => thingMade(heading) === one.name);
  return isOne ? { ...candidate, scope: candidate.scope.filter((one) => !isOfHeading(one)) } : candidate;
}

const settingsOfTeacher = onceFor(
  (found: readonly Candidate[]): ReadonlySet<string> =>
    new Set(found.flatMap(({ name, scope }) => (scope.some((one) => one.name.toLowerCase() === 'teacher') ? [name] : []))),
);

/** Under “Distillation” it is the student that is trained, where the teacher has values of its own; beside other phases it is one itself. */
function ofStudent(candidate: Candidate, found: readonly Candidate[], isPhase: boolean): Candidate {
  const names = settingsOfTeacher(found);
  if (isPhase && !isOfPair(candidate.name) && names.size < 3) return candidate;
  const scope = candidate.scope.filter(({ name }) => name !== 'distillation');
  const rest = scope.length === candidate.scope.length ? candidate : { ...candidate, scope };
  if (!/^(?:knowledge )?distillation$/i.test(candidate.headings.at(-1) ?? '') || candidate.isForAll === true) return rest;
  if (scope.some(({ kind }) => kind === 'part') || isOfPair(candidate.name) || /^seeds$|examples$|fraction$/.test(candidate.name))
    return rest;
  return names.has(candidate.name) || (names.size > 2 && /^learning rate|^optimizer$|^momentum$/.test(candidate.name))
    ? { ...rest, scope: [...scope, { name: 'student', kind: 'other', start: 0, end: 0 }] }
    : rest;
}

const ofMachine = new Set(['hardware', 'devices', 'precision']);

/** One place says a thing once. */
function unique(found: readonly Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return found.filter(({ name, value, role, scope, anchor }) => {
    const key = JSON.stringify([name, value, role, scope.map((part) => folded(part.name)), anchor]);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
