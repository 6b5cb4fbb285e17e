import type { SilentChange } from '../base/approval.ts';

export type SettingName = SilentChange['what'];
/** What a training run says of itself before it starts, as far as its words tell; a setting that is computed is not here. */
export type DeclaredSettings = Readonly<Partial<Record<SettingName, string>>>;

export interface TrainingWords {
  /** The script’s arguments. */
  readonly args: readonly string[];
  /** The script’s text. */
  readonly script: string;
  /** Texts of configuration files that the arguments name. */
  readonly configs?: readonly { readonly name: string; readonly text: string }[];
}

/** Names as options, keys and variables spell them, without case, `-` and `_`. */
const namesOf: Readonly<Record<Exclude<SettingName, 'PEFT method'>, RegExp>> = {
  model:
    /^(?:base|pretrained|teacher|student)?model(?:name|id|path|nameorpath|checkpoint|nameorid|type)?$|^(?:pretrained|checkpoint)(?:model)?nameorpath$|^(?:arch|architecture|backbone|basecheckpoint)$/,
  dataset:
    /^(?:train|eval|test|validation)?dataset(?:name|id|path|config|configname|split|mixer)?$|^(?:train|eval|test|validation|data)(?:file|files|path|dir|split|set)$|^(?:split|trainsplit|data)$/,
  'sequence length':
    /^(?:model)?max(?:seq|sequence|input|source|target|prompt|completion)?(?:length|len)$|^(?:seq|sequence|context|ctx)(?:length|len|size)$|^(?:blocksize|nctx|maxtokens|modelmaxlength|maxpositionembeddings)$/,
  seed: /^(?:random|data|global|torch|np|numpy|manual|train)?seed$|^randomstate$|^rngseed$/,
};
const peftNames =
  /^(?:use)?(?:peft|lora|qlora|dora|adapter)(?:type|method|config)?$|^(?:lora)?(?:r|rank|alpha)$|^lora(?:r|rank|alpha|dropout|targetmodules)$|^loadin[48]bit$|^finetuning(?:type|method)$/;
/** A bare `r=8` says nothing by itself: only where LoRA is spoken of. */
const bareRank = /^(?:r|rank|alpha)$/;

const maxText = 400_000;
const maxValues = 4;

/** Arguments go before configuration files, those before what stands in the script. */
export function declaredSettings({ args, script, configs = [] }: TrainingWords): DeclaredSettings {
  const sources = [
    optionsIn(args),
    configs.flatMap(({ name, text }) => keysIn(name, text.slice(0, maxText))),
    assignmentsIn(script.slice(0, maxText)),
  ];
  const found: Partial<Record<SettingName, string>> = {};
  for (const what of ['model', 'dataset', 'sequence length', 'seed'] as const) {
    const values = firstWithValues(sources, (name) => namesOf[what].test(name));
    if (values.length > 0) found[what] = values.join(', ');
  }
  const peft = peftIn(sources.flat());
  if (peft !== undefined) found['PEFT method'] = peft;
  return found;
}

/** What is another one in `after`, or was not there before. */
export function changedSettings(before: DeclaredSettings, after: DeclaredSettings, since: string): readonly SilentChange[] {
  const all: readonly SettingName[] = ['model', 'dataset', 'sequence length', 'PEFT method', 'seed'];
  return all.flatMap((what) => (before[what] === after[what] ? [] : [{ what, before: before[what], after: after[what], since }]));
}

interface Named {
  /** Folded: without case, `-` and `_`. */
  readonly name: string;
  readonly value: string;
}

function fold(name: string): string {
  return name.replaceAll(/[-_.]/g, '').toLowerCase();
}

function firstWithValues(sources: readonly (readonly Named[])[], isMeant: (name: string) => boolean): readonly string[] {
  for (const source of sources) {
    const values = [...new Set(source.flatMap(({ name, value }) => (isMeant(name) && value !== '' ? [value] : [])))];
    if (values.length > 0) return values.slice(0, maxValues);
  }
  return [];
}

function peftIn(all: readonly Named[]): string | undefined {
  const spoken = all.filter(({ name }) => peftNames.test(name) && !bareRank.test(name));
  const on = spoken.filter(({ value }) => !/^(?:false|none|null|no|0|off)$/i.test(value));
  if (on.length === 0) return spoken.length === 0 ? undefined : 'none';
  const isLora = on.some(({ name }) => /lora|peft|dora|adapter|finetuning/.test(name));
  const ranks = isLora ? all.filter(({ name }) => bareRank.test(name)) : [];
  return [...new Set([...on, ...ranks].map(({ name, value }) => (/^(?:true|yes|1|on)$/i.test(value) ? name : `${name} ${value}`)))]
    .sort()
    .join(', ');
}

