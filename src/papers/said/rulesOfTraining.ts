/** How weights are updated, and for how long, by words of a clause. Data. */
import { type ClauseRule, inGaps } from './clauseRule.ts';

const rate = /\b(?:learning[ -]?rates?|step[ -]?(?:sizes?|lengths?)|lr|rates?|strides?|pace)\b|η/i;
const rising =
  /(?<!\b(?:not|never|no longer) )\b(?:(?:grow|grew|ris|rose|ramp|increas|climb|rais|warm|build|built|bring|brought|work|open|eas|ascen[dt])\w*|(?:go|goes|went|going) up|linear increase)/i;
/** Not `for`, which says how long it is trained. */
const early =
  /\b(?:over|during|in|within|through|first|opening|initial|after|takes?|by|lasting|ramp of|ascent of|climb of) (?:the )?(?:first |opening |initial )?$/i;
const things =
  /^ (?!epochs?|passes|sweeps|steps|updates|iterations|times|seeds|runs|layers|hours|minutes|seconds|days|weeks|gpus|cards|devices|workers|nodes|cores|machines|accelerators|units|neurons|heads|classes|noise|denois|sampl\w+ steps|views|crops of|negatives|environments|folds|points of)(?:[a-z-]+ ){0,2}?(?:[a-z-]{2,}s|people|data)\b(?<!(?:steps|epochs|updates|iterations|seconds|minutes|hours|passes|times|gpus|cards|batches|layers|runs|seeds|worlds|actors|environments|matrices|weights|parameters))/i;
const notLearned =
  /\b(?:critics|evaluat|gather|collect|answers?|queue|development|validation|held-out|voxels|features|pictures|individuals|walk|fly|flies|play|roll-?out|test|denois|solver|environment|agents?|keys|actions|seconds)/i;

const ofTraining = ['epochs', 'training steps'];
/** What is looked at again and again, until nothing is gained any more. */
const checks = /^ (?:[a-z]+ ){0,2}?(?:epochs?|evaluations?|validations?|checks?|rounds?|passes|times|turns|measurements|checkpoints)\b/i;
const nothing =
  /\b(?:no|not|never|without|fail\w*|flat|stagnat\w*|stall\w*|stale|ceas\w*|worse\w*|unimproved|unchanged|plateau\w*|nothing|neither|hardly|stood still)\b/i;
const gain =
  /\b(?:improv\w*|better\w*|gain\w*|low\w*|progress\w*|f[ae]ll\w*|decreas\w*|r[io]s[ei]\w*|new|flat|stagnat\w*|stall\w*|best|record|unimproved|plateau\w*|moved?|chang\w*|grow\w*|higher|drop\w*|down|advance\w*|worse\w*|increas\w*)/i;
const stops =
  /\b(?:stop\w*|halt\w*|end|ends|ended|terminat\w*|finish\w*|abort\w*|ceas\w*|quit\w*|over|broken off|cut short|gave up|give up)\b/i;

