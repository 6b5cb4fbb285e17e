/** What the rules read of a paper, place by place, before the paper as a whole is asked. */
import type { Paper } from '../document.ts';
import { withoutTrials } from './asides.ts';
import type { Candidate } from './candidates.ts';
import { caseCodesIn } from './caseCodes.ts';
import { choicesOf } from './choices.ts';
import { withChosenLater } from './chosenLater.ts';
import { valuesInCode } from './codeSettings.ts';
import { formulasOf, valuesInFormulas, withCourses } from './formulas.ts';
import { withLabels } from './labelled.ts';
import { lettersOf } from './letters.ts';
import { withMeasuredSweeps } from './measuredSweeps.ts';
import type { Letters } from './mentions.ts';
import { ownSentences } from './missing.ts';
import { areOptimizers, type OptimizersCompared, optimizersCompared } from './optimizersCompared.ts';
import { withoutMembers, withoutOtherCounts } from './otherCounts.ts';
import { withOwnScopes } from './ownScopes.ts';
import { isTheory } from './paperKind.ts';
import { type Passages, passagesOf } from './passages.ts';
import { plainNames } from './plainNames.ts';
import { type Entities, entitiesOf } from './scopes.ts';
import { searchedLists } from './searchedLists.ts';
import { valuesInSentence } from './sentenceValues.ts';
import { withTableSweeps } from './tableAxes.ts';
import { valuesInTables } from './tableSentences.ts';
import { hasTopic } from './topics.ts';
import { withoutTotals } from './totals.ts';

export interface Reading {
  readonly passages: Passages;
  /** Sentences on what the paper itself does. */
  readonly own: readonly string[];
  readonly letters: Letters;
  readonly entities: Entities;
  /** Whether a paper of this topic has such a setting. */
  readonly canHave: (name: string) => boolean;
  /** All that was read. */
  readonly found: readonly Candidate[];
  /** What is left of it when each place was asked what it speaks of, and what lists and tables add. */
  readonly given: readonly Candidate[];
}

/** Absent: a paper on theory alone, whose numbers are examples. */
export function readingOf(paper: Paper): Reading | undefined {
  const passages = passagesOf(paper);
  const own = ownSentences(passages);
  const headings = new Set(passages.sentences.flatMap((passage) => passage.headings));
  if (isTheory([...headings, ...own].join('.\n'))) return undefined;
  const formulas = formulasOf(passages);
  const letters = lettersOf(paper, passages, formulas);
  const [tables, codes] = [valuesInTables(passages, letters), valuesInCode(passages, letters)];
  const columns = [...tables.scopes, ...codes.scopes];
  const entities = entitiesOf(passages, columns, plainNames(passages, columns));
  const isOfTopic = hasTopic([paper.title, ...passages.sentences.map(({ line }) => line.text)].join('\n'));
  const cases = caseCodesIn(passages.tables);
  const inFormulas = new Set(formulas.flatMap(({ held }) => held.map(({ name }) => name)));
  const canHave = (name: string): boolean => inFormulas.has(name) || isOfTopic(name);
  const found = withCourses(
    [
      ...passages.sentences.flatMap((passage) => valuesInSentence(passage, letters, entities)),
      ...tables.read(entities),
      ...codes.read(entities),
    ].filter(
      ({ name, place, value }) =>
        (place === 'table' || canHave(name)) && !(name === 'hardware' && typeof value === 'string' && cases.has(value)),
    ),
    valuesInFormulas(formulas),
  );
  const stated = withDivergences(
    withoutRidge(
      withoutOtherCounts(withoutTotals(withoutAsides(withoutMembers(withoutTrials(withChosenLater(passages.sentences, found, letters)))))),
      own,
    ),
    own,
  );
  const swept = withTableSweeps(passages, withMeasuredSweeps(passages.sentences, stated, letters, entities), letters);
  const compared = withLabels(passages.sentences, withOptimizersCompared(swept, optimizersCompared(passages)), entities);
  const listed = withOwnScopes([...compared, ...searchedLists(passages.sentences, swept, entities)], own);
  return {
    passages,
    own,
    letters,
    entities,
    canHave,
    found,
    given: [...listed, ...choicesOf(passages.sentences, listed, entities)],
  };
}

