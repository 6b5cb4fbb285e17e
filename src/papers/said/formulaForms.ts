/**
 * What formulas do with their letters and numbers, whatever these are called: what divides logits is a temperature, what keeps a share of an
 * old average is its decay, what stands before an entropy is its coefficient. Forms are matched against `formulaText`. Data, but for averages.
 */

import { askedOnce, remembered } from './remembered.ts';

/** A setting that a formula holds, as a letter or as a value. */
export interface Held {
  readonly name: string;
  readonly letter?: string;
  readonly value?: number | string;
}

interface Form {
  readonly pattern: RegExp;
  /** Of the groups, in their order. */
  readonly names: readonly (string | undefined)[];
  /** What the form as a whole is called. */
  readonly says?: readonly [name: string, value: string];
  /** What the paper must be about. */
  readonly when?: RegExp;
}

const letter = String.raw`[α-ωℓA-Za-z](?:_(?:[\p{L}\d]|\([\p{L}\d]+\)))?`;
const number = String.raw`\d+(?:\.\d+)?(?:e-?\d+)?`;
const held = `(${letter}|${number})`;
const rate = String.raw`(?<![\p{L}])(?:η|lr)(?:_(?:[\p{L}\d]|\([^()]*\)))?(?:\(\p{L}\))?(?:=|←|≈)`;
const time = String.raw`[tknesiρτ]`;
const form = (pattern: string, names: Form['names'], more: Omit<Form, 'pattern' | 'names'> = {}): Form => ({
  pattern: new RegExp(pattern, 'u'),
  names,
  ...more,
});
const rewards = /\b(?:rewards?|reinforcement|polic(?:y|ies)|Q-learning|DQN|PPO|actor)\b/i;

