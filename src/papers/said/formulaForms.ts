/**
 * What formulas do with their letters and numbers, whatever these are called: what divides logits is a temperature, what keeps a share of an
 * old average is its decay, what stands before an entropy is its coefficient. Forms are matched against `formulaText`. Data, but for averages.
 */

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
  readonly says?: readonly [name: string, value: string | number];
}

const letter = String.raw`[α-ωℓA-Za-z](?:_(?:[\p{L}\d]|\([\p{L}\d]+\)))?`;
const number = String.raw`\d+(?:\.\d+)?(?:e-?\d+)?`;
const held = `(${letter}|${number})`;
const rate = String.raw`(?<![\p{L}])(?:(?:η|lr)(?:_(?:[\p{L}\d]|\([^()]*\)))?|[αγ]_[tkn])(?:\(\p{L}\))?(?:=|←|≈)`;
const time = String.raw`[tknesiρτ]`;
const form = (pattern: string, names: Form['names'], more: Omit<Form, 'pattern' | 'names'> = {}): Form => ({
  pattern: new RegExp(pattern, 'u'),
  names,
  ...more,
});

const forms: readonly Form[] = [
  // Courses of a learning rate.
  form(
    `${rate}${held}·?(?:(0\\.\\d+)\\^(?:\\p{L}|\\(\\p{L}(?:[-+/]\\w+)?\\))|(?!cos|exp|min|max|sqrt|log)(${letter})\\^(?:${time}|\\(${time}(?:[-+/]\\w+)?\\)))(?![\\p{L}\\d^])`,
    ['learning rate', 'learning rate decay factor', 'learning rate decay factor'],
    {
      says: ['learning rate schedule', 'exponential'],
    },
  ),
  form(`${rate}${held}·?(?:0\\.\\d+|2|10|${letter})\\^\\(?-?⌊[tkn]/${held}⌋\\)?`, ['learning rate', 'learning rate decay steps'], {
    says: ['learning rate schedule', 'step'],
  }),
  form(`${rate}${held}·?(?:0\\.\\d+|2|10|${letter})\\^\\(?-?⌊e/${held}⌋\\)?`, ['learning rate', 'learning rate decay epochs'], {
    says: ['learning rate schedule', 'step'],
  }),
  form(`${rate}${held}·?2\\^\\(-⌊`, [undefined], { says: ['learning rate decay factor', 0.5] }),
  form(`${rate}${held}·?10\\^\\(-⌊`, [undefined], { says: ['learning rate decay factor', 0.1] }),
  form(`${rate}${held}·?(0\\.\\d+|${letter})\\^(?:⌊|\\(⌊)`, ['learning rate', 'learning rate decay factor'], {
    says: ['learning rate schedule', 'step'],
  }),
  form(
    `${rate}(?:(?!1/2)${held}·?(?=[{(]|1/2)|(?!1/2)\\(?${held}\\)?/2·?)?[^=;]{0,60}?(?:;[^=;]{0,40}?)?cos\\(?\\(?π`,
    ['learning rate', 'learning rate'],
    {
      says: ['learning rate schedule', 'cosine'],
    },
  ),
  form(`${rate}${held}/\\(?\\(1\\+[^();=]*${time}`, ['learning rate']),
  form(`${rate}(${letter})\\+(?:1/2|0\\.5)·?\\((${letter})-\\1\\)·?\\(1\\+cos`, ['final learning rate', 'learning rate'], {
    says: ['learning rate schedule', 'cosine'],
  }),
  form(`${rate}${held}·?\\(1-${time}/${held}\\)`, ['learning rate', undefined], { says: ['learning rate schedule', 'linear'] }),
  form(`${rate}${held}·?\\(1-[tkni]/(${letter})\\)(?!\\+)`, [undefined, 'training steps'], { says: ['final learning rate', 0] }),
  form(`${rate}${held}(?:/sqrt\\(${time}(?:\\+\\d)?\\)|·?${time}\\^\\(-(?:0\\.5|1/2)\\))`, ['learning rate'], {
    says: ['learning rate schedule', 'inverse square root'],
  }),
  form(`${rate}(?:${held}·?)?[{(]*[tkn]/${held},?(?:if|for)?[tkn][≤<]\\2`, ['learning rate', 'warmup steps']),
  form(`${rate}(?:${held}·?)?[{(]*e/${held},?(?:if|for)?e[≤<]\\2`, ['learning rate', 'warmup epochs']),
  form(`${rate}(?:${held}·?)?min[({](?:1,[tkn]/${held}|[tkn]/${held},1)`, ['learning rate', 'warmup steps', 'warmup steps']),
  // What is applied to a product of weights, or is zero below zero. A gated cell has its tanh by definition.
  ...(['ReLU', 'LeakyReLU', 'GELU', 'SiLU', 'ELU', 'SELU', 'softplus'] as const).map((name) =>
    form(`(?<![\\p{L}])(?:${name}|${name.toLowerCase()})\\(`, [], { says: ['activation', name] }),
  ),
  form(`(?<![\\p{L}])\\p{L}\\((\\p{L})\\)=(?:max(?:\\(|\\{|\\(\\{)(?:0,\\1|\\1,0)|[[(]\\1[\\])]_\\+|\\1_\\+)`, [], {
    says: ['activation', 'ReLU'],
  }),
  // Firing rates of what the membranes hold.
  form(`(?<![\\p{L}])[rhzy](?:_\\S)?=[[(]\\p{L}(?:_\\S)?[\\])]_\\+(?![\\^\\p{L}])`, [], { says: ['activation', 'ReLU'] }),
  form(`(?<![\\p{L}])max[({](?:0,\\p{Lu}(?:_\\S)?\\p{Ll}[_+]|\\p{Lu}(?:_\\S)?\\p{Ll}(?:\\+b\\S{0,3})?,0[)}])`, [], {
    says: ['activation', 'ReLU'],
  }),
  form(`(?<![\\p{Ll}])tanh[({[]+(?![^=;]*_\\(t-1\\))\\p{Lu}'*(?:[_^](?:.|\\([^()]*\\)))*'*[({[]*[\\p{Ll}\\p{Lu}]`, [], {
    says: ['activation', 'tanh'],
  }),
  // Of the gradient itself; a step to where the loss is sharpest is as long as its radius.
  form(`(?<![\\p{L}])(g(?:_[\\p{L}])?)(?:=|←)${held}·?\\(?\\1\\)?/\\(?‖\\1‖`, [undefined, 'gradient clipping']),
  // Diffusion; with letters it may be one of several schedules.
  form(`β_[tksi]=(${number})\\+\\([tksi]-1\\)/\\([TKSN]-1\\)·?\\(${held}-\\1\\)`, ['beta start', 'beta end'], {
    says: ['noise schedule', 'linear'],
  }),
  form(`β_[tksi]=(${number})\\+\\(${held}-\\1\\)·?\\([tksi]-1\\)/\\([TKSN]-1\\)`, ['beta start', 'beta end'], {
    says: ['noise schedule', 'linear'],
  }),
  form(`β_t=β_(?:1|min)\\+\\(t-1\\)/\\((\\p{Lu})-1\\)·?\\(β_(?:\\1|\\(max\\))-β_(?:1|min)\\),+β_(?:1|min)=${number}`, [], {
    says: ['noise schedule', 'linear'],
  }),
  // Exploring less and less, but never less than so much.
  form(`ε(?:_\\S)?(?:\\(\\p{L}\\))?=max[({](0\\.\\d+),`, ['exploration rate']),
  form(`ε(?:_\\S)?(?:\\(\\p{L}\\))?=(0\\.\\d+)\\+(?:\\(1-\\1\\)|0\\.\\d+)·?(?:e\\^|exp)`, ['exploration rate']),
  // What is counted by the limit of a sum.
  form(`(?:ECE|sum)\\S{0,3}?=?sum_\\([^()]*\\)\\^(?:\\((\\d+)\\)|(\\p{L}))[^;=]{0,24}?\\|acc\\(?`, ['bins', 'bins']),
];

/** As `mathAsText` writes it. */
function letterName(text: string): string {
  return text.replaceAll(/_\(?([\p{L}\d]+)\)?/gu, (_, sub: string) => sub);
}

export function heldIn(text: string): Held[] {
  const found: Held[] = [];
  for (const { pattern, names, says } of forms) {
    const match = pattern.exec(text);
    if (match === null) continue;
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
