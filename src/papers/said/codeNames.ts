/** What code calls settings, and how it writes those of their values that are words. Data. */

import { settingOf } from './bound.ts';
import type { SettingName } from './names.ts';
import { named, namedUnder, type TableWords } from './tableNames.ts';
import { shortName } from './terseRows.ts';
import { wordings } from './words.ts';

/** Whole keys, as words without capitals. */
const keys: readonly (readonly [name: string, key: RegExp])[] = [
  ['optimizer', /^(?:opt|optim|optimi[sz]er|algo|solver)(?: (?:name|type|class))?$/],
  [
    'learning rate schedule',
    /^(?:lr |learning rate )?(?:sched|scheduler|schedule)(?: (?:name|type))?$|^lr (?:decay|policy) (?:type|style)$|^lr policy$/,
  ],
  [
    'final learning rate',
    /^(?:final|min|end|last) (?:lr|learning rate)$|^(?:lr|learning rate) (?:final|min|end)$|^eta min$|^(?:lr )?sched(?:ule|uler)? (?:end|final|last|min|floor)$/,
  ],
  [
    'learning rate',
    /^(?:(?:base|init|initial|peak|max) )?(?:lr|learn(?:ing)? rate|step size)$|^(?:lr|learning rate) (?:init|peak|max|base)$/,
  ],
  ['learning rate decay factor', /^lr (?:gamma|factor|drop factor)$/],
  ['learning rate decay epochs', /^(?:milestones|lr (?:steps|milestones|drop|decay epochs))$/],
  ['batch size', /^(?:(?:train|global|mini|total) )?(?:bs|bsz|batch|batch size|minibatch|batchsize)$|^batch size train$/],
  ['gradient accumulation', /^(?:(?:grad|gradient) )?(?:accum|accumulation|accumulate|accumulate grad batches)(?: steps| iter)?$/],
  ['weight decay', /^(?:wd|weight decay|l2|l2 reg|l2 penalty|decay)$/],
  [
    'gradient clipping',
    /^(?:(?:max )?grad(?:ient)? (?:norm|clip(?: (?:norm|val|value))?|clipping)|clip(?: (?:norm|grad|grad norm|gradient|value|gradients))?|max norm)$/,
  ],
  ['warmup steps', /^(?:num |n )?(?:lr )?warm ?up(?: (?:steps|iters|iterations|updates))?$/],
  ['warmup epochs', /^(?:num |n )?(?:lr )?warm ?up epochs$/],
  ['warmup ratio', /^warm ?up (?:ratio|frac|fraction|prop|proportion)$/],
  ['epochs', /^(?:(?:num|n|max|total|train|num train) )?(?:epochs|nepochs|ep)$|^passes$/],
  [
    'training steps',
    /^(?:(?:num|n|max|total|train|training|num train) )+(?:steps|iters|iter|iterations|updates)$|^(?:steps|iters|iterations|updates|niter|nsteps)$|^(?:total|max|num|n) (?:env )?(?:turns|frames|time ?steps|env steps|ticks|moves|transitions|interactions)$/,
  ],
  ['layers', /^(?:(?:num|n) )?(?:(?:hidden|encoder|transformer) )?(?:layers|layer|blocks|nlayers)$|^(?:depth|n layer|num layers)$/],
  ['attention heads', /^(?:(?:num|n) )?(?:attention |attn )?(?:heads|head|nhead|nheads)$/],
  [
    'hidden units',
    /^(?:hidden(?: (?:size|sizes|dim|dims|units|width|widths|layer sizes|channels))?|width|widths|n hidden|d model|dmodel|n embd|n units|units|layer sizes|model dim|mlp|arch)$/,
  ],
  ['embedding dimension', /^(?:emb|embed|embedding)(?: (?:dim|size|dimension))?$/],
  ['feed-forward dimension', /^(?:d ff|dff|ffn(?: (?:dim|size|hidden))?|ff dim|dim feedforward|intermediate size|mlp dim)$/],
  [
    'sequence length',
    /^(?:(?:max )?(?:seq|sequence|context|ctx|input)(?: (?:len|length|size))?|block size|max len|max length|n ctx|seqlen|bptt)$/,
  ],
  ['vocabulary size', /^(?:vocab|vocabulary|n vocab|vocab size)$/],
  ['image size', /^(?:img|image|input)? ?(?:size|res|resolution)$/],
  ['label smoothing', /^(?:ls|smoothing|label smooth(?:ing)?(?: factor)?)$/],
  ['early stopping patience', /^(?:early stop(?:ping)? )?patience$|^early stop(?:ping)?(?: rounds)?$|^(?:od wait|n iter no change)$/],
  ['l1 penalty', /^(?:reg alpha|lambda ?l1|l1(?: (?:reg|penalty|weight|lambda))?)$/],
  ['dropout', /^(?:drop ?out|p drop|drop|drop rate)(?: (?:p|prob|rate))?$/],
  ['beta1', /^(?:adam )?(?:beta ?1|b1)$/],
  ['beta2', /^(?:adam )?(?:beta ?2|b2)$/],
  ['epsilon', /^(?:adam )?(?:eps|epsilon)$/],
  ['ema decay', /^ema(?: (?:decay|rate|momentum))?$/],
  ['seeds', /^(?:seeds|(?:n|num) (?:seeds|runs|repeats))$/],
  ['folds', /^(?:folds|(?:n|num) (?:folds|splits)|cv)$/],
  ['devices', /^(?:(?:n|num) )?(?:gpus|devices|nproc per node)$/],
  ['activation', /^(?:act|activation|act fn|activation fn|nonlinearity|activation function)$/],
  ['precision', /^(?:dtype|precision|torch dtype)$/],
  ['initialization', /^(?:init|initializer|weight init|initialization|kernel initializer)$/],
  ['normalization', /^(?:norm|normalization|norm layer|norm type)$/],
  ['replay buffer size', /^(?:replay|buffer|replay buffer|memory) ?(?:size|capacity)?$/],
  ['discount factor', /^(?:discount|gamma)$/],
  ['target update rate', /^(?:tau|polyak)$/],
  ['lora rank', /^(?:lora (?:r|rank))$/],
  ['lora alpha', /^lora alpha$/],
  ['lora dropout', /^(?:lora|adapter) drop ?out$/],
  ['target modules', /^(?:lora )?target modules$/],
  ['noise schedule', /^(?:beta|noise) schedule$/],
  ['diffusion steps', /^(?:num )?(?:train )?(?:diffusion steps|timesteps|diffusion timesteps)$/],
];