/** How long a rate rises: so many steps, and what rises. */
const warmups = (
  [
    ['warmup epochs', String.raw`(?:epochs?|passes|sweeps)`],
    ['warmup steps', String.raw`(?:(?:training|gradient|optimi[sz]er|parameter|weight) )*(?:steps|updates|iterations|batches)`],
  ] as const
).flatMap(([name, unit]): Omit<ClauseRule, 'part'>[] => [
  {
    name,
    is: 'count',
    before: early,
    behind: new RegExp(`^ ${unit}\\b`, 'i'),
    all: [rate, rising],
    most: 1e8,
    ratherThan: ofTraining,
    isPassing: true,
  },
  {
    name,
    is: 'count',
    behind: new RegExp(`^ ${unit} (?:at the (?:start|beginning|outset)|of linear)`, 'i'),
    all: [rate, rising],
    most: 1e8,
  },
  {
    name,
    is: 'count',
    behind: new RegExp(`^ ${unit}\\b`, 'i'),
    all: [
      /\b(?:(?:rates?|lr|it|step size) (?:is |has |was )?(?:reach|attain|arriv|hit)\w*|(?:until|till|before|to (?:get|come|climb|rise))\b[^.;#]{0,20}?\b(?:peak|full|maxim|highest|target))/i,
      /\b(?:peak|full|maxim\w+|highest|largest|top|final height|target|nominal|base)\b/i,
    ],
    most: 1e8,
    ratherThan: ofTraining,
  },
]);

export const trainingRules = inGaps([
  ...warmups,
  {
    name: 'early stopping patience',
    is: 'count',
    before:
      /\b(?:for|in|over|during|within|since|after|if|when|once|as soon as|until|on|wait\w*|allow\w*|tolerat\w*|patience(?: of| is)?)(?: the)?(?: last)? $/i,
    behind: checks,
    all: [nothing, gain],
    // What happens to a rate instead.
    says: new RegExp(`^(?!.*\\b(?:halv|divid|multipl|reduc|decay|tenth|shrink|anneal)).*${stops.source}`, 'is'),
    // `after 200 epochs or when nothing improves`.
    none: /#[^#]{0,30}\b(?:or|unless)\b/i,
    most: 1e5,
    ratherThan: ofTraining,
    isPassing: true,
  },
  {
    name: 'learning rate',
    is: 'share',
    before: /(?:multiplied|scaled|weighted|times|multiply|scale|multiplier|factor)(?: [a-z]+){0,2} $/i,
    all: [/\bgradients?\b/i, /\b(?:steps?|subtract\w*|update\w*|added|weights?)\b/i],
    none: /\b(?:clip\w*|norms?|noise|loss|momentum)\b/i,
  },
  {
    name: 'epsilon',
    is: 'number',
    all: [
      /\b(?:denominator|numerical stability|division by zero|dividing by zero|stabili[sz]er)\b/i,
      /\b(?:adam\w*|lamb|lion|nadam|rmsprop|optimi[sz]er|moments?|betas?)\b|β/i,
    ],
    most: 0.01,
  },
  {
    name: 'momentum',
    is: 'share',
    all: [/\b(?:momentum|velocity|heavy[- ]ball|nesterov)\b/i],
    none: /\b(?:no|without) (?:nesterov )?momentum|smooth|averag|contrast|queue|encoder|norm|student|teacher/i,
    least: 0.5,
    most: 0.9999,
  },
  {
    name: 'gradient clipping',
    is: 'number',
    before:
      /(?:\b(?:at|to|by|of|above|beyond|longer than|longer|below|under|over|than|within|exceed\w*|is|threshold|value|norm)|[=±])(?: (?:an?|the|of|norm|value|absolute|length|magnitude|threshold|global|maximum|most))* ?±?$/i,
    behind: /^(?! ?%)(?! [a-z]+s\b)/i,
    all: [
      /\b(?:(?<!policy )(?:gradients?|grad)|clip at a)\b/i,
      /\b(?:clip|cap|limit|bound|confin|rescal|scal|exceed|truncat|restrict|constrain|threshold|held|hold|keep|kept|clamp|trimm|shr[aiu]nk|shorten|allow|maxim|larg|ceiling|above|beyond|longer|more|renormali|cut)\w*/i,
      /\b(?:norms?\b|clip|rescal|cap|truncat|bound|shorten|longer|scaled? (?:back|down))/i,
    ],
    none: /\bclip(?:ping)? (?:range|parameter|ratio|ε)|\bratio\b|reward/i,
    most: 1000,
  },
  {
    name: 'gradient accumulation',
    is: 'count',
    behind: /^ (?:[a-z]+[- ])?(?:(?:micro|mini)?-?batch(?:es)?|(?:backward |forward )?passes|steps|gradients)\b/i,
    all: [
      /\b(?:accumulat|sum|collect|add(?:ed|ing)|gather)\w*/i,
      /\b(?:gradients?|update|steps?|optimi[sz]er|batch|passes|accumulat\w*)\b/i,
    ],
    least: 2,
    most: 1024,
    ratherThan: ['batch size'],
  },
  {
    name: 'batch size',
    is: 'count',
    behind: things,
    all: [
      /\b(?:each|every|an?|one|single|per) (?!time[- ])(?:[a-z]+ )?(?:(?:gradient|weight|parameter|optimi[sz]\w+|training|descent|sgd|adam|network) )*(?:update|step|iteration|gradient)\b|\b(?:updat|chang|mov|adjust|correct)\w* (?:after|for|with) (?:every|each)\b/i,
    ],
    none: notLearned,
    most: 1e8,
  },
  {
    name: 'batch size',
    is: 'count',
    behind: things,
    all: [/\b(?:each|every one|all) (?:on|of|with|from|over|computed (?:on|from)|seeing|using) #/i],
    says: /\b(?:steps?|updates|iterations|batch(?:es)?|gradients?)\b/i,
    none: notLearned,
    least: 2,
    most: 1e6,
  },
  {
    name: 'batch size',
    is: 'count',
    behind: things,
    all: [/\bgradients?\b/i, /\b(?:averag|summ?|mean|comput|estimat|accumulat|tak)\w* (?:over|from|of|on|across) #/i],
    none: /\b(?:queue|development|validation|held-out|test|integrated|policy)\b/i,
    least: 2,
    most: 1e6,
  },
  {
    name: 'epochs',
    is: 'count',
    behind: /^ times\b/i,
    all: [
      /\b(?:see|sees|saw|seen|shown|show|look\w*|read|reads|pass\w*|go|goes|went|gone|visit\w*|walk\w*|swe\w+|present\w*|met|meets?)\b/i,
      /\b(?:train|learn)\w*|\b(?:whole|entire|full)\b|\b(?:clients?|rounds?|devices?|hospitals?|phones?|sites?|participants?)\b/i,
      /\b(?:data|corpus|examples?|images?|pictures?|collection|samples|sentences|texts|training set)\b/i,
    ],
    none: /\b(?:seeds?|runs|batch(?:es)?|averag\w*|evaluat\w*|test(?:ed)?|per (?:image|example|sample)|larger|faster|more|fewer|augment\w*|views?)\b/i,
  },
  {
    name: 'epochs',
    is: 'count',
    before: /\b[Aa]fter (?:all |the (?:full )?)?$/,
    behind: /^ (?:full |training )?epochs?\b/i,
    all: [
      /\b(?:checkpoints?|weights|models?|networks?|parameters|states?|training|runs?|polic(?:y|ies))\b/i,
      /\b(?:kept|taken|used|put|evaluated|reported|tested|over|ends?|stops?|finish\w*|halts?|best|lowest|smallest|highest|last|final|final\w*)\b/i,
    ],
    none: /\b(?:decay\w*|divid\w*|rates?|every|drop\w*|warm\w*|converg\w*|accurac\w+|reach\w*|un\w*fr[eo]\w+|switch\w*|frozen|starts?|begin\w*|improv\w*|already|patience|no|without|only|first|halv\w*|each|per|earlier|where|whenever|if|had|tasks?|longer|another|further)\b/i,
    least: 2,
    most: 100_000,
    isPassing: true,
  },
  {
    name: 'batch size',
    is: 'count',
    behind: new RegExp(`${things.source}`, 'i'),
    all: [
      /# (?:[a-z-]+ ){1,4}(?:at a time|at once|and (?:is )?then (?:corrected|updated|adjusted|changed))\b|\b[Aa]fter every # [a-z]+ (?:the )?(?:weights|parameters|network)/i,
    ],
    says: /\b(?:epochs?|pass(?:es)?|train\w*|gradients?|updates?|SGD|Adam\w*|clients?|times per round|shown|handed|fed|weights)\b/i,
    none: /\b(?:critics|evaluat\w*|answers?|queue|development|validation|held-out|play|test\w*|denois\w*|environments?|agents?|decod\w*|generat\w*)\b/i,
    most: 1e6,
  },
  {
    name: 'ema decay',
    is: 'number',
    all: [
      /\b(?:exponential\w*|moving|running|EMA|polyak|shadow|averaged|smoothed)\b/i,
      /\b(?:weights?|parameters?|models?|copy|copies|networks?|checkpoints?)\b/i,
      /\b(?:decay\w*|rate|factor|keep\w*|coefficient|momentum|old|previous|uses?|constant)\b/i,
      /\b(?:averag\w*|EMA|polyak|shadow)\b/i,
    ],
    least: 0.5,
    most: 0.999999,
    ratherThan: ['target update rate', 'momentum'],
  },
]);