/** What says less than another place: “gradient descent” beside an optimizer with a name, “a CPU” beside one, one seed of those that are counted elsewhere. */
function withoutAsides(found: readonly Candidate[]): Candidate[] {
  const hasOptimizer = found.some(({ name, value }) => name === 'optimizer' && value !== 'gradient descent');
  const hasMachine = found.some(({ name, value }) => name === 'hardware' && value !== 'CPU');
  const hasSeeds = found.some(({ name, value }) => name === 'seeds' && typeof value === 'number' && value > 1);
  const vocabularies = new Set(found.flatMap(({ name, value }) => (name === 'vocabulary size' ? [value] : [])));
  const isActing = found.some(({ name }) => name === 'exploration rate' || name === 'replay buffer size');
  // `with the linear schedule`, where that of the noise is linear.
  const ofNoise = new Set(found.flatMap(({ name, value, values }) => (name === 'noise schedule' ? (values ?? [value]) : [])));
  const isOfRate = /\blearning|\brates?\b|\b(?:the|its) steps?\b|\bstep[- ]sizes?\b|\blr\b|η|\badam|\bsgd\b|\bwarm|\boptimi[sz]/i;
  return found.filter(
    ({ name, value, quote, sentence = quote }) =>
      !(name === 'learning rate schedule' && ofNoise.has(value) && !isOfRate.test(sentence)) &&
      !(name === 'optimizer' && value === 'gradient descent' && hasOptimizer) &&
      // What comes next is one of a vocabulary, and what an agent does one of its actions.
      !(name === 'classes' && (vocabularies.has(value) || (isActing && /\boutputs?\b/i.test(quote)))) &&
      !(name === 'seeds' && value === 1 && hasSeeds && /\bone random seed\b/i.test(quote)) &&
      !(name === 'hardware' && value === 'CPU' && hasMachine) &&
      !(name === 'seeds' && value === 1 && hasSeeds && /\bseed \d/i.test(quote)),
  );
}

/** The divergence of a latent code is a term of its loss: only what is tuned by rewards or preferences is held to another model. */
function withDivergences(found: readonly Candidate[], own: readonly string[]): readonly Candidate[] {
  const text = own.join('\n');
  const isLatent =
    /\b(?:[ββ]-?)?VAEs?\b|\bELBO\b|\bvariational (?:auto-?encoders?|bound|lower bound|information bottleneck)|\bevidence lower bound\b/i.test(
      text,
    ) && !/\b(?:rewards?|RLHF|preferences?|reference (?:model|policy))\b/i.test(text);
  return isLatent
    ? found.map((value) =>
        value.name === 'kl coefficient' && !/\bKL (?:coefficient|penalty)/i.test(value.sentence ?? value.quote)
          ? { ...value, name: 'loss weight' }
          : value,
      )
    : found;
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

/** `found` with the optimizers as what is gone through, and no single one of them for everything. */
function withOptimizersCompared(found: readonly Candidate[], compared: OptimizersCompared | undefined): readonly Candidate[] {
  if (compared === undefined) return found;
  const { names, ...where } = compared;
  const isOne = (text: string): boolean => names.some((one) => one.toLowerCase() === text.toLowerCase()) || areOptimizers([text]);
  const stated = names.join(', ');
  return [
    ...found.filter(
      ({ name: of, value, role, scope }) =>
        of !== 'optimizer' || role !== undefined || !isOne(String(value)) || scope.some((each) => !isOne(each.name)),
    ),
    { name: 'optimizer', value: stated, stated, role: 'searched', values: names, scope: [], ...where },
  ];
}