const words = new Set([
  'optimizer',
  'learning rate schedule',
  'activation',
  'precision',
  'initialization',
  'normalization',
  'target modules',
  'noise schedule',
  'sampler',
  'hardware',
]);

/** A key that says what kind of thing its block is about: `optimizer: {name: adam}`. */
const kindOf = /^(?:name|type|kind|class|target|cls|algorithm|method|rate|p|prob|value|values|coef|coefficient|factor)$/;
/** Of one run, of a place, of what is printed. */
const unsaid =
  /^(?:seed|random seed|random state|device|gpu|port|workers|num workers|nworkers|log.*|eval.*|save.*|print.*|ckpt.*|checkpoint.*|path|dir|root|output.*|version|verbose|.*(?:every|freq|interval|dir|path|file|name))$/;
/** Of the rate, where the call that it is given to lowers it. */
const lowering = /^(?:StepLR|MultiStepLR|ExponentialLR)$/;

const ofTrees = /\b(?:max_?depth|subsample|colsample\w*|num_boost\w*|min_child_\w+|tree_method)\b|xgb|num_leaves/i;

/** Beside a rank or a dropout of adapters. */
const ofAdapters = /^\s*["'-]*(?:(?:lora|adapter)\w*|r|rank)["']?(?:\s*[:=]|\s{2,})/im;

/** Of an agent whose ratios are clipped. */
const ofPolicies = /\bppo|\bgae|\brollout/i;

export interface KeyName {
  readonly setting: SettingName;
  readonly isWord: boolean;
}

/** `clipGradNorm`, `clip_grad_norm`, `clip-grad-norm`. */
export function wordsOf(key: string): string {
  return key
    .replaceAll(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_\-/ ]+/g, ' ')
    .trim()
    .toLowerCase();
}

