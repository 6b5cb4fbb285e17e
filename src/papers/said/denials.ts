/** What a paper says that it does not use: a value like another, 0. */
import { bankOf } from './bank.ts';
import { settingOf } from './bound.ts';
import type { Candidate } from './candidates.ts';
import { quoted } from './linear.ts';
import { firstOf } from './matches.ts';
import type { Passage } from './passages.ts';
import type { Entities, Occurrence } from './scopes.ts';
import { scopesIn } from './scoping.ts';
import { isWithin, type Span, withoutPoints } from './whose.ts';
import { quoteOf } from './wordedValues.ts';

/** What can be left out. */
interface Deniable {
  readonly name: string;
  readonly words: string;
  /** What is not done then, `clip the gradients`, and what nothing is done to: subject and participle. */
  readonly act?: string;
  readonly done?: readonly [subject: string, participle: string];
  /** Other ways to say so. */
  readonly else?: string;
}

const these = '(?:(?:the|any|its|their|our|his|of|them|these|those|all) )*';
const noOther = '(?:other|further|additional|explicit|such)';
const deniable: readonly Deniable[] = [
  {
    name: 'weight decay',
    words:
      '(?:weight decay|(?:weight )?leakage(?: term| factor)?|leaky term|(?:l2|l_2|ℓ2|explicit|further|other|any)? ?(?:weight )?regulari[sz](?:ation|er|ing (?:term|penalty))|(?:l2|l_2|ℓ2|ℓ_2)[- ](?:penalty|term|norm)|ridge (?:penalty|term)|penalt(?:y|ies) (?:up)?on (?:the |their |its )?(?:(?:size|norm|squares?|length)s? of (?:the |its )?|squared |large )?(?:weights|parameters)|decay of the weights)',
    act: `(?:decay|penali[sz]e|regulari[sz]e|shrink) ${these}(?:weights|parameters|networks?|models?|matrices|them)\\b`,
    done: ['(?:weights?|matrices|parameters|networks?|models?)', '(?:decayed|penali[sz]ed|regulari[sz]ed|shrunk|pulled)'],
    else: String.raw`\bno ${noOther} penalt(?:y|ies)\b|\bno penalt(?:y|ies) (?:acts|act|is put|are put|weighs|lies|rests) (?:up)?on (?:the |any )?(?:weights|parameters)\b|\b(?:is|are|was|were) not regulari[sz]ed\b|\bunregulari[sz]ed\b|\bnothing (?:was|is|has been) done to (?:hold|keep) (?:the )?weights (?:small|down|back|in check)\b|\bno (?:decay|penalty|shrinkage|ridge|regulari[sz]\w+(?: term)?) (?:(?:is|was|were|are) (?:applied|imposed|put|placed|laid|used)|acts?|weighs|bears) (?:to|up?on|for) (?:the |its |their |any )*(?:weights|coefficients|parameters)\b|\bno decay of (?:either |both |any |the |these )*(?:[\p{L} -]{1,24} (?:or|and|nor) (?:of )?(?:the )?)?weights\b|\bnothing (?:is|was) (?:penali[sz]ed|regulari[sz]ed)\b|\bno penalt(?:y|ies) (?:term )?(?:is|are|was|were) (?:added|used|imposed)\b|\bnothing (?:decays|is decayed|was decayed|decayed)(?=[.,;)]|$)|\bnothing (?:else )?(?:pulls|holds|shrinks|keeps) (?:them|the weights) (?:back|down|small|in check)\b`,
  },
  { name: 'attention dropout', words: '(?:(?:attention drop-?out|drop-?out (?:on|of|in) (?:the )?attention(?: weights| scores)?))' },
  {
    name: 'lora dropout',
    words:
      '(?:(?:LoRA|adapter)[- ]drop-?out|drop-?out (?:on|of|in|within|inside|for) (?:the |any )?(?:LoRA|adapters?|low-rank|updates?)\\b)',
  },
  {
    name: 'dropout',
    words:
      '(?:(?<!(?:attention|lora|adapter)[- ])drop-?out(?! (?:on|of|in|within|inside|for) (?:the |any )?(?:attention|lora|adapters?|low-rank)))',
    act: '(?:drop|silence) (?:(?:any |the |out )?(?:units|neurons|activations)|anything)\\b',
  },
  { name: 'l1 penalty', words: '(?:(?:L1|L_1|ℓ1|ℓ_1) (?:penalty|term|regulari[sz]ation)|lasso)' },
  { name: 'momentum', words: '(?:momentum)', else: '\\bmomentum (?:being |is |was )absent\\b' },
  {
    name: 'label smoothing',
    words: '(?:label smoothing|smoothing of (?:the )?(?:labels|targets))',
    act: `(?:smooth|soften) ${these}(?:labels|targets)\\b`,
    done: ['(?:labels|targets)', '(?:smoothed|softened)'],
    else: '\\b(?:unsmoothed|plain one-hot) (?:labels|targets)\\b',
  },
  {
    name: 'gradient clipping',
    words: '(?:gradient[- ](?:norm )?clipping|clipping(?: of (?:the )?gradients?)?(?! (?:range|parameter|ratio|of the ratio)))',
    act: `(?:clip|cut|truncate|rescale) ${these}(?:gradients?|norms?)\\b`,
    done: ['gradients?(?: norms?)?', '(?:clipped|cut|truncated|rescaled)'],
    else: '\\bunclipped\\b',
  },
  { name: 'entropy coefficient', words: '(?:entropy (?:bonus|term|regulari[sz]ation|loss))' },
  { name: 'kl coefficient', words: '(?:KL (?:penalty|term|regulari[sz]ation|loss))' },
  { name: 'drop path', words: '(?:stochastic depth|drop path)' },
  { name: 'mixup alpha', words: '(?:mix-?up)' },
];

