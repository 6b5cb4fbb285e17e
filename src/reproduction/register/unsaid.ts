/**
 * What the general checklist of a paper (papers/said) does not ask: what is mentioned without its value, said of one part and not of the
 * other, or said in words that can be carried out in two ways. Each rule looks at what the paper says of its own work, sentence by sentence.
 */
import type { Contradiction, Said, StatedValue } from '../../papers/said/said.ts';
import type { Sentence } from '../spec/sentences.ts';

export interface Unsaid {
  readonly name: string;
  readonly kind: 'missing' | 'unclear';
  readonly why: string;
  /** Which entry of the conventions has what is usual. */
  readonly usual: string;
  /** Where it is spoken of. */
  readonly sentences: readonly Sentence[];
}

interface Rule {
  readonly name: string;
  readonly usual?: string;
  readonly kind: Unsaid['kind'];
  readonly why: string;
  /** Sentences that speak of it. */
  readonly about: RegExp;
  /** The paper has to speak of this too. */
  readonly also?: RegExp;
  /** Said where a sentence has this. */
  readonly unless: RegExp;
  /** `there`: said only by a sentence that speaks of it; `each`: by every one of them. Absent: anywhere. */
  readonly by?: 'there' | 'each';
  /** Settings that say it. */
  readonly values?: readonly string[];
  /** Asked only where the paper states this setting. */
  readonly needs?: string;
}

const number = String.raw`(?:\d|\bhalf\b|\bthird\b|\bquarter\b|\bone\b|\btwo\b|\bten\b|\bzero\b|\\frac)`;
const withNumber = new RegExp(number, 'i');