/** The setting that a key names within a block of that name. */
export function nameOfKey(key: string, block: string, table: TableWords): KeyName | undefined {
  const own = wordsOf(key);
  const above = wordsOf(block);
  if (own === 'gamma' && lowering.test(block)) return of('learning rate decay factor');
  if (/^clip(?: ratio| param| eps)?$/.test(own) && ofPolicies.test(table.topic)) return of('clip range');
  if ((/^(?:lora|adapter)/.test(above) || (own === 'alpha' && ofAdapters.test(table.topic))) && /^(?:r|rank|alpha|dropout)$/.test(own))
    return of(`lora ${own === 'r' ? 'rank' : own}`);
  // As boosted trees are given their rate.
  if (own === 'eta' && ofTrees.test(table.topic)) return of('learning rate');
  const known = kindOf.test(own) && above !== '' ? keyed(above) : (keyed(`${above} ${own}`) ?? keyed(own));
  if (known !== undefined) return of(known);
  if (unsaid.test(own)) return undefined;
  const short = shortName(own);
  if (short !== undefined) return of(short);
  const read = above === '' ? named(own, table) : namedUnder(own, above, table);
  return read === undefined || read.part !== undefined ? undefined : { setting: read.setting, isWord: read.isWord };
}

function keyed(own: string): string | undefined {
  return keys.find(([, pattern]) => pattern.test(own))?.[0];
}

function of(name: string): KeyName {
  return { setting: settingOf(name), isWord: words.has(name) };
}

const bare = (text: string): string => text.toLowerCase().replaceAll(/[^\p{L}\d+]/gu, '');
const spelled = new Map(wordings.flatMap(({ name, value }) => (value.startsWith('$') ? [] : [[`${name}:${bare(value)}`, value] as const])));
const others: Readonly<Record<string, readonly (readonly [value: string, pattern: RegExp])[]>> = {
  'learning rate schedule': [
    ['cosine', /cosine|^cos$/],
    ['one-cycle', /one ?cycle|1 ?cycle/],
    ['plateau', /plateau/],
    ['inverse square root', /inv(?:erse)? ?sqrt|rsqrt|noam/],
    ['polynomial', /poly/],
    ['exponential', /^exp/],
    ['step', /step/],
    ['linear', /linear/],
    ['constant', /const|none|null|fixed|false/],
  ],
  precision: [
    ['bf16', /bf ?16|bfloat ?16/],
    ['mixed', /mixed|amp/],
    ['fp16', /(?:fp|float) ?16|half|^16/],
    ['fp32', /(?:fp|float) ?32|single|^32/],
    ['fp64', /(?:fp|float) ?64|double|^64/],
    ['int8', /int ?8/],
  ],
  activation: [
    ['leaky ReLU', /l(?:eaky)? ?relu/],
    ['GELU', /gelu/],
  ],
  initialization: [
    ['Xavier uniform', /xavier uniform/],
    ['Xavier normal', /xavier normal/],
    ['Glorot uniform', /glorot uniform/],
    ['Glorot normal', /glorot normal/],
    ['Kaiming normal', /kaiming normal/],
    ['Kaiming uniform', /kaiming uniform/],
    ['He normal', /he normal/],
    ['orthogonal', /orthogonal/],
  ],
  normalization: [
    ['batch normalisation', /batch|^bn$/],
    ['layer normalisation', /layer|^ln$/],
    ['group normalisation', /group|^gn$/],
    ['RMSNorm', /rms/],
  ],
};

/** `torch.optim.AdamW`, `leaky_relu`: the value as papers call it. */
export function wordInCode(name: string, text: string): string | undefined {
  const last = text.split('.').at(-1) ?? '';
  return spelled.get(`${name}:${bare(last)}`) ?? others[name]?.find(([, pattern]) => pattern.test(wordsOf(last)))?.[0];
}
