/** What a table says of its values beside the names of their settings: labels (`Learning rate (encoder)`, `LR (SFT / DPO)`) and captions (`Settings of the critic`). */
import type { Entities, Occurrence } from './scopes.ts';

/** Parts, phases and roles that need no second row to be told apart. */
const known =
  '(?:(?:text|image|audio|label|query|key|student|teacher|momentum|speech|vision) )?(?:encoder|decoder)|generator|discriminator|critic|actor|student|teacher|policy|backbone|client|server|inner loop|outer loop|inner|outer|value (?:function|network)|classifier|joiner|vocoder|prior|projector|pre-?training|fine-?tuning|pre-?train|fine-?tune|SFT|DPO|PPO|RL|GRPO|reward model|linear prob(?:e|ing)|adaptation|(?:stage|phase) (?:\\d|one|two|I+)|(?:first|second|third) (?:stage|phase)';
const ahead = new RegExp(`^((?:${known})s?)(?:'s?)?[ :,–-]+(?=\\p{L})`, 'iu');
const behind = new RegExp(`(?:,| of| for| in| \\|) (?:the )?((?:${known})s?)$`, 'iu');
/** A unit, a symbol, a way of counting: nothing that is told apart. */
const unit =
  /^(?:[^\p{L}]*|\p{L}{1,2}|.*\b(?:norm|log\w*|steps?|updates?|epochs?|tokens?|sequences?|images?|pixels?|frames|samples|seconds|hours|iterations|total|global|effective|max\w*|min\w*|peak|initial|final|number|each|both|all|default|ours|optional|linear|cosine|adam\w*|sgd|decoupled|gradients?|weight decay|coefficient|share|fraction|ratio|per|of|in|as|from|if|see|beta\w*|alpha|lambda|eta|tau|gamma|eps\w*|sigma|rank|heads?|layers?|units|words?|pieces|utterances|transitions|environments?|episodes|prompts|queries|documents|sentences|windows|examples|pairs|triples|users|graphs|clips|patches|games|trajectories|rounds|gpus?|half|full|range|search\w*|grid|mean|std|probability|cap|limit|window|characters|nesterov|momentum|uniform|normal|points|items|users|patience)\b.*|.*[=×].*|\d.*)$/iu;

/** The scopes that the label alone says; `others`: the labels of the same setting in the same table. */
export function scopesOfLabel(label: string, others: readonly string[]): readonly string[] {
  const bracket = bracketOf(label);
  const plain = label.replace(/\s*\([^()]*\)\s*/g, ' ').trim();
  const word = ahead.exec(plain)?.[1] ?? behind.exec(plain)?.[1];
  const found = word === undefined ? [] : [word.toLowerCase() === word || /^[A-Z]{2,}/.test(word) ? word : word.toLowerCase()];
  if (bracket === undefined || bracket.includes('/')) return found;
  const isTold = new RegExp(`^(?:the )?(?:${known})s?$`, 'i').test(bracket);
  const isBeside = others.some(
    (other) => other !== label && (withoutBracket(other) === withoutBracket(label) || bracketOf(other) === bracket),
  );
  return isTold || isBeside ? [...found, ...bracket.split(/, | and | & /)] : found;
}

const article = '(?:(?:the|our|all|final|main|full|whole|chosen|used) )*';
const opensCaption = new RegExp(`^(?:table \\d+[.:]? )?${article}$`, 'i');
const ofSettings = new RegExp(
  `\\b(?:settings?|hyper-?parameters|configurations?|architecture|details|parameters|layers|sizes|values|optimi[sz]ation|recipe|set-?up)\\b[^.;:]{0,24}? (?:of|for|in|during) ${article}$`,
  'i',
);

/** `Encoder of the transducer`, `Settings for fine-tuning`: the one part or phase that a whole table is about. */
export function scopesOfCaption(caption: string, entities: Entities): readonly Occurrence[] {
  const title = /^.*?[.;](?=\s|$)/s.exec(caption)?.[0] ?? caption;
  const named = entities.in(title);
  return named.filter(
    ({ kind, start }) =>
      (kind === 'part' || kind === 'phase') &&
      named.filter((other) => other.kind === kind).length === 1 &&
      (opensCaption.test(title.slice(0, start)) || ofSettings.test(title.slice(0, start))),
  );
}

/** A part, a phase or a role. */
export function isKnownPart(text: string): boolean {
  return new RegExp(`^(?:the )?(?:${known})s?\\b`, 'iu').test(text);
}

/** A name for a part or a thing, not for a unit or a way of counting. */
export function isPartName(text: string): boolean {
  return (
    new RegExp(`^(?:(?:${known})s?|(?:[\\p{L}-]+ )?(?:head|adapters?|embeddings?|trunk|body|rest))$`, 'iu').test(text) || !unit.test(text)
  );
}

/** `(SFT / DPO)`, or `SFT / DPO` as a heading: a name for each of as many values. */
export function sharesOf(text: string, count: number): readonly string[] | undefined {
  const names = (/\(([^()]*\/[^()]*)\)/.exec(text)?.[1] ?? text).split(/\s*\/\s*/);
  return count >= 2 && names.length === count && names.every((name) => /^[\p{L}\d][\p{L}\d .-]{0,28}$/u.test(name)) ? names : undefined;
}

/** `for ResNet-18 / ResNet-50`: things in a row in a caption. */
export function alikeIn(caption: string): readonly string[] {
  return [...caption.matchAll(/[\p{L}\d.-]+(?:\s?\/\s?[\p{L}\d.-]+)+/gu)].map(([words]) => words.replace(/[.]$/, ''));
}

/** The names that a label or a heading has for the values of one cell. */
export function sharesIn(label: string, above: readonly string[], count: number): readonly string[] | undefined {
  return (
    (label.includes('(') ? sharesOf(label, count) : undefined) ??
    above.flatMap((text) => [sharesOf(text, count)]).find((names) => names !== undefined)
  );
}

function bracketOf(label: string): string | undefined {
  const inside = /\(([^()]{2,40})\)/.exec(label)?.[1]?.trim();
  return inside === undefined || unit.test(inside) ? undefined : inside;
}

function withoutBracket(label: string): string {
  return label.replace(/\s*\([^()]*\)\s*/g, '').toLowerCase();
}