const rules: readonly Rule[] = [
  {
    name: 'ema decay',
    kind: 'missing',
    why: 'An average of the weights is used; how fast it forgets decides which weights are evaluated.',
    about:
      /\b(?:exponential(?:ly)?(?: weighted)? moving averages?|moving average of (?:the )?(?:weights|parameters|\$)|weight averaging|EMA)\b/i,
    unless: /\b(?:decay|rate|momentum|coefficient|factor)\b[^.]{0,30}\d|\b0?\.9\d*/i,
    by: 'there',
    values: ['ema decay'],
  },
  {
    name: 'learning rate schedule',
    kind: 'missing',
    // Of networks that are trained the checklist of the paper asks this itself.
    why: 'A learning rate is said, but not whether it stays constant or decays.',
    about: /\b(?:learning[- ]rate|step[- ]size)s?\b/i,
    also: /\b(?:rewards?|bandits?|regret)\b/i,
    needs: 'learning rate',
    unless:
      /\b(?:learning[- ]rate|step[- ]size|rate)s?\b[^.]{0,60}\b(?:constant|fixed|decay\w*|anneal\w*|schedul\w*|halved|warm\w*)\b|\b(?:constant|fixed|decay\w*|anneal\w*|schedul\w*|halve\w*) (?:the |a |of the )?(?:learning[- ]rate|step[- ]size)|\bcosine (?:decay|annealing)\b|\bno schedule\b|\b(?:divided|multiplied) by\b|\bramped\b|\bhalf cosine\b|\bpolynomial schedule\b/i,
  },
  {
    name: 'exploration',
    kind: 'missing',
    why: 'How the agent explores is not said; its own randomness may be all there is, or not.',
    about: /\b(?:polic(?:y|ies)|agent|bandits?)\b/i,
    also: /\brewards?\b/i,
    unless:
      /\bexplor\w*|\bentropy (?:bonus|term|regulari[sz]\w*)|\bepsilon-?greedy|\\?(?:epsilon|varepsilon|ε)\$?-?greedy|\bno (?:entropy )?bonus|\bUCB\b|\bThompson\b/i,
    values: ['exploration rate', 'entropy coefficient'],
  },
  {
    name: 'seeds',
    kind: 'missing',
    why: 'How often an experiment was repeated, and with which seeds, is not said.',
    about: /\b(?:standard deviation|mean|average|±|\\pm)\b/i,
    also: /\b(?:train\w*|experiments?|runs?)\b/i,
    unless:
      /\bseeds?\b|\b(?:repeated|repetitions?|repeats?|runs)\b[^.]{0,30}\d|\b(?:\d+|two|three|four|five|ten|twenty) (?:\w+ )?(?:runs|repetitions|times|trials|seeds)\b/i,
    values: ['seeds'],
  },
  {
    name: 'data split',
    kind: 'missing',
    why: 'Data are held out for testing; how many, or which, is not said.',
    about: /\b(?:held out|hold out|test (?:set|data|images|rows|examples|part)|split)\b/i,
    also: /\b(?:held out|hold out|holding out|for testing|split)\b/i,
    unless:
      /\b(?:held? out|for testing|test (?:set|part|split)|split\w*|testing)\b[^.]{0,60}(?:\d|\bhalf\b|\bquarter\b|\bthird\b|\bfifth\b|\btenth\b|\bstandard\b|\bofficial\b)|(?:\d[^.]{0,25}(?:%|per cent)|\d{2,}[^.]{0,30}|\bhalf\b|\bquarter\b|\bthird\b|\bfifth\b|\btenth\b)[^.]{0,40}\b(?:held out|for testing|test)\b|\bhold out \$?\d|\b(?:standard|official|usual|original|public) (?:\w+ )?splits?\b/i,
    values: ['training fraction', 'test fraction', 'validation fraction', 'test examples', 'folds'],
  },
  {
    name: 'whether the split is stratified',
    kind: 'unclear',
    why: 'Examples of several classes are split at random; with few or uneven ones the shares of the classes differ between the parts.',
    about:
      /\b(?:at random|randomly|random (?:split|part|subset)|(?:quarter|half|third|fifth|tenth|%|per cent) of the (?:rows|data|examples|images|samples) (?:is|are) (?:held out|for testing))\b/i,
    also: /\b(?:rare class|class(?:es)? (?:im)?balanc\w*|imbalance\w*|minority|balanced accuracy|rare rows)\b/i,
    unless: /\bstratif\w*|\b(?:share|proportion|ratio)s? of (?:the )?(?:classes|labels) (?:is|are) (?:kept|the same)/i,
  },
  {
    name: 'variance of a reverse step',
    kind: 'unclear',
    why: 'Noise is added in each reverse step; both the variance of the step and that of the posterior are usual.',
    about: /\b(?:variance of (?:the|a|each|every) (?:\w+ )?step|fresh noise|\\sigma_\{?t\}?)/i,
    also: /\b(?:diffusion|denois\w*|reverse (?:process|step)s?)\b/i,
    unless:
      /\bposterior variance\b|\bvariance of the posterior\b|\\sigma_\{?t\}?\s*\^\s*\{?2\}?\s*(?:=|\\coloneqq)|\\sigma_\{?t\}?\s*=|\\tilde\s*\{?\s*\\beta|\b(?:learned|learnt|fixed) variances?\b|\bfixed[_ -]?(?:small|large)\b|\bvariance \$?\\beta_\{?t\}?\$?(?:[ ,.]|$)/i,
  },
  {
    name: 'what the mean counts',
    kind: 'unclear',
    why: 'A running mean is used as what the current value is compared with; whether it counts the current one already changes the estimate.',
    about: /\b(?:running |moving )?(?:mean|average) of (?:the |all |its )?(?:past |previous |observed )?(?:rewards|returns)\b/i,
    also: /\bbaselines?\b/i,
    unless:
      /\b(?:leave-one-out|exclud\w+|not counting|without (?:the )?(?:current|last|own)|including (?:the )?(?:current|last|own)|(?:past|previous|earlier) (?:rewards|returns))\b/i,
  },
  {
    name: 'standard deviation at the start',
    kind: 'missing',
    why: 'Weights start at normal numbers; how large they are is not said.',
    about:
      /\b(?:starts?|initiali[sz]ed|initial|drawn|filled|begins?)\b[^.;]*\b(?:gaussian|normal(?:ly)?) (?:numbers|entries|values|noise|distribution|distributed)|\b(?:weights|matri\w+|embeddings|parameters|[A-Z]_?\w*\$?)\b[^.;]{0,40}\b(?:gaussian|random|normal) (?:numbers|entries|values|initiali[sz]ation)/i,
    unless:
      /\b(?:variance|standard deviations?|std|deviation|scale|unit|standard normal|kaiming|xavier|glorot|he initiali[sz]\w+)\b|\\mathcal\s*\{?\s*N|\bN\(/i,
    by: 'each',
  },
  {
    name: 'normalisation epsilon',
    kind: 'missing',
    why: 'A normalisation divides by a standard deviation; the small number beneath the root differs between libraries.',
    about: /\b(?:layer|batch|group|RMS|instance)[- ]?norm(?:ali[sz]ation)?\b/i,
    unless: /\b(?:no|without)\b[^.]{0,40}\bnormali[sz]ation\b|\b(?:epsilon|ε|\\epsilon|\\varepsilon)\b[^.]{0,20}\d/i,
    values: ['epsilon'],
  },
  {
    name: 'activation',
    kind: 'missing',
    why: 'Hidden layers are said, but not what stands between them.',
    about: /\b(?:hidden layers?|multi-?layer perceptron|MLP|feed-?forward network)\b/i,
    unless:
      /\b(?:relu|gelu|silu|swish|tanh|sigmoid|elu|softplus|leaky|rectifi\w+|activations?)\b|\\max\b|\\tanh|\boperatorname\s*\{?\s*(?:relu|silu|gelu)|\blinear network\b/i,
    values: ['activation'],
  },
  ...[
    'dropout',
    'label smoothing',
    'gradient clipping',
    'momentum',
    'warm-?up',
    'early stopping',
    'replay buffer',
    'target network',
    'negative samples',
    'data augmentation',
    'temperature',
    'margin',
    'bandwidth',
    'penalty coefficient',
    'learning rate decay',
  ].map(
    (words): Rule => ({
      name: words.replace('-?', ''),
      kind: 'missing',
      why: `The paper uses ${words.replace('-?', '')} and says no value or rule for it.`,
      about: new RegExp(
        String.raw`\b(?:with|use[sd]?|using|apply|applied|and|add(?:s|ed)?|by) (?:a |an |the |some |standard |random )?${words}\b`,
        'i',
      ),
      unless: new RegExp(
        String.raw`\b(?:no|without|not) [^.]{0,30}${words}\b|${words}\b(?:(?! and | to )[^.,;]){0,60}${number}|${number}[^.]{0,40}\b${words}\b|${words}\b[^.]{0,20}(?:=|\\)|\b(?:by|over|after) (?:each|every)\b`,
        'i',
      ),
      values: [words],
    }),
  ),
];

export function unsaidIn(sentences: readonly Sentence[], said: Pick<Said, 'hyperparameters'>): readonly Unsaid[] {
  const names = new Set(said.hyperparameters.map(({ name }) => name));
  const words = sentences.filter(({ isCell }) => !isCell);
  const general = rules.flatMap(({ name, usual, kind, why, about, also, unless, by, needs, values = [] }): readonly Unsaid[] => {
    const spoken = words.filter(({ text }) => about.test(text));
    if (spoken.length === 0 || values.some((value) => names.has(value)) || (needs !== undefined && !names.has(needs))) return [];
    if (also !== undefined && !sentences.some(({ text }) => also.test(text))) return [];
    const says = ({ text }: Sentence): boolean => unless.test(text);
    if (by === 'each' ? spoken.every(says) : (by === 'there' ? spoken : sentences).some(says)) return [];
    return [
      { name, kind, why, usual: usual ?? name, sentences: (by === 'each' ? spoken.filter((one) => !says(one)) : spoken).slice(0, 3) },
    ];
  });
  return [...general, ...halves(sentences, said.hyperparameters)];
}

/** Parts of a method that are trained each on its own. */
const pairs: readonly (readonly [RegExp, string][])[] = [
  [
    [/\bteachers?\b/i, 'teacher'],
    [/\bstudents?\b/i, 'student'],
  ],
  [
    [/\bgenerators?\b/i, 'generator'],
    [/\b(?:discriminators?|critics?)\b/i, 'discriminator'],
  ],
  [
    [/\bactors?\b/i, 'actor'],
    [/\bcritics?\b/i, 'critic'],
  ],
  [
    [/\b(?:pre-?train\w*|base model)\b/i, 'pre-training'],
    [/\b(?:fine-?tun\w*|adapt(?:ing|ed|ers?))\b/i, 'fine-tuning'],
  ],
];
const perPart: readonly { readonly name: string; readonly values: readonly string[]; readonly words: RegExp }[] = [
  {
    name: 'training length',
    values: ['epochs', 'training steps', 'episodes'],
    words: /\b(?:epochs?|steps|iterations|episodes|until convergence|once)\b/i,
  },
  { name: 'learning rate', values: ['learning rate'], words: /\blearning[- ]rates?\b|\bstep[- ]size/i },
];

/** What is said of one of two parts only: `the student is trained for 60 epochs`, and nothing of the teacher. */
function halves(sentences: readonly Sentence[], stated: readonly StatedValue[]): readonly Unsaid[] {
  return pairs.flatMap((pair) => {
    const trained = pair.every(([words]) =>
      sentences.some(({ text }) => words.test(text) && /\btrain\w*|\badapt\w*|\bfine-?tun\w*/i.test(text)),
    );
    if (!trained) return [];
    return perPart.flatMap(({ name, values, words }): readonly Unsaid[] => {
      const own = stated.filter((value) => values.includes(value.name));
      const speaks = (words_: RegExp): readonly Sentence[] =>
        clausesOf(sentences).filter(({ text }) => words_.test(text) && words.test(text) && withNumber.test(text));
      // `The teacher has a learning rate of 0.001, the student of 0.003` says it of both.
      const isOfBoth = sentences
        .flatMap(({ text }) => text.split(';'))
        .some((clause) => words.test(clause) && pair.every(([part]) => part.test(clause)) && (clause.match(/\d[\d.]*/g)?.length ?? 0) > 1);
      if (isOfBoth) return [];
      const has = pair.map(([part]) => own.some(({ scope }) => scope !== undefined && part.test(scope)) || speaks(part).length > 0);
      // What stands in a table of one part's settings says nothing of the other.
      const isForAll = own.some(
        (value) =>
          value.scope === undefined &&
          !ofOnePart(
            value,
            sentences,
            pair.map(([part]) => part),
          ),
      );
      if (isForAll || has.every((one) => one) || has.every((one) => !one)) return [];
      const missing = pair[has.indexOf(false)];
      const said = pair[has.indexOf(true)];
      if (missing === undefined || said === undefined) return [];
      const why = `It is said for the ${said[1]} and not for the ${missing[1]}, which is trained as well.`;
      return [
        {
          name: `${name} of the ${missing[1]}`,
          kind: 'missing',
          why,
          usual: name,
          sentences: sentences.filter(({ text }) => missing[0].test(text) && /train/i.test(text)).slice(0, 3),
        },
      ];
    });
  });
}

function clausesOf(sentences: readonly Sentence[]): readonly Sentence[] {
  return sentences.flatMap((sentence) =>
    sentence.text.split(/;|, (?:and |while |whereas )?the (?=\w+ (?:is|has|was|are|were|of))/).map((text) => ({ ...sentence, text })),
  );
}

function ofOnePart({ address, quote }: StatedValue, sentences: readonly Sentence[], parts: readonly RegExp[]): boolean {
  const anchor = address.slice(address.indexOf('#') + 1);
  const around = sentences.filter((sentence) => sentence.anchor === anchor);
  const saying = around.filter(({ text, isCell }) => !isCell && text.includes(quote.replaceAll(/\s+/g, ' ').trim()));
  const words = (saying.length > 0 ? saying : around).flatMap(({ text, section }) => [text, section]).join(' ');
  return parts.filter((part) => part.test(words)).length === 1;
}

/** Settings of which a paper has one. */
const single = new Set([
  'learning rate',
  'batch size',
  'training steps',
  'epochs',
  'weight decay',
  'momentum',
  'distillation weight',
  'dropout',
  'warmup steps',
  'temperature',
  'lora alpha',
  'discount factor',
  'gradient clipping',
  'ema decay',
]);

/** Two values for one setting that is named in both places, one of them a table, beside what `said` has found. */
export function moreContradictions(
  { hyperparameters, contradictions }: Pick<Said, 'hyperparameters' | 'contradictions'>,
  isTable: (address: string) => boolean,
): readonly Contradiction[] {
  const groups = new Map<string, StatedValue[]>();
  for (const value of hyperparameters) {
    const isNamed = new RegExp(value.name.replaceAll(' ', '[- ]'), 'i').test(value.quote);
    // A scope of numbers is none: it is a cell of a table that was taken for one.
    const scope = value.scope !== undefined && /[a-z]/i.test(value.scope) ? value.scope : '';
    if (!isNamed || value.role !== undefined || !single.has(value.name) || contradictions.some(({ name }) => name === value.name)) continue;
    const key = `${value.name}\0${scope}`;
    groups.set(key, [...(groups.get(key) ?? []), value]);
  }
  return [...groups].flatMap(([key, values]): readonly Contradiction[] => {
    const [name = '', scope = ''] = key.split('\0');
    const distinct = values.filter(({ value }, place) => values.findIndex((other) => other.value === value) === place);
    // Three and more are a comparison, not a slip.
    if (distinct.length !== 2 || name === 'temperature' || !distinct.some(({ address }) => isTable(address))) return [];
    return [{ name, ...(scope === '' ? {} : { scope }), values: distinct.map(({ value, address }) => ({ value, address })) }];
  });
}
