/** Where a paper may say what was not found in it: numbers without a name that may be it, and sentences that speak of such a thing. */
import { addressIn } from '../address.ts';
import { checklist } from './checklist.ts';
import type { Passage, Passages } from './passages.ts';
import type { Missing, Unnamed } from './said.ts';
import { isBackground } from './whoseHeadings.ts';

const mostPlaces = 3;

/** Words in which a thing is spoken of, whatever is said of it: looser than what tells that it is said. Data. */
const speaksOf: Readonly<Record<string, RegExp>> = {
  optimizer:
    /\b(?:adam\w*|sgd|l-?bfgs|rms-?prop|optimi[sz]\w+|stochastic approximation|gradient (?:steps?|descent|method)|solver|minimi[sz]ed)\b/i,
  'optimizer constants': /\b(?:betas?|β|momentum|moments?|decay rates?|constants|defaults?)(?![\p{L}])/iu,
  'learning rate': /\b(?:rates?|step[- ](?:sizes?|lengths?|width)|strides?|pace|steps? of)\b/i,
  'learning rate schedule':
    /\b(?:rate|step size|pace)s?\b[^.;]*\b(?:first|later|end|half|then|after|until|time|stays?|every|over)\b|\b(?:anneal|schedul|plateau|cosine|warm-?up|decay(?:s|ed)? (?:over|to|by|at))\w*/i,
  'batch size':
    /\b(?:batch\w*|at (?:a time|once)|(?:per|each|every|one) (?:step|update)|together|full (?:graph|data)|whole (?:graph|data)|all (?:examples|points))\b/i,
  'training length':
    /\b(?:epochs?|pass(?:es)?|converge[sd]?|convergence|iterations|updates|steps|rounds|until|stopp?(?:ed|ing|s)|hours|days)\b/i,
  'weight initialisation':
    /\binitiali[sz](?:ed|ation|ing) (?!by seed)|\bfrom scratch\b|\bstarting point\b|\b(?:weights|parameters) (?:start|begin|are drawn|were drawn)\b/i,
  'weight decay': /\b(?:weight decay|regulari[sz]\w+|penal\w+|ridge|shrink\w*|l2)\b|ℓ_?2/i,
  'data set': /\b(?:data ?sets?|data|corpus|corpora|benchmarks?|recordings|collections?|archives?|images|sentences)\b/i,
  'data split':
    /\b(?:splits?|divi(?:ded?|sion)|held[- ]out|folds?|partition\w*|set aside|withheld|remain(?:ing|der)|(?:kept|left) (?:for|out)|(?:training|test|development|validation) (?:sets?|part|portion|data|users|images|sentences)|official)\b/i,
  preprocessing:
    /\b(?:normali[sz]\w+|standardi[sz]\w+|resiz\w+|rescal\w+|scaled|crop\w*|cut|resampl\w+|pad(?:ded|ding)|flip\w*|augment\w*|clean\w*|filter\w*|lower-?cas\w+|remov\w+|convert\w*|impute\w*|unit variance|mean and|raw|discard\w*|binari[sz]\w+|tokeni[sz]\w+|formatted|as distributed|pixels|whiten\w*)\b/i,
  tokenizer: /\b(?:token\w*|sub-?words?|word-?pieces?|bpe|characters?|bytes?|vocabular\w+)\b/i,
  'sequence length': /\b(?:lengths?|long|truncat\w+|context|window\w*|tokens)\b/i,
  architecture:
    /\b(?:layers?|blocks?|units|widths?|depths?|deep|hidden|network of|as in|(?:same|usual|standard) (?:network|architecture|model)|architectures?)\b/i,
  'evaluation metric': /\b(?:measur\w+|report\w*|score[sd]?|accura\w+|errors?|percent|quality|judged|evaluat\w+)\b/i,
  'evaluation protocol':
    /\b(?:checkpoints?|best|last|final (?:model|weights|network)|validation|selected?|average[sd]?|means? (?:over|of)|median)\b/i,
  seeds: /\b(?:seeds?|repeat(?:ed|s|ing)?|runs|draws|repetitions|restarts)\b/i,
  hardware: /\b(?:gpus?|tpus?|cpus?|cards?|machines?|laptop|servers?|cluster|workstation|accelerators?|cores|nodes?)\b/i,
  'base model': /\b(?:pre-?trained|checkpoints?|released|public(?:ly)?|backbones?|initiali[sz]ed|weights|BERT|GPT|Llama|T5)\b/i,
  'lora rank': /\branks?\b/i,
  'lora alpha': /\b(?:scal(?:e|ed|ing)|alpha)\b|α/i,
  'target modules': /\b(?:projections?|attention|matrices|quer(?:y|ies)|values?)\b/i,
  teacher: /\bteachers?\b/i,
  temperature: /\b(?:temperatures?|soft(?:en\w*)?|sharp\w*)\b|τ/i,
  'distillation weight': /\b(?:weigh\w+|mix\w*|balanc\w+|sum of|equal(?:ly)?)\b/i,
  'diffusion steps': /\b(?:steps|levels|T)\b/,
  'noise schedule': /\b(?:noise|variance)s?\b[^.;]*\b(?:schedule|grow\w*|increas\w*|rises?|linear\w*|cosine|levels?)\b/i,
  sampler: /\b(?:sampl(?:er|ed|ing)|ancestral|solver|DDI?M|steps)\b/i,
  environment: /\b(?:environments?|tasks?|games?|simulator|maze|arms?)\b/i,
  'discount factor': /\bdiscount\w*|γ/i,
  exploration: /\b(?:explor\w+|greedy|entropy|random actions?|noise)\b|ε/i,
  decoding: /\b(?:decod\w+|greed\w+|beams?|sampl\w+|temperature|nucleus|generat\w+)\b/i,
};

/** Most papers do not say these, and speak of other people's: only their own words count. */
const seldomSaid = new Set(['hardware', 'seeds', 'weight decay']);

export function withPlaces(missing: readonly Missing[], unnamed: readonly Unnamed[], { sentences }: Passages, paper: string): Missing[] {
  if (missing.length === 0) return [];
  const own = sentences.filter(({ headings }) => !isBackground(headings));
  return missing.map((one) => {
    const settings = new Set(checklist.find(({ name }) => name === one.name)?.values ?? []);
    const numbers = unnamed.filter(({ perhaps = [] }) => perhaps.some((name) => settings.has(name))).map(({ address }) => address);
    const words = speaksOf[one.name];
    const spoken =
      words === undefined
        ? []
        : own.filter((passage) => speaks(passage, words, seldomSaid.has(one.name))).map(({ anchor }) => addressIn(paper, anchor));
    const places = [...new Set([...numbers, ...spoken])].slice(0, mostPlaces);
    return places.length === 0 ? one : { ...one, perhaps: places };
  });
}

function speaks({ line: { text }, others }: Passage, words: RegExp, isOwn: boolean): boolean {
  const at = text.search(words);
  return at >= 0 && !(isOwn && others.some(([from, until]) => at >= from && at < until));
}
