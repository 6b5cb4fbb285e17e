/** All that a paper tells of its settings, also what it says again so shortly that it is believed only beside another place. */
import type { Paper } from '../document.ts';
import type { Candidate } from './candidates.ts';
import { tooDoubtful } from './doubts.ts';
import { lettersAgain } from './lettersAgain.ts';
import { withoutOtherCounts } from './otherCounts.ts';
import type { Passages } from './passages.ts';
import type { Reading } from './reading.ts';
import { restatedIn } from './restated.ts';
import { settled } from './settled.ts';
import { ofResults } from './whoseHeadings.ts';

/** Not even where another place speaks for it. */
const hopeless = 0.9;

export interface Told {
  /** The settings, with their scopes. */
  readonly values: readonly Candidate[];
  /** With what is said again. */
  readonly told: readonly Candidate[];
  /** What the rules read and only its words speak against: believed where it disagrees with another place in every other way. */
  readonly perhaps: readonly Candidate[];
  /** What the rules read and all together speaks against. */
  readonly doubtful: ReadonlySet<Candidate>;
  readonly doubtOf: (value: Candidate) => number | undefined;
}

/** `doubts`: of each of the values that were read. */
export function toldIn({ passages, entities, found, given }: Reading, doubts: readonly number[], paper: Paper): Told {
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
  const again = withoutOtherCounts([...kept, ...closing, ...restated, ...lettersAgain(passages.tables, kept)]).filter(
    (value) => !kept.includes(value),
  );
  const told = again.length === 0 ? values : settled(inOrder([...kept, ...again], paper), entities, passages);
  const doubtOf = doubtIn(given, doubts);
  const doubted = given.filter(
    (value, index) => (doubts[index] ?? 0) >= tooDoubtful && (doubts[index] ?? 0) < hopeless && !again.includes(value),
  );
  const perhaps =
    doubted.length === 0
      ? []
      : settled(inOrder([...kept, ...again, ...doubted], paper), entities, passages).filter(
          (value) => (doubtOf(value) ?? 0) >= tooDoubtful,
        );
  return { values, told, perhaps, doubtful, doubtOf };
}

/** Title and abstract. */
export function openingOf({ sentences }: Passages, title: string): string {
  const hasAbstract = sentences.some(({ anchor }) => anchor.startsWith('abstract'));
  // Where there is none, the first paragraph says what the paper is about.
  const abstract = sentences.flatMap(({ anchor, line }) =>
    (hasAbstract ? anchor.startsWith('abstract') : anchor === sentences[0]?.anchor) ? [line.text] : [],
  );
  return [title, ...abstract].join('\n');
}

/** Of a value whose scope was settled since, too. */
function doubtIn(given: readonly Candidate[], doubts: readonly number[]): (value: Candidate) => number | undefined {
  const key = ({ name, value, anchor, stated }: Candidate): string => JSON.stringify([name, value, anchor, stated]);
  const doubtOf = new Map<string, number>();
  given.forEach((value, index) => {
    doubtOf.set(key(value), Math.min(doubts[index] ?? 0, doubtOf.get(key(value)) ?? 1));
  });
  return (value) => doubtOf.get(key(value));
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
