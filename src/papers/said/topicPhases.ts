/** A paragraph that has begun to speak of a phase goes on to speak of it: `DPO is run for one epoch with β = 0.1. We feed 64 pairs at a time.` */
import type { Candidate } from './candidates.ts';
import type { Passage } from './passages.ts';
import type { Entities, Occurrence } from './scopes.ts';

const opens = /^\s*(?:(?:For|In|During|Then|Next|Afterwards|Finally|Here),? )?(?:(?:the|our|an?|this|its) (?:[\p{L}-]+ )?)?$/iu;
const onData = /^\s*(?:On|For) (?:the )?$/;
/** Says of the phase how it is done. */
const isRun =
  /^(?: ⟦cite⟧)?(?: (?:phase|stage|step|training|itself))?,? (?:on (?:the |our )?[\p{L}\d,.-]+ [^.;]{2,60}? )?(?:is|are|was|were|runs?|ran|trains?|trained|learns?|minimi[sz]es?|consists|lasts?|lasted|takes?|took|uses?|used|follows|comes|precedes|proceeds|starts|begins|we|has|goes|went|gets)\b|^,/u;

const ofAll = /\b(?:both|all|either|every|each)(?: of the)?(?: \w+)? (?:stages?|phases?|steps)\b|\bthroughout\b/i;

/** For a sentence of a paragraph: the phase that the one before it opened with. */
export function topicsOf(sentences: readonly Passage[], entities: Entities): ReadonlyMap<string, Occurrence> {
  const found = new Map<string, Occurrence>();
  let topic: Occurrence | undefined;
  let anchor = '';
  let data: { readonly anchor: string; readonly topic: Occurrence } | undefined;
  let last = '';
  for (const { anchor: own, line, place } of sentences) {
    if (own !== anchor) topic = undefined;
    anchor = own;
    // `Adam is used in both stages`: from here on it is about all of them.
    if (ofAll.test(line.text)) topic = undefined;
    const all = entities.in(line.text);
    // `On COCO we train …. With a batch size of 16 …`, until another thing is named.
    if (place === 'text' && all.length === 0 && data?.anchor === own) found.set(keyOf(own, line.text), data.topic);
    else data = undefined;
    const [thing] = all;
    if (place === 'text' && own !== last && thing?.kind === 'data' && all.every(({ name }) => name === thing.name))
      data =
        onData.test(line.text.slice(0, thing.start)) && /^,? we\b/.test(line.text.slice(thing.end))
          ? { anchor: own, topic: thing }
          : undefined;
    last = own;
    const named = all.filter(({ kind }) => kind === 'phase');
    const [first] = named;
    if (first === undefined && topic !== undefined && place === 'text') found.set(keyOf(own, line.text), topic);
    if (first === undefined) continue;
    const isOne = named.every(({ name }) => name === first.name);
    topic = isOne && opens.test(line.text.slice(0, first.start)) && isRun.test(line.text.slice(first.end)) ? first : undefined;
  }
  return found;
}

export function topicOf({ anchor, sentence = '' }: Candidate, topics: ReadonlyMap<string, Occurrence>): Occurrence | undefined {
  return topics.get(keyOf(anchor, sentence));
}

function keyOf(anchor: string, text: string): string {
  return `${anchor}\n${text}`;
}
