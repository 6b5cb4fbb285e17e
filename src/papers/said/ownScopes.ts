/** For what a setting is said by what it is: weights of one layer that begin otherwise, the solver of a probe, the constants of adapters. */
import type { Candidate } from './candidates.ts';
import type { Occurrence } from './scopes.ts';
import { withoutPoints } from './whose.ts';

/** Layers of which is told apart how they begin; of the others nothing needs to be said. */
const part = String.raw`(?<part>(?:recurrent|input|last|final|output|first|embedding|classification)(?: (?:linear|convolutional|hidden))? (?:matri(?:x|ces)|layers?|weights|kernels?|maps?|heads?|ones)|embeddings?|(?:classification |policy |value )head|linear map)`;
/** The part as the subject of what follows, with no other between them. */
const subject = new RegExp(
  String.raw`(?:^|[,;:.] ?(?:and |but |while )?|\b(?:and|but|while|where) |\b(?:a|the|its|their|all|each|with|for|of) )${part}\b(?:(?! and | but |[,;]).){0,70}$`,
  'iu',
);
const probe = /\b(?:linear probe|probe|logistic regression|linear classifier|linear read-?out)s?\b/i;
const ofAdapters: ReadonlySet<string> = new Set(['lora rank', 'lora alpha', 'lora dropout', 'target modules']);

/** A network is the same in all phases, whatever heading it is described under. */
export const ofNetwork: ReadonlySet<string> = new Set([
  'layers',
  'hidden units',
  'attention heads',
  'feed-forward dimension',
  'embedding dimension',
  'kernel size',
  'channels',
  'activation',
  'normalization',
  'initialization',
  'patch size',
  'vocabulary size',
  'hardware',
  'devices',
]);

export function withOwnScopes(found: readonly Candidate[], own: readonly string[]): Candidate[] {
  const others = new Set(found.flatMap(({ name, value }) => (name === 'optimizer' && value !== 'L-BFGS' ? [value] : [])));
  const isCalledProbe = own.some((sentence) => /\b(?:linear )?probe\b/i.test(sentence));
  return found.map((candidate) => {
    const { name, value, scope, sentence = '', place } = candidate;
    if (name === 'initialization' && scope.length === 0 && place === 'text') {
      const called = beginning(candidate);
      return called === undefined ? candidate : { ...candidate, scope: [of(called)] };
    }
    // `The logistic regression is fitted by L-BFGS`, where a network is trained by something else.
    if (name === 'optimizer' && value === 'L-BFGS' && others.size > 0) {
      const called = probe.exec(sentence)?.[0];
      return called === undefined ? candidate : { ...candidate, scope: [of(isCalledProbe ? 'probe' : called)] };
    }
    return candidate;
  });
}

/** An adapter is there in one phase only. */
export function withoutPhaseOfAdapters(candidate: Candidate): Candidate {
  return ofAdapters.has(candidate.name)
    ? { ...candidate, scope: candidate.scope.filter(({ kind, name }) => kind !== 'phase' && name.toLowerCase() !== 'head') }
    : candidate;
}

function beginning({ sentence = '', stated }: Candidate): string | undefined {
  const text = withoutPoints(sentence);
  const at = sentence.indexOf(stated);
  if (at < 0) return undefined;
  const called = subject.exec(text.slice(0, at + stated.length))?.groups?.['part'];
  // `Input matrices are …, recurrent ones orthogonal`.
  const noun = /\b(?:matrices|layers|weights|kernels|maps|heads)\b/i.exec(text)?.[0];
  return noun === undefined ? called : called?.replace(/\bones$/i, noun);
}

function of(name: string): Occurrence {
  return { name, kind: 'other', start: 0, end: 0 };
}
