/** Reads what a paper says of its set-up, what it leaves open and where it disagrees with itself. The same record gives the same answer. */
import { addressIn } from '../address.ts';
import type { Paper } from '../document.ts';
import type { Candidate } from './candidates.ts';
import { contradictionsIn } from './contradictions.ts';
import { derivedContradictions } from './derived.ts';
import { doubtsOf, tooDoubtful } from './doubts.ts';
import { missingFrom } from './missing.ts';
import { notationOf } from './notation.ts';
import { withoutOtherCounts } from './otherCounts.ts';
import type { Passages } from './passages.ts';
import { withPlaces } from './perhapsSaid.ts';
import { readingOf } from './reading.ts';
import { restatedIn } from './restated.ts';
import type { Contradiction, Said, StatedValue } from './said.ts';
import { settled } from './settled.ts';
import { unnamedIn } from './unnamed.ts';
import { unreadableValues } from './unreadable.ts';
import { ofResults } from './whoseHeadings.ts';

export function sayWhat(paper: Paper): Said {
  const reading = readingOf(paper);
  // Its numbers are examples.
  if (reading === undefined) return { hyperparameters: [], missing: [], contradictions: [], unnamed: [], notation: notationOf(paper) };
  const { passages, own, letters, entities, canHave, found, given } = reading;
  const doubts = doubtsOf(given);
  const kept = given.filter((_, index) => (doubts[index] ?? 0) < tooDoubtful);
  const doubtful = new Set(given.filter((_, index) => (doubts[index] ?? 0) >= tooDoubtful));
  const closing = found.filter((value) => isClosing(value) && !given.includes(value));
  const values = settled(inOrder(kept, paper), entities, passages);
  const restated = restatedIn(
    passages.sentences.filter(
      ({ headings, line, place }) =>
        place === 'caption' ||
        !headings.some((heading) => ofResults.test(heading) && !/^conclu/i.test(heading)) ||
        /^Our (?:\w+ ){1,3}(?:of|is|was) /.test(line.text),
    ),
    kept,
    entities,
  );
  const again = withoutOtherCounts([...kept, ...closing, ...restated]).filter((value) => !kept.includes(value));
  const told = again.length === 0 ? values : settled(inOrder([...kept, ...again], paper), entities, passages);
  const unreadable = unreadableValues(passages, letters).filter(({ name }) => canHave(name));
  const contradictions = disagreements(told, passages, paper);
  const unnamed = [
    ...unreadable.map(({ name, anchor, quote }) => ({
      address: addressIn(paper.id, anchor),
      stated: '[formula]',
      perhaps: [name],
      quote,
    })),
    ...unnamedIn(passages, [...found.filter((value) => !doubtful.has(value)), ...told], told, letters, paper.id),
  ];
  return {
    hyperparameters: [...values, ...onlyInContradictions(told, values, contradictions, paper.id)].map((value) =>
      statedValue(value, paper.id),
    ),
    missing: withPlaces(missingFrom(passages, own, [...values, ...unreadable], entities), unnamed, passages, paper.id),
    contradictions,
    unnamed,
    notation: notationOf(paper),
  };
}

/** What a place says so shortly that it is believed only where it disagrees with another. */
function onlyInContradictions(
  told: readonly Candidate[],
  values: readonly Candidate[],
  contradictions: readonly Contradiction[],
  paper: string,
): Candidate[] {
  return told.filter(
    ({ name, value, anchor }) =>
      !values.some((other) => other.name === name && other.value === value) &&
      contradictions.some(
        (contradiction) =>
          contradiction.name === name &&
          contradiction.values.some((side) => side.from === undefined && side.value === value && side.address === addressIn(paper, anchor)),
      ),
  );
}

const hypothetical =
  /\b(?:would|could|might|may|can|should|future|even|than|instead|rather|tried|if|when|while|whereas|larger|smaller|longer|shorter|higher|lower|more|fewer|up to|first|best|needs?|alone|already|between|from)\b|⟦cite⟧/i;

/** `With 60k training steps our network reaches 90 %`: a conclusion says again what was done. */
function isClosing({ value, stated, place, role, headings, quote, sentence = quote }: Candidate): boolean {
  // `…, which may be more than needed`: what is thought of it, not what it was.
  const end = sentence.indexOf(stated) + stated.length;
  const said = sentence.slice(0, end) + sentence.slice(end).replace(/, (?:which|but|although|though|because|since|so)\b[^;]*$/, '');
  return (
    value !== 1 &&
    place === 'text' &&
    role === undefined &&
    /^(?:conclu|limitation|discussion|summary|acknowledg|outlook|reproducib)/i.test(headings[0] ?? '') &&
    /\b(?:our|we)\b/i.test(said) &&
    !hypothetical.test(said)
  );
}

/** What two places say, and what cannot be computed of what others say; of one setting once. */
function disagreements(told: readonly Candidate[], { sentences }: Passages, { id, title }: Paper): Contradiction[] {
  const hasAbstract = sentences.some(({ anchor }) => anchor.startsWith('abstract'));
  // Where there is none, the first paragraph says what the paper is about.
  const abstract = sentences.flatMap(({ anchor, line }) =>
    (hasAbstract ? anchor.startsWith('abstract') : anchor === sentences[0]?.anchor) ? [line.text] : [],
  );
  const said = contradictionsIn(told, id, [title, ...abstract].join('\n'));
  const names = new Set(said.map(({ name }) => name));
  return [...said, ...derivedContradictions(told, sentences, id).filter(({ name }) => !names.has(name) && names.add(name))];
}

/** As a person comes across them. */
function inOrder(found: readonly Candidate[], { nodes }: Paper): Candidate[] {
  const places = new Map(
    nodes.flatMap((node, index) => [
      [node.anchor, index] as const,
      ...(node.kind === 'algorithm' ? node.lines.map(({ anchor }) => [anchor, index] as const) : []),
    ]),
  );
  return found
    .map((candidate, index) => ({ candidate, index }))
    .sort((a, b) => (places.get(a.candidate.anchor) ?? 0) - (places.get(b.candidate.anchor) ?? 0) || a.index - b.index)
    .map(({ candidate }) => candidate);
}

function statedValue({ name, value, stated, role, values, unit, scope, quote, anchor }: Candidate, paper: string): StatedValue {
  return {
    address: addressIn(paper, anchor),
    name,
    value,
    stated,
    ...(role === undefined ? {} : { role }),
    ...(values === undefined ? {} : { values }),
    ...(unit === undefined ? {} : { unit }),
    ...(scope.length === 0 ? {} : { scope: scope.map(({ name: part }) => part).join(', ') }),
    quote,
  };
}