const not = '(?:not|never)(?: even| also)?';
const unused = `(?:${not} (?:used|applied|needed|employed|added|included|turned on|switched on)|off|disabled|omitted|switched off|turned off|left out|dispensed with|unused|absent|removed|zero|none)`;
const deniedPlaces =
  '(?:the |any )?((?:[\\p{L}-]+ )?(?:encoder|decoder|critic|actor|backbone|generator|discriminator|teacher|student|policy|first stage|second stage|pre-?training|fine-?tuning))\\b';
/** `off for all models`, and not `off in the output layer`. */
const everywhere = '(?:all|both|either|any|every|each|our|these|what follows|purpose)\\b';
const denialPart = new RegExp(`^ (?:in|for|on|during) ${deniedPlaces}`, 'iu');

interface Denial {
  readonly name: string;
  readonly pattern: RegExp;
  /** It may have been tried before it was given up. */
  readonly isGivenUp?: true;
}

const denials = deniable.flatMap(({ name, words, act, done, else: other }): Denial[] => {
  const ways = [
    `\\b(?:no|without(?: any)?|neither|nor) (?:[\\p{L} ,-]{1,40}? (?:or|nor|and) (?:no |an? |any )?|(?:[\\p{L}-]+, ){1,3}|an? |any )?(?:${noOther} )?${words}(?![\\p{L}-])`,
    `\\b${words} (?:is|was|are|were) (?:deliberately |simply |therefore |also )?${unused}(?! (?:to|on|for|in|by|where|from)(?! ${deniedPlaces}| ${everywhere}))`,
    `\\b${words} (?:is|was) not applied to(?! (?:the |any )?(?:bias|norm|gain|embedding|scale|layer))`,
    `\\b${words} [^.;,\\d]{0,40}?\\b(?:and|but|so) (?:so |therefore |thus )?(?:is|was) ${unused}`,
    `\\b(?:(?:do|does|did)(?: not|n['’]t)|never|cannot) (?:use|apply|need|employ|add|have|want|include|make use of|resort to) (?:an? |any )?${words}(?![\\p{L}-])`,
    `(?<!\\b(?:variants|versions|authors|works?|papers|methods|they|others|studies) )\\b(?:leaves? out|left out|omit(?:s|ted)?|dispens(?:e|es|ed) with|did without|do without|does without|refrain(?:s|ed)? from(?: using)?|forgo(?:es)?|forwent|abstain(?:s|ed)? from|turn(?:s|ed)? off|switch(?:es|ed)? off|disabled?|avoid(?:s|ed)?) (?:any |the |both )?(?:[\\p{L} -]{1,30}? (?:and|or) )?${words}(?![\\p{L}-])`,
    `\\b${words}: (?:none|no|off)\\b`,
    // `Batch normalisation is applied, dropout is not`.
    `\\b(?:is|are|was|were) (?:used|applied|employed|included)(?:,| but|, but| and|;) ${words} (?:is|was|are|were) not(?=[.,;]|$)`,
    `\\b${words} (?:is|was|are|were) (?:used|applied) in neither\\b`,
    `\\bneither (?:of (?:the|our) )?(?:the )?[\\p{L}-]+(?: nor (?:the )?[\\p{L}-]+)? (?:uses?|applies|appl(?:y|ied)|has|employs?|used) (?:[\\p{L}-]+ (?:or|nor) )?${words}(?![\\p{L}-])`,
    ...(act === undefined ? [] : [`\\b(?:(?:do|does|did)(?: not|n['’]t)|never) ${act}`]),
    ...(done === undefined
      ? []
      : [
          `\\b${done[0]} (?:is|are|was|were|being) ${not} ${done[1]}`,
          `\\b(?:no|neither|none of the) (?:[\\p{L}-]+ )?${done[0]} (?:is|are|was|were|being) ${done[1]}`,
        ]),
    ...(other === undefined ? [] : [other]),
  ];
  const given = '(?:removed|dropped|left out|abandoned|discarded|given up|not used|omitted|taken out)';
  return [
    { name, pattern: new RegExp(ways.join('|'), 'iu') },
    {
      name,
      isGivenUp: true,
      pattern: new RegExp(
        `\\b${words},? [^.;]{0,90}?(?:\\band|\\bbut|\\bso|,|;) (?:(?:it|we|I|and|so) )*(?:(?:is|was|has been|were) (?:therefore |then |thus |hence )*${given}|(?:then )?${given} of (?:all|every|each)\\b|(?:use|used|apply|applied|keep|kept|have|take|took) none\\b)`,
        'iu',
      ),
    },
  ];
});

