/** What headings say of the values that stand under them. */
import type { Candidate } from './candidates.ts';
import { type HeadingScopes, pathOf, thingMade } from './headingScopes.ts';
import { ofNetwork } from './ownScopes.ts';
import type { Passages } from './passages.ts';
import { isOfPair } from './sameThing.ts';
import { type Entities, folded, type Occurrence } from './scopes.ts';

/** A phase, model or data set that the nearest heading names, where the sentence names none of its kind. */
export function withHeading(candidate: Candidate, entities: Entities): Candidate {
  if (candidate.isForAll === true && candidate.isForModels !== true)
    return { ...candidate, scope: candidate.scope.filter(({ kind }) => kind === 'case') };
  const inHeadings: Occurrence[] = [];
  for (const heading of [...candidate.headings].reverse()) {
    // “Phase 1: pre-training”: the name says more than the number.
    const named = withoutLongForms(heading, entities.in(heading)).sort((one, other) => Number(isStage(one)) - Number(isStage(other)));
    for (const occurrence of named)
      if (
        (['phase', 'data', 'model'].includes(occurrence.kind) ||
          // A heading that is the name of a column, or of a part.
          ((occurrence.kind === 'other' || (occurrence.kind === 'part' && occurrence.name !== 'backbone') || occurrence.kind === 'named') &&
            (folded(heading).replace(/s$/, '') === folded(occurrence.name).replace(/s$/, '') || isOnOne(heading, occurrence)))) &&
        !(occurrence.kind === 'phase' && ofNetwork.has(candidate.name)) &&
        inHeadings.every(({ kind }) => kind !== occurrence.kind)
      )
        inHeadings.push(
          folded(heading) === folded(occurrence.name) && occurrence.kind === 'part' ? { ...occurrence, name: heading } : occurrence,
        );
  }
  // “SFT” above “the model is fine-tuned”: the heading names the phase, the sentence only what is done.
  const nearest = inHeadings.find(({ kind, name }) => kind === 'phase' && folded(candidate.headings.at(-1) ?? '') === folded(name));
  if (nearest !== undefined && candidate.place !== 'caption' && candidate.scope.some(({ kind }) => kind === 'phase'))
    return { ...candidate, scope: [...candidate.scope.filter(({ kind }) => kind !== 'phase'), nearest] };
  const isOfPhase = candidate.scope.some(({ kind, name }) => kind === 'other' && entities.in(name).some((own) => own.kind === 'phase'));
  if (candidate.isForModels === true) return { ...candidate, scope: inHeadings.filter(({ kind }) => kind === 'phase') };
  const more = inHeadings.filter(({ kind }) => !(kind === 'phase' && isOfPhase) && candidate.scope.every((own) => own.kind !== kind));
  return more.length === 0 ? candidate : { ...candidate, scope: [...candidate.scope, ...more] };
}

/** `Details of T2`, `Network for T2`. */
function isOnOne(heading: string, { kind, start, end }: Occurrence): boolean {
  return (
    kind === 'other' &&
    end === heading.length &&
    /^(?:(?:more|further|additional) )?(?:details?|settings?|set-?up|training|hyper-?parameters|models?|networks?|architectures?|configurations?|recipe|specifics|particulars) (?:of|on|for|in|about)(?: the)?(?: (?:task|problem|method|variant|optimi[sz]er))? $/i.test(
      heading.slice(0, start),
    )
  );
}

/** For a path of headings: the data set or model that the first sentence under it is about, where it is spoken of nowhere before. */
export function openingsOf({ sentences }: Passages, entities: Entities): ReadonlyMap<string, Occurrence | undefined> {
  const found = new Map<string, Occurrence | undefined>();
  const known = new Set<string>();
  for (const { headings, line } of sentences) {
    const all = entities.in(line.text).filter(({ kind }) => kind === 'data' || kind === 'model');
    for (let depth = 1; depth <= headings.length; depth++) {
      const path = pathOf(headings.slice(0, depth));
      if (!found.has(path))
        found.set(
          path,
          all.find(({ name }) => !known.has(folded(name))),
        );
    }
    for (const { name } of all) known.add(folded(name));
  }
  return found;
}

/** What a heading beside others with values of their own is called, or, where it asks or tells, what it goes on to speak of. */
export function withSibling(
  candidate: Candidate,
  scopes: HeadingScopes,
  entities: Entities,
  openings: ReadonlyMap<string, Occurrence | undefined>,
): Candidate {
  if (candidate.isForAll === true) return candidate;
  const more = candidate.headings.flatMap((heading, index, all): Occurrence[] => {
    const path = pathOf(all.slice(0, index + 1));
    const tells = isClause.test(heading);
    if (!(tells || scopes.has(path)) || entities.in(heading).some(({ kind }) => kind === 'phase' || kind === 'data' || kind === 'model'))
      return [];
    // What joins the two is of neither.
    if (isOfPair(candidate.name) && /^(?:the )?(?:student|teacher)/i.test(heading)) return [];
    const scope: Occurrence | undefined = tells ? openings.get(path) : { name: thingMade(heading), kind: 'other', start: 0, end: 0 };
    return scope === undefined || candidate.scope.some(({ kind, name }) => kind === scope.kind || folded(heading).includes(folded(name)))
      ? []
      : [scope];
  });
  return more.length === 0 ? candidate : { ...candidate, scope: [...candidate.scope, ...more] };
}

/** `Does it scale?`, `What we also tried`, `Larger images`. */
const isClause =
  /\?$|^(?:what|how|why|when|where|does|do|is|are|can|will|should|beyond|larger|bigger|smaller|higher|longer|more|other|another|further|additional)\b/i;

/** `Direct preference optimisation (DPO)`: one phase, called by what it is called from there on. */
function withoutLongForms(heading: string, named: readonly Occurrence[]): Occurrence[] {
  return named.filter(
    ({ kind, end }, index) =>
      !(kind === 'phase' && named[index + 1]?.kind === 'phase' && /^ \($/.test(heading.slice(end, named[index + 1]?.start))),
  );
}

function isStage({ name }: Occurrence): boolean {
  return /^(?:first|second|third|stage|phase)\b/i.test(name);
}
