/** Reads what a paper says of its set-up, what it leaves open and where it disagrees with itself. The same record gives the same answer. */
import { addressIn } from '../address.ts';
import type { Paper } from '../document.ts';
import { withoutTrials } from './asides.ts';
import type { Candidate } from './candidates.ts';
import { choicesOf } from './choices.ts';
import { contradictionsIn } from './contradictions.ts';
import { derivedContradictions } from './derived.ts';
import { formulasOf, valuesInFormulas, withCourses } from './formulas.ts';
import { lettersOf } from './letters.ts';
import { withMeasuredSweeps } from './measuredSweeps.ts';
import { missingFrom, ownSentences } from './missing.ts';
import { notationOf } from './notation.ts';
import { withoutMembers, withoutOtherCounts } from './otherCounts.ts';
import { isTheory } from './paperKind.ts';
import { type Passages, passagesOf } from './passages.ts';
import { withPlaces } from './perhapsSaid.ts';
import { restatedIn } from './restated.ts';
import type { Contradiction, Said, StatedValue } from './said.ts';
import { entitiesOf } from './scopes.ts';
import { searchedLists } from './searchedLists.ts';
import { valuesInSentence } from './sentenceValues.ts';
import { settled } from './settled.ts';
import { withTableSweeps } from './tableAxes.ts';
import { valuesInTables } from './tableSentences.ts';
import { hasTopic } from './topics.ts';
import { withoutTotals } from './totals.ts';
import { unnamedIn } from './unnamed.ts';
import { unreadableValues } from './unreadable.ts';
import { ofResults } from './whoseHeadings.ts';

export function sayWhat(paper: Paper): Said {
  const passages = passagesOf(paper);
  const own = ownSentences(passages);
  const headings = new Set(passages.sentences.flatMap((passage) => passage.headings));
  // Its numbers are examples.
  if (isTheory([...headings, ...own].join('.\n')))
    return { hyperparameters: [], missing: [], contradictions: [], unnamed: [], notation: notationOf(paper) };
  const formulas = formulasOf(passages);
  const letters = lettersOf(paper, passages, formulas);
  const tables = valuesInTables(passages, letters);
  const entities = entitiesOf(passages, tables.scopes);
  const isOfTopic = hasTopic([paper.title, ...passages.sentences.map(({ line }) => line.text)].join('\n'));
  const inFormulas = new Set(formulas.flatMap(({ held }) => held.map(({ name }) => name)));
  const canHave = (name: string): boolean => inFormulas.has(name) || isOfTopic(name);
  const found = withCourses(
    [...passages.sentences.flatMap((passage) => valuesInSentence(passage, letters, entities)), ...tables.read(entities)].filter(
      ({ name, place }) => place === 'table' || canHave(name),
    ),
    valuesInFormulas(formulas),
  );
  const given = withoutRidge(withoutOtherCounts(withoutTotals(withoutAsides(withoutMembers(withoutTrials(found))))), own);
  const swept = withTableSweeps(passages, withMeasuredSweeps(passages.sentences, given, letters, entities), letters);
  const listed = [...swept, ...searchedLists(passages.sentences, swept, entities)];
  const kept = [...listed, ...choicesOf(passages.sentences, listed, entities)];
  const closing = found.filter((value) => isClosing(value) && !kept.includes(value));
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
    ...unnamedIn(passages, [...found, ...told], told, letters, paper.id),
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

/** What says less than another place: “gradient descent” beside an optimizer with a name, “a CPU” beside one, one seed of those that are counted elsewhere. */
function withoutAsides(found: readonly Candidate[]): Candidate[] {
  const hasOptimizer = found.some(({ name, value }) => name === 'optimizer' && value !== 'gradient descent');
  const hasMachine = found.some(({ name, value }) => name === 'hardware' && value !== 'CPU');
  const hasSeeds = found.some(({ name, value }) => name === 'seeds' && typeof value === 'number' && value > 1);
  // `with the linear schedule`, where that of the noise is linear.
  const ofNoise = new Set(found.flatMap(({ name, value }) => (name === 'noise schedule' ? [value] : [])));
  const isOfRate = /\blearning|\brates?\b|\b(?:the|its) steps?\b|\bstep[- ]sizes?\b|\blr\b|η|\badam|\bsgd\b|\bwarm|\boptimi[sz]/i;
  return found.filter(
    ({ name, value, quote, sentence = quote }) =>
      !(name === 'learning rate schedule' && ofNoise.has(value) && !isOfRate.test(sentence)) &&
      !(name === 'optimizer' && value === 'gradient descent' && hasOptimizer) &&
      !(name === 'hardware' && value === 'CPU' && hasMachine) &&
      !(name === 'seeds' && value === 1 && hasSeeds && /\bseed \d/i.test(quote)),
  );
}

const ofTraining = new Set(['optimizer', 'learning rate', 'epochs', 'training steps', 'batch size']);

/** The λ of a closed form is a constant of the solution: no weights decay where nothing is trained. Words and tables that name it so are left. */
function withoutRidge(found: readonly Candidate[], own: readonly string[]): readonly Candidate[] {
  const isClosed =
    !found.some(({ name }) => ofTraining.has(name)) &&
    own.some((sentence) => /\b(?:kernel ridge|ridge regression|ridge parameter|closed[- ]form|least squares|cholesky)\b/i.test(sentence));
  return isClosed
    ? found.filter(
        ({ name, place, quote, sentence = quote }) =>
          place === 'table' || (name !== 'weight decay' && name !== 'loss weight') || !/λ|\\lambda/.test(sentence),
      )
    : found;
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