const denialsIn = bankOf(denials, ({ pattern }) => [pattern]);

/** `The teacher has dropout of 0.3, the student has none`, `…, none to the student`: what the other one has not. */
const others = String.raw`(?:the |our |its )?(?<part>[\p{L}\d][\p{L}\d-]*(?: (?:network|model|encoder|stage|phase|branch))?)`;
const contrast = new RegExp(
  String.raw`\d[^.;]{0,70}?(?:[,;]| and| but| while| whereas) (?:and |but |while |whereas )?(?:${others} (?:has|had|gets?|got|uses?|used|needs?|takes?|receives?|does|goes) (?:none\b|without(?=[.,;]|$)|not(?=[.,;]|$))|none (?:(?:at all|is used|was used|is applied) )?(?:to|on|for|in|with) ${others.replace('part', 'other')})`,
  'iu',
);
const contrasted = deniable
  .filter(({ name }) => ['dropout', 'weight decay', 'label smoothing', 'gradient clipping', 'momentum'].includes(name))
  .map(({ name, words }) => ({ name, pattern: new RegExp(`\\b(?:${words}|gradients? (?:are|is) clipped)`, 'iu') }));

/** `Dropout is switched off when forecasts are made`: then there is none anyway. */
const whereUsed =
  /^,? (?:again |altogether |of course |always )?(?:(?:at|for|during|in|on|by) (?:the |our |any )?(?:test(?:ing)?|evaluation|inference|prediction|validation|deployment|forecast\w*|generation|sampling|decoding|scoring)s?\b|(?:when(?:ever)?|while|once|before|as soon as)\b[^.;,]{0,40}\b(?:test\w*|evaluat\w*|measur\w*|forecasts?|predict\w*|generat\w*|sampl\w*|decod\w*|used|deployed|scored|over|finished)\b)/i;

