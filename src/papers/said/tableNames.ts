/** What the rows and columns of tables are called: short names that say enough in a table, and names that need the heading above. */
import { settingOf } from './bound.ts';
import { type Letters, mentionsIn, settingNamed } from './mentions.ts';
import type { SettingName } from './names.ts';
import { usualLabel } from './tableDiction.ts';
import { wordHeadings } from './words.ts';

export interface TableWords {
  readonly letters: Letters;
  /** Caption and labels: what the table is about decides what `clip` or `schedule` is. */
  readonly topic: string;
  /** What the paper's tasks are called. */
  readonly codes?: ReadonlySet<string>;
}

export interface Named {
  readonly setting: SettingName;
  readonly isWord: boolean;
  /** The heading above is a part of the name, so it is no scope. */
  readonly isOfHeading?: boolean;
  /** The heading names the setting, and the label what it is of: `Learning rate` over `encoder | 1e-5`. */
  readonly part?: string;
}

export const results =
  /\b(?:acc(?:uracy|\.)?|error|loss|f1|auc|bleu|rouge|fid|perplexity|ppl|nll|score|return|reward|params|flops|time|speed|mse|rmse|mae|recall|precision|miou|dice|top-[15]|map|ece|wer)\b/i;

const acting = /\b(?:PPO|GRPO|KL|GAE|A2C|A3C|SAC|DQN|TD3|DDPG|TRPO|IMPALA|discount|replay|environments?|envs?|rollouts?|agents?)\b|γ/i;
const exploring = /\b(?:DQN|DDQN|Q-learning|QR-DQN|Rainbow|C51|SARSA|greedy)\b/i;
const noising = /\b(?:diffusion|denois\w*|DDPM|DDIM|noise schedule|guidance|noising|β_?(?:T|start|end|\{?(?:start|end|T)))\b/i;
const adapting = /\bLoRA\b|\badapters?\b/i;
const ofText = /\b(?:LoRA|tokens?|BERT|GPT|LLaMA|language models?|SFT|DPO)\b/i;
const falling = /\b(?:milestones?|drops?|decay(?:s|ed)? (?:at|every)|step (?:decay|schedule)|(?:reduced|lowered|divided|cut) at)\b/i;

/** Of what is trained. */
const learned = /\b(?:batch(?:es)?|epochs?|passes|sweeps|rounds|momentum|per (?:correction|update|adjustment|step)|learning)\b/i;

/** Whole labels that are too short for running text; `about`: only in tables on it. */
const shortNames: readonly { readonly name: string; readonly pattern: RegExp; readonly about?: RegExp; readonly isWord?: true }[] = [
  { name: 'crop size', pattern: /^(?:random |cent(?:er|re) |training )?(?:resized )?crops?(?: size)?$/i },
  { name: 'clip range', pattern: /^(?:ppo |policy |ratio )?clip(?:ping|ped)?(?: ε| ratio)?$/i, about: acting },
  { name: 'gradient clipping', pattern: /^(?:max(?:imum|\.)? )?(?:grad(?:ient)?\.? )?(?:clip(?:ping|ped)?\.?|clip(?:ping)? norm)$/i },
  { name: 'training steps', pattern: /^(?:max\.? )?(?:iters?|it)\.?$/i },
  { name: 'optimizer', pattern: /^opt(?:im)?\.?$/i, isWord: true },
  { name: 'hidden units', pattern: /^(?:hidden |model )?dim(?:ension|s)?\.?$/i, about: /\b(?:layers|heads|depth|blocks)\b/i },
  {
    name: 'learning rate decay factor',
    pattern: /^(?:(?:learning[- ]rate|rate|step[- ]size) )?decay (?:per|each|every|after (?:each|every)) (?:round|epoch|period|cycle)$/i,
  },
  { name: 'learning rate', pattern: /^(?:peak |base |initial |max(?:imum|\.)? )?rate$/i },
  { name: 'learning rate', pattern: /^(?:step|(?:learning|adaptation) (?:gain|step))$/i, about: learned },
  { name: 'learning rate', pattern: /^gain$/i, about: /\b(?:per (?:correction|adjustment)|adaptation|momentum|leak(?:age)?)\b/i },
  {
    name: 'batch size',
    pattern: /^[a-z]{3,}s (?:per|for each|to each) (?:correction|adjustment|change of (?:the )?weights)$/i,
  },
  {
    name: 'early stopping patience',
    pattern: /^(?:[a-z]+ )?(?:readings|rounds|passes|epochs|checks|sweeps) without (?:improvement|progress|gain|success)$/i,
  },
  {
    name: 'dropout',
    pattern:
      /^(?:silenced|dropped|muted|deleted|zeroed|omitted) (?:share|fraction|units|nodes|neurons|part)(?: (?:before|behind|after|in front of|at|of) (?:the|each|every|its|all) [\p{L} -]+)?$|^(?:share|fraction) (?:silenced|dropped|muted|zeroed)$/iu,
  },
  {
    name: 'hidden units',
    pattern: /^(?:memory|(?:hidden |cell )?state)(?: \((?:GRU|LSTM|RNN)\))?$/i,
    about: /\b(?:GRU|LSTM|recurrent)\b/i,
  },
  { name: 'hidden units', pattern: /^(?:hidden )?(?:nodes|neurons)$/i, about: learned },
  { name: 'embedding dimension', pattern: /^(?:vector|code) of (?:an?|each|one|the) [a-z]+$/i, about: learned },
  { name: 'weight decay', pattern: /^(?:leakage|leak|shrinkage|(?:ridge|L_?2) penalty)$/i, about: learned },
  { name: 'gradient accumulation', pattern: /^(?:grad(?:ient)?s?\.? )?acc(?:um(?:ulation)?)?\.?(?: steps)?$/i },
  { name: 'sequence length', pattern: /^(?:max(?:imum|imal|\.)?|seq(?:uence|\.)?|input) len\.?$/i },
  { name: 'sequence length', pattern: /^(?:window|length)$/i, about: ofText },
  { name: 'kl coefficient', pattern: /^kl(?:[ -](?:coef\w*\.?|weight|penalty|term|reg\w*\.?|β|λ|cost))?$/i },
  {
    name: 'entropy coefficient',
    pattern: /^ent(?:ropy|\.)?(?:[ -](?:loss|bonus))?(?:[ -](?:coef\w*\.?|weight|bonus|cost|reg\w*\.?))?$/i,
    about: acting,
  },
  { name: 'value coefficient', pattern: /^(?:value|vf|critic)(?:[ -](?:loss|function))?[ -](?:coef\w*\.?|weight|cost)$/i, about: acting },
  {
    name: 'training examples',
    pattern:
      /^train(?:ing)? (?:simulations|trajectories|recordings|scans|graphs|molecules|patients|series|clips|utterances|pairs|sentences|windows|tiles|patches|documents|videos|cases|volumes|structures|scenes|episodes|songs|reports)$/i,
  },
  {
    name: 'exploration rate',
    pattern:
      /^(?:(?:initial|final|start|end|min\w*|max\w*) )?(?:ε|eps(?:ilon)?|explor\w*)(?: (?:start|initial|init|end|final|greedy|min\w*|max\w*|floor|at (?:the )?(?:start|end)))?$/i,
    about: exploring,
  },
  {
    name: 'target update interval',
    pattern:
      /^(?:target|tgt)(?: net(?:work)?)? (?:copy|copied|sync\w*|refresh\w*|updated?|period|freq\w*|interval|every|replaced?)(?: (?:every|period|interval|freq\w*|rate))?$/i,
    about: exploring,
  },
  { name: 'replay buffer size', pattern: /^(?:replay|buffer|memory|replay memory)$/i, about: acting },
  { name: 'rollout length', pattern: /^(?:horizon|rollout|unroll)$/i, about: acting },
  { name: 'target update rate', pattern: /^τ$/, about: /\b(?:SAC|TD3|DDPG|D4PG|REDQ|CQL|IQL|AWAC)\b|\btargets?\b/ },
  { name: 'gae lambda', pattern: /^λ$/, about: /γ/ },
  { name: 'diffusion steps', pattern: /^(?:diffusion )?time[ -]?steps(?: T)?$/i, about: noising },
  {
    name: 'noise schedule',
    pattern: /^schedule$/i,
    about: /\bβ_?\{?(?:T|start|end)|diffusion (?:time)?steps|time ?steps T/i,
    isWord: true,
  },
  {
    name: 'learning rate decay epochs',
    pattern:
      /^(?:(?:lr|learning[ -]rate|rate) )?(?:milestones?|drops?(?: at| epochs?)?|decay (?:at|epochs?|milestones?)|(?:decays?|reduced|lowered|dropped|divided|steps?|falls?|cut) at)(?: epochs?)?$/i,
  },
  { name: 'learning rate decay factor', pattern: /^(?:(?:lr|learning[ -]rate|step|drop|decay) )*factor$/i, about: falling },
  { name: 'target modules', pattern: /^(?:lora )?(?:targets?|applied to|adapted|modules|where)$/i, about: adapting, isWord: true },
  {
    name: 'ema decay',
    pattern:
      /^(?:key|target|teacher)(?: (?:encoder|network|model))?(?:['’]s)? (?:momentum|decay|coefficient)$|^momentum (?:encoder|network|model)(?:['’]s)? (?:momentum|decay|coefficient)$/i,
  },
  {
    name: 'noise standard deviation',
    pattern: /^(?:(?:input|target|observation|additive|Gaussian) )+noise(?:,? (?:σ|std\.?|sd|s\.d\.|standard deviation))?$/i,
  },
  {
    name: 'test examples',
    pattern:
      /^(?:rows|records|patients|images|examples|samples|stays|cases|scans|subjects|recordings|sentences|documents|pairs) (?:held[ -]out|for (?:testing|test|evaluation))$/i,
  },
];

/** Of one run, of what is done with layers, a count of trees: no name of ours. */
const otherwise =
  /^(?:first|second|third|fourth|fifth) seed$|^(?:last|first|top|bottom) (?:\d+|\p{L}+) (?:layers?|blocks?)$|^(?:seed|run) \d|^(?:with|without|w\/o|minus)\b|^(?:number of )?mini-?batches$|^neighbou?rs per (?:layer|block|hop)$|\b(?:rolled|frozen|unfrozen|skipped|probed)\b|\b(?:max\w*\.?|tree) depth\b|\blearning starts\b|\b(?:s|ms|sec\w*|min\w*|hours?|time|cost) per (?:epoch|step|update|iteration|run)$|\b(?:epochs?|steps|updates|iterations) (?:until|till|to|before|needed|required|taken|used|run)\b|\b(?:time|seconds|minutes|hours|speed|throughput)\b|\bstarts? (?:after|at)\b/iu;

/** `Adam β2`. */
function ofOptimizer(text: string): string {
  return text.replace(/^(?:Adam\w*|optimi[sz]er)(?:['’]s)?[,:]? (?=[(]?(?:β|beta))/iu, '');
}

/** `Dropout before the linear layer` */
const whereItStands =
  / (?:before|behind|after|in front of|on top of) (?:(?:the|each|every|all|both|its)\b|(?:(?:last|final|first|output|linear|dense|classification|softmax|pooling) )+(?:layers?|heads?|classifiers?)$).*$/i;

/** The setting that a label or a heading names by itself. */
export function named(text: string, words: TableWords): Named | undefined {
  const { letters, topic, codes } = words;
  if (codes?.has(text) === true) return undefined;
  const written = ofOptimizer(text)
    .replaceAll(/\s*[([].*$/g, '')
    .trim();
  const cleaned = usualLabel(written, topic);
  if (cleaned !== written && cleaned !== '') return named(cleaned, words);
  const short = shortNames.find(({ pattern, about }) => pattern.test(cleaned) && (about === undefined || about.test(topic)));
  if (short !== undefined) return { setting: settingOf(short.name), isWord: short.isWord === true };
  const word = wordHeadings.find(({ pattern }) => pattern.test(cleaned));
  if (word !== undefined) return { setting: { name: word.name, words: '', is: 'number' }, isWord: true };
  if (otherwise.test(cleaned)) return undefined;
  if (text.length > 70 || (results.test(text) && !/coefficient|weight|smoothing|function|patience|scal(?:e|ing)/i.test(text)))
    return undefined;
  // `max. length (tokens)`: of what is read where nothing is said to be written.
  const isLength = /^max(?:imum|imal|\.)? length$/i.test(cleaned) && !/answer|generat|output|new|response/i.test(text);
  const setting = isLength ? settingOf('sequence length') : settingNamed(ofOptimizer(text).replace(whereItStands, ''), letters);
  return setting === undefined ? undefined : { setting, isWord: false };
}

/** `LoRA` over `dropout`, `Sampling` over `steps`, `Learning rate` over `encoder`: heading and label together. */
export function namedUnder(text: string, heading: string, words: TableWords): Named | undefined {
  const alone = named(text, words);
  const above = heading.replaceAll(/\s*[([].*$/g, '').trim();
  const label = text.replaceAll(/\s*[([].*$/g, '').trim();
  if (above === '' || above.length > 40 || !/^\p{L}/u.test(label)) return alone;
  for (const [whole, seam] of [
    [`${above} ${label}`, above.length],
    [`${label} ${above}`, label.length],
  ] as const) {
    const across = mentionsIn(whole, new Map()).find(({ start, end }) => start < seam && end > seam + 1);
    if (across !== undefined && across.setting.name !== alone?.setting.name && alone?.isWord !== true)
      return { setting: across.setting, isWord: false, isOfHeading: true };
  }
  if (alone !== undefined) return alone;
  const of = named(above, words);
  if (of === undefined || of.isWord || label.length > 30) return undefined;
  if (of.setting.name === 'learning rate') {
    if (/^(?:start|initial|peak|max\w*\.?|base|first|highest)$/i.test(label)) return { ...of, isOfHeading: true };
    if (/^(?:end|final|min\w*\.?|last|lowest|floor)$/i.test(label))
      return { setting: settingOf('final learning rate'), isWord: false, isOfHeading: true };
  }
  return { ...of, isOfHeading: true, part: label };
}

export interface LabelledName extends Named {
  readonly label: string;
}

export const joint = /,\s+|\s*\/\s*|\s+and\s+|\s*;\s*/;

/** `epochs (batch)`, `20 (64)`. */
export const bracketed = /^([^()]+?) ?\(([^(),]+)\)$/;

/** `β1, β2`, `Hidden / feed-forward size`, `layers × units`, `epochs (batch)`: each of the names of a label that has several. */
export function namesOf(text: string, words: TableWords): LabelledName[] {
  const inBrackets = bracketed.exec(text);
  const labels = (inBrackets === null ? text.replaceAll(/ ?× ?/g, ' / ') : `${inBrackets[1]} / ${inBrackets[2]}`)
    .replace(/^(?:Adam\w*|optimi[sz]er)[,:]? (?=\(?(?:β|beta))/iu, '')
    .replaceAll(/^\(|\)$/g, '')
    .split(/,(?=\S)/)
    .flatMap((part) => part.split(joint));
  if (labels.length < 2 || text.length > 40 || labels.some((label) => label.split('(').length !== label.split(')').length)) return [];
  // What they share stands at the end, or at the start, once.
  const isPlain = /^[\p{L}\s/-]+$/u.test(text);
  const last = isPlain ? (/ ([\p{L}-]+)$/u.exec(labels.at(-1) ?? '')?.[1] ?? '') : '';
  const first = isPlain ? (/^([\p{L}-]+) /u.exec(labels[0] ?? '')?.[1] ?? '') : '';
  const found = labels.flatMap((label, at) => {
    const whole = at < labels.length - 1 && last !== '' ? named(`${label} ${last}`, words) : undefined;
    const one = named(label, words) ?? whole ?? (at > 0 && first !== '' ? named(`${first} ${label}`, words) : undefined);
    return one === undefined ? [] : [{ ...one, label }];
  });
  return found.length === labels.length && new Set(found.map(({ setting }) => setting.name)).size === found.length ? found : [];
}

/** `temperature, queue | (0.07, 4096)`, `patch length / stride | 24 / 12`: each name has what stands in its place. */
export function isDealtOut(head: string, cell: string): boolean {
  return /^\(.*,.*\)$/.test(cell) || (/^[^()]*\p{L}[^()]*\/[^()]*$/u.test(head) && cell.includes('/'));
}

/** `temperature, queue, rate of the average` beside three values: the names that are known, in their places. */
export function namesInPlaces(text: string, count: number, words: TableWords): readonly (LabelledName | undefined)[] {
  const labels = text.replaceAll(/^\(|\)$/g, '').split(/\s*[,;/]\s*/);
  if (labels.length !== count) return [];
  return labels.map((label) => {
    const one = named(label, words);
    return one === undefined ? undefined : { ...one, label };
  });
}

/** Whether a row is called by something that only sounds like a setting. */
export function isCalledOtherwise(text: string): boolean {
  return otherwise.test(text.replaceAll(/\s*[([].*$/g, '').trim()) || results.test(text);
}

export function isName(text: string, words: TableWords): boolean {
  return named(text, words) !== undefined || namesOf(text, words).length > 1;
}
