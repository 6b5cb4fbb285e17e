/** Reads what a paper says of its set-up, what it leaves open and where it disagrees with itself. The same record gives the same answer. */
import { addressIn } from '../address.ts';
import type { Paper } from '../document.ts';
import type { Candidate } from './candidates.ts';
import { contradictionsIn } from './contradictions.ts';
import { derivedContradictions } from './derived.ts';
import { doubtsOf } from './doubts.ts';
import { missingFrom } from './missing.ts';
import { notationOf } from './notation.ts';
import type { Passages } from './passages.ts';
import { withPlaces } from './perhapsSaid.ts';
import { readingOf } from './reading.ts';
import { openingOf, type Told, toldIn } from './retold.ts';
import type { Contradiction, Said, StatedValue } from './said.ts';
import { unnamedIn } from './unnamed.ts';
import { unreadableValues } from './unreadable.ts';

/** `onPart` hears of each part as soon as it is worked out: what is said of symbols, which is known at once, then in the order of `saidParts`. */
export function sayWhat(paper: Paper, onPart?: (part: Partial<Said>) => void): Said {
  const notation = notationOf(paper);
  onPart?.({ notation });
  const reading = readingOf(paper);
  // Its numbers are examples.
  if (reading === undefined) return { hyperparameters: [], missing: [], contradictions: [], unnamed: [], notation };
  const { passages, own, letters, entities, canHave, found, given } = reading;
  const all = toldIn(reading, doubtsOf(given), paper);
  const { values, told, doubtful } = all;
  const stated = values.map((value) => statedValue(value, paper.id));
  onPart?.({ hyperparameters: stated });
  const unreadable = unreadableValues(passages, letters).filter(({ name }) => canHave(name));
  const contradictions = disagreements(all, passages, paper);
  const onlyThere = onlyInContradictions([...told, ...all.perhaps], values, contradictions, paper.id);
  const hyperparameters = [...stated, ...onlyThere.map((value) => statedValue(value, paper.id))];
  onPart?.({ hyperparameters, contradictions });
  const unnamed = [
    ...unreadable.map(({ name, anchor, quote }) => ({
      address: addressIn(paper.id, anchor),
      stated: '[formula]',
      perhaps: [name],
      quote,
    })),
    ...unnamedIn(passages, [...found.filter((value) => !doubtful.has(value)), ...told], told, letters, paper.id),
  ];
  onPart?.({ unnamed });
  return {
    hyperparameters,
    missing: withPlaces(missingFrom(passages, own, [...values, ...unreadable], entities), unnamed, passages, paper.id),
    contradictions,
    unnamed,
    notation,
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

/** What two places say, and what cannot be computed of what others say; of one setting once. */
function disagreements(all: Told, passages: Passages, { id, title }: Paper): Contradiction[] {
  const said = contradictionsIn(all, id, openingOf(passages, title));
  const names = new Set(said.map(({ name }) => name));
  return [...said, ...derivedContradictions(all.told, passages.sentences, id).filter(({ name }) => !names.has(name) && names.add(name))];
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
