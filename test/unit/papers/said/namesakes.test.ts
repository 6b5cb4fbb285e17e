/** What else a paper says under the name of a value: against the plain reading of each question, over random values. */
import { strict as assert } from 'node:assert';
import type { Candidate } from '../../../../src/papers/said/candidates.ts';
import { Namesakes } from '../../../../src/papers/said/namesakes.ts';
import { mulberry32 } from '../../../random.ts';

const isSetUp = ({ place }: Candidate): boolean => place === 'table';

function valuesOf(below: (most: number) => number, count: number): Candidate[] {
  return Array.from({ length: count }, () => {
    const place = below(4);
    const isList = below(6) === 0;
    const value = below(3);
    return {
      name: 'epochs',
      value,
      stated: String(value),
      ...(isList ? { role: 'searched' as const, values: [value, below(3)] } : {}),
      scope: [],
      quote: `Sentence ${below(2)}.`,
      anchor: `S1.p${place}`,
      place: below(3) === 0 ? 'table' : 'text',
      headings: [],
    };
  });
}

function plainly(candidate: Candidate, named: readonly Candidate[]): readonly string[] {
  const isTogether = (other: Candidate): boolean => other.anchor === candidate.anchor && other.quote === candidate.quote;
  const others = named.filter((other) => other.value !== candidate.value && !isTogether(other));
  const again = named.filter((other) => other !== candidate && other.value === candidate.value && other.anchor !== candidate.anchor);
  const before = named.slice(0, named.indexOf(candidate));
  const holds: readonly (readonly [string, boolean])[] = [
    ['has another', others.length > 0],
    ['has another in the set-up', others.some((other) => other.role === undefined && isSetUp(other))],
    ['has another before', others.some((other) => other.role === undefined && before.includes(other))],
    ['has a list', others.some(({ role }) => role !== undefined)],
    ['stands in a list', candidate.role === undefined && others.some(({ values = [] }) => values.includes(candidate.value))],
    ['is said again', again.length > 0],
    ['is said again in the set-up', again.some(isSetUp)],
    ['another is said twice', others.some((one) => others.some((other) => other.value === one.value && other.anchor !== one.anchor))],
  ];
  return holds.flatMap(([cue, does]) => (does ? [cue] : []));
}

// shows: paper-doubts
describe('what a paper says under one name', () => {
  it('is what going through all of it for each value finds', () => {
    const random = mulberry32(20261124);
    const below = (most: number): number => Math.floor(random() * most);
    for (let round = 0; round < 400; round++) {
      const named = valuesOf(below, 1 + below(9));
      const namesakes = new Namesakes(named, isSetUp);
      for (const candidate of named) {
        const { cues, mates, others } = namesakes.beside(candidate);
        const rest = named.filter(({ value }) => value !== candidate.value);
        const together = rest.filter(({ anchor, quote }) => anchor === candidate.anchor && quote === candidate.quote);
        assert.deepEqual(cues, plainly(candidate, named));
        assert.equal(mates, together.length);
        assert.equal(others, new Set(rest.filter((other) => !together.includes(other)).map(({ value }) => value)).size);
      }
    }
  });
});