const forms: readonly Form[] = [
  // Courses of a learning rate.
  form(
    `${rate}${held}·?(?:(0\\.\\d+)\\^(?:\\p{L}|\\(\\p{L}(?:[-+/]\\w+)?\\))|(?!cos|exp|min|max|sqrt|log)(${letter})\\^(?:${time}|\\(${time}(?:[-+/]\\w+)?\\)))(?![\\p{L}\\d^])`,
    ['learning rate', 'learning rate decay factor', 'learning rate decay factor'],
    {
      says: ['learning rate schedule', 'exponential'],
    },
  ),
  form(`${rate}${held}·?(0\\.\\d+|${letter})\\^(?:⌊|\\(⌊)`, ['learning rate', 'learning rate decay factor'], {
    says: ['learning rate schedule', 'step'],
  }),
  form(
    `${rate}(?:${held}·?(?=[{(]|1/2)|\\(?${held}\\)?/2·?)?[^=;]{0,60}?(?:;[^=;]{0,40}?)?cos\\(?\\(?π`,
    ['learning rate', 'learning rate'],
    {
      says: ['learning rate schedule', 'cosine'],
    },
  ),
  form(`${rate}(${letter})\\+(?:1/2|0\\.5)·?\\((${letter})-\\1\\)·?\\(1\\+cos`, ['final learning rate', 'learning rate'], {
    says: ['learning rate schedule', 'cosine'],
  }),
  form(`${rate}${held}·?\\(1-${time}/${held}\\)`, ['learning rate', undefined], { says: ['learning rate schedule', 'linear'] }),
  form(`${rate}${held}(?:/sqrt\\(${time}\\)|·?${time}\\^\\(-(?:0\\.5|1/2)\\))`, ['learning rate'], {
    says: ['learning rate schedule', 'inverse square root'],
  }),
  form(`${rate}(?:${held}·?)?[{(]*[tkn]/${held},?(?:if|for)?[tkn][≤<]\\2`, ['learning rate', 'warmup steps']),
  form(`${rate}(?:${held}·?)?[{(]*e/${held},?(?:if|for)?e[≤<]\\2`, ['learning rate', 'warmup epochs']),
  form(`${rate}(?:${held}·?)?min[({](?:1,[tkn]/${held}|[tkn]/${held},1)`, ['learning rate', 'warmup steps', 'warmup steps']),
  // Steps of an optimizer.
  form(`([θwWφψ])\\S{0,8}?(?:=|←)\\1\\S{0,8}?-${held}·?(?:∇|g(?![\\p{L}])|v(?![\\p{L}])|m(?![\\p{L}])|\\(∂)`, [undefined, 'learning rate']),
  form(`(?<![\\p{L}])([vum])(?:_[^=←·+]{1,7})?(?:=|←)${held}·?\\1(?:_[^=←·+]{1,7})?\\+(?:g|∇)`, [undefined, 'momentum']),
  form(`min[({](?:1,${held}/\\(?‖|${held}/\\(?‖[^‖]*‖\\)?,1)`, ['gradient clipping', 'gradient clipping']),
  form(`(?<![\\p{L}])${held}·?(g(?:_[\\p{L}])?|∇[\\p{L}](?:\\([^()]*\\))?)/\\(?‖\\2‖`, ['gradient clipping']),
  form(`(?<![\\p{L}])${held}·?\\((g(?:_[\\p{L}])?)\\)/\\(?‖\\2‖`, ['gradient clipping']),
  form(`\\+${held}(?:/2)?·?‖(?:θ|w|W)‖(?:_2)?\\^2`, ['weight decay']),
  form(`\\+${held}·?‖(?:θ|w|W)‖_1`, ['l1 penalty']),
  // Distributions that are softened.
  form(`exp\\((?![-(])[^;,∼=‖]{1,24}?/([τT])\\)`, ['temperature']),
  form(`softmax\\((?![-(])[^;,∼=]{1,24}?/([τT])\\)`, ['temperature']),
  form(`(?:L|ℓ|J)(?:_\\S{1,6}?)?=\\(1-(${letter})\\)·?[^=]{2,60}?\\+\\1·?[τT]?`, ['distillation weight'], {
    when: /\bdistil|\bteacher\b/i,
  }),
  // Reinforcement learning.
  form(`sum_\\([^()]*\\)(?:\\^\\S{1,3})?([α-ω])\\^(?:[tkl]|\\([^()]*\\))·?[rR](?![\\p{L}])`, ['discount factor']),
  form(`(?<![\\p{L}])[rR](?:_[^=+]{1,5})?\\+(?:\\([^()]*\\))?${held}·?(?:c_t|\\([^()]*\\))?·?(?:max|V|Q)`, ['discount factor']),
  form(`\\(([α-ω])([α-ω])\\)\\^(?:[tkl]|\\([^()]*\\))·?δ`, ['discount factor', 'gae lambda']),
  form(`clip\\([^;]{1,60}?,1-(${letter}),1\\+\\1`, ['clip range']),
  form(`[-+]${held}·?(?:E\\S{0,3}?)?(?:H|S)[([]π`, ['entropy coefficient'], { when: rewards }),
  form(`[-+]${held}·?(?:L|ℓ)_?\\(?(?:ent|H\\b|entropy)`, ['entropy coefficient'], { when: rewards }),
  form(`[-+]${held}·?\\(V\\S{0,12}?-\\S{1,16}?\\)\\^2`, ['value coefficient'], { when: rewards }),
  form(`\\+${held}·?(?:L|ℓ)_\\(?(?:V|VF|value|critic)`, ['value coefficient'], { when: rewards }),
  form(`[-+]${held}·?(?:D_)?\\(?KL\\)?[([]π`, ['kl coefficient']),
  // Diffusion; with letters it may be one of several schedules.
  form(`β_t=(${number})\\+\\(t-1\\)/\\(T-1\\)·?\\(${held}-\\1\\)`, ['beta start', 'beta end'], { says: ['noise schedule', 'linear'] }),
  form(`β_t=(${number})\\+\\(${held}-\\1\\)·?\\(t-1\\)/\\(T-1\\)`, ['beta start', 'beta end'], { says: ['noise schedule', 'linear'] }),
  // What is added to inputs or states.
  form(`(?<!\\))\\+(σ(?:_[x\\p{Lu}])?)·?(?:ξ|ζ|ε(?!_θ)|n(?![\\p{L}])|N\\(0)`, ['noise standard deviation'], {
    when: /^(?![\s\S]*\b(?:diffusion|denois))/i,
  }),
  form(`Beta\\((${letter}),\\1\\)`, ['mixup alpha'], { when: /\bmix/i }),
  // What is counted by the limit of a sum.
  form(`(?:ECE|sum)\\S{0,3}?=?sum_\\([^()]*\\)\\^(?:\\((\\d+)\\)|(\\p{L}))[^;=]{0,24}?\\|acc\\(?`, ['bins', 'bins']),
  form(`\\+(${letter})/(${letter})·?B(?:_\\p{L})?A`, ['lora alpha', 'lora rank']),
];