/** `Without clipping one run in ten diverges`: what would be. */
const wouldBe =
  /^\s*(?:Without|With no|Removing|Leaving out|Dropping|Omitting)\b[^.;]*\b(?:diverg|explod|fail|collaps|drops?|dropped|los[et]s?|worse|better|NaN|unstable|stall|stuck|crash|falls?|fell|rises?|rose|g[ai]ves?|costs?|takes? (?:twice|half|longer)|differ|overfit|hurt|slow)/i;

/** `without weight decay`: a value like another. */
export function denied({ line, anchor, place, headings, previous }: Passage, spans: readonly Span[], entities: Entities): Candidate[] {
  const whole = spans.filter(([start, end]) => end - start < line.text.length);
  const text = withoutPoints(line.text);
  if (wouldBe.test(text)) return [];
  const given = (name: string, { start, end }: { start: number; end: number }, scope: readonly Occurrence[]): Candidate => ({
    name: settingOf(name).name,
    value: 0,
    stated: quoted(line, start, end),
    scope,
    quote: quoteOf(line, { start, end }),
    anchor,
    place,
    headings,
  });
  const found = denialsIn(text).flatMap(({ name, pattern, isGivenUp }) => {
    const match = firstOf(text, pattern);
    const allowed = isGivenUp === true ? whole.filter(([, , owner]) => owner === 'others') : whole;
    if (match === null || isWithin(allowed, match.index) || whereUsed.test(text.slice(match.index + match[0].length))) return [];
    const around = { start: match.index, end: match.index + match[0].length };
    const scope =
      isGivenUp === true || name === 'lora dropout'
        ? []
        : (scopesIn(line.text, [{ ...around, count: 1 }], entities, previous)[0]?.[0] ?? []);
    return [
      given(
        isOfAdapter(name, line.text) ? 'lora dropout' : name,
        around,
        scopeOfDenial(line.text.slice(0, around.start), line.text.slice(around.end), scope),
      ),
    ];
  });
  const other = firstOf(text, contrast);
  const part = other?.groups?.['part'] ?? other?.groups?.['other'];
  if (other === null || part === undefined || isWithin(whole, other.index)) return found;
  // The last that was spoken of.
  const [of] = contrasted
    .map(({ name, pattern }) => ({ name, at: text.slice(0, other.index + other[0].length).search(pattern) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at);
  if (of === undefined) return found;
  const known = entities.all.find(({ name }) => name.toLowerCase() === part.toLowerCase());
  const scope: Occurrence = { name: known?.name ?? part, kind: known?.kind ?? 'other', start: 0, end: 0 };
  return [...found, given(of.name, { start: other.index, end: other.index + other[0].length }, [scope])];
}

/** `rank 8, α = 16 and no dropout`. */
function isOfAdapter(name: string, text: string): boolean {
  return name === 'dropout' && /\b(?:lora|adapters?|low-rank)\b/i.test(text) && /\brank\b|\br ?=|α ?=|\balpha\b/i.test(text);
}

/** `The ensemble consists of 5 networks without dropout`: what it is compared with. */
const compared = /\b(?:[Tt]he|[Aa]n?|[Tt]his) (?:\p{Ll}[\p{L}-]* )?(ensemble|baseline|control|reference|competitor)s? [^.;,]*$/u;

/** `Dropout is off in the feature encoder`: of that alone, though nothing else is told of it. */
function scopeOfDenial(before: string, behind: string, scope: readonly Occurrence[]): readonly Occurrence[] {
  const part = denialPart.exec(behind)?.[1] ?? compared.exec(before)?.[1];
  return part === undefined || scope.length > 0 ? scope : [{ name: part, kind: 'other', start: 0, end: 0 }];
}