/** `--lr 0.1`, `--lr=0.1`, `lr=0.1` (Hydra), `--bf16`. */
function optionsIn(args: readonly string[]): readonly Named[] {
  const found: Named[] = [];
  for (const [index, arg] of args.entries()) {
    const joined = /^(?:--?|\+{1,2})?([A-Za-z][\w.-]*)=(.*)$/s.exec(arg);
    const option = /^--?([A-Za-z][\w.-]*)$/.exec(arg);
    if (joined !== null) found.push({ name: lastOf(joined[1] ?? ''), value: plain(joined[2] ?? '') });
    else if (option !== null) {
      const next = args[index + 1];
      found.push({ name: lastOf(option[1] ?? ''), value: next === undefined || /^--?[A-Za-z]/.test(next) ? 'true' : plain(next) });
    }
  }
  return found;
}

/** Of `training.seed`, `seed`. */
function lastOf(name: string): string {
  return fold(name.split('.').at(-1) ?? name);
}

function keysIn(name: string, text: string): readonly Named[] {
  if (/\.json$/i.test(name)) return jsonKeys(text);
  const separator = /\.toml$|\.cfg$|\.ini$/i.test(name) ? '=' : ':';
  const line = new RegExp(`^[ \\t-]*["']?([A-Za-z][\\w.-]*)["']?[ \\t]*${separator}[ \\t]*([^\\n#]{1,300}?)[ \\t]*(?:#.*)?$`, 'gm');
  return [...text.matchAll(line)].map(([, key = '', value = '']) => ({ name: lastOf(key), value: plain(value) }));
}

function jsonKeys(text: string): readonly Named[] {
  const found: Named[] = [];
  const walk = (value: unknown, key: string, depth: number): void => {
    if (depth > 8) return;
    if (typeof value === 'object' && value !== null)
      for (const [name, item] of Object.entries(value)) walk(item, /^\d+$/.test(name) ? key : name, depth + 1);
    else if (value !== undefined && key !== '') found.push({ name: lastOf(key), value: String(value) });
  };
  try {
    walk(JSON.parse(text), '', 0);
  } catch {
    // The script will say what is wrong with it.
  }
  return found;
}

const literal = String.raw`("(?:[^"\\\n]|\\.){0,200}"|'(?:[^'\\\n]|\\.){0,200}'|-?\d[\d_]*(?:\.\d+)?|True|False|None)`;
const assignment = new RegExp(
  String.raw`(?<![\w.])(?:self\.|args\.|config\.|cfg\.)?([A-Za-z]\w*)\s*(?::\s*\w+\s*)?=\s*${literal}(?=\s*[,;)\]}#\n]|\s*$)`,
  'gm',
);
const dictionaryEntry = new RegExp(String.raw`["']([A-Za-z]\w*)["']\s*:\s*${literal}`, 'g');
const argumentDefault = new RegExp(String.raw`add_argument\(\s*["']-{1,2}([A-Za-z][\w-]*)["'][^)]{0,300}?default\s*=\s*${literal}`, 'g');
const calls: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['model', new RegExp(String.raw`(?:Model\w*|For\w+|Pipeline|AutoencoderKL|UNet\w*)\.from_pretrained\(\s*${literal}`, 'g')],
  ['model', new RegExp(String.raw`(?:timm\.create_model|torch\.hub\.load|pipeline)\(\s*${literal}`, 'g')],
  ['dataset', new RegExp(String.raw`\bload_dataset\(\s*${literal}`, 'g')],
  [
    'seed',
    new RegExp(
      String.raw`\b(?:manual_seed|manual_seed_all|seed_everything|set_seed|random\.seed|default_rng|set_random_seed|PRNGKey)\(\s*${literal}`,
      'g',
    ),
  ],
];

/** Of a Python script: assignments, keyword arguments, dictionary entries, defaults of options, and the calls that name things. */
function assignmentsIn(script: string): readonly Named[] {
  const code = withoutComments(script);
  const found: Named[] = [];
  for (const [, name = '', value = ''] of code.matchAll(argumentDefault)) found.push({ name: fold(name), value: plain(value) });
  for (const [, name = '', value = ''] of code.matchAll(assignment)) found.push({ name: fold(name), value: plain(value) });
  for (const [, name = '', value = ''] of code.matchAll(dictionaryEntry)) found.push({ name: fold(name), value: plain(value) });
  for (const [name, pattern] of calls) for (const [, value = ''] of code.matchAll(pattern)) found.push({ name, value: plain(value) });
  if (/\bget_peft_model\(|\bLoraConfig\(/.test(code)) found.push({ name: 'lora', value: 'true' });
  return found;
}

/** A `#` that stands in a string on its line is no comment. */
function withoutComments(script: string): string {
  return script.replaceAll(/^((?:[^#\n"']|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')*)#[^\n]*$/gm, '$1');
}

function plain(value: string): string {
  const text = value.trim().replace(/,$/, '');
  const unquoted = /^(["'])(.*)\1$/s.exec(text)?.[2] ?? text;
  return unquoted.length > 120 ? `${unquoted.slice(0, 119)}…` : unquoted;
}