/** An old value and a new one of the same thing, and what they are mixed by. */
const average = new RegExp(
  `(?<![\\p{L}\\d])([^=←,;]{1,12}?)(?:=|←)(?:${held}·?([^=+(){};,]{1,12}?(?:\\([^()+]*\\))?)\\+(?:\\(1-\\2\\)|(${number}))·?|\\(1-${held}\\)·?([^=+(){};,]{1,12}?(?:\\([^()+]*\\))?)\\+\\5·?)([^=+;,]{1,12}?)(?=$|[,;.])`,
  'u',
);
const baseOf = (text: string): string => text.replaceAll(/_(?:\([^()]*\)|.)|\^(?:\([^()]*\)|.)|['*·]|[¯ˆ˜ˇ]/gu, '');
const markOf = (text: string): string => /[¯ˆ˜ˇ']|\^(?:\(-\)|-|\(?ema\)?)|_\(?(?:ema|target|tgt|EMA)/u.exec(text)?.[0] ?? '';

const ofTargets = /\btarget (?:network|net|copy|critic|Q)|\bQ-learning\b/i;

/** `θ¯←γθ¯+(1-γ)θ`: of weights beside themselves; `γ` is how much of the old is kept, `τ` of `(1-τ)θ^-+τθ` how much of the new is taken. */
function averageIn(text: string, about: string): Held[] {
  const match = average.exec(text);
  if (match === null) return [];
  const [, left = '', kept, old = '', rest, taken, older = '', fresh = ''] = match;
  const before = kept === undefined ? older : old;
  if (baseOf(left) !== baseOf(before) || baseOf(before) !== baseOf(fresh)) return [];
  if (markOf(left) !== markOf(before) || markOf(before) === markOf(fresh)) return [];
  if (rest !== undefined && Math.abs(Number(kept) + Number(rest) - 1) > 1e-9) return [];
  const isTarget = speaking(about)(ofTargets);
  const share = kept ?? taken ?? '';
  const isOfOld = kept !== undefined;
  if (/^\d/.test(share)) {
    const keeps = isOfOld ? Number(share) : 1 - Number(share);
    return [isTarget ? { name: 'target update rate', value: rounded(1 - keeps) } : { name: 'ema decay', value: rounded(keeps) }];
  }
  return isTarget === isOfOld ? [] : [{ name: isTarget ? 'target update rate' : 'ema decay', letter: letterName(share) }];
}

function rounded(value: number): number {
  return Number(value.toPrecision(6));
}

/** As `mathAsText` writes it. */
function letterName(text: string): string {
  return text.replaceAll(/_\(?([\p{L}\d]+)\)?/gu, (_, sub: string) => (sub.length === 1 ? sub : `_${sub}`));
}

/** One paper has many formulas. */
const speaking = remembered(askedOnce, 1);

/** `about`: all that the paper says in words. */
export function heldIn(text: string, about: string): Held[] {
  const found = averageIn(text, about);
  for (const { pattern, names, says, when } of forms) {
    const match = pattern.exec(text);
    if (match === null || (when !== undefined && !speaking(about)(when))) continue;
    if (says !== undefined) found.push({ name: says[0], value: says[1] });
    names.forEach((name, index) => {
      const part = match[index + 1];
      if (name === undefined || part === undefined) return;
      found.push(/^\d/.test(part) ? { name, value: Number(part) } : { name, letter: letterName(part) });
    });
  }
  return found.filter(
    ({ name, value }, index) => value === undefined || found.findIndex((each) => each.name === name && each.value === value) === index,
  );
}
