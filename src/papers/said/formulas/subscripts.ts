/** What stands below a letter says what it is of: `λ_wd`, `N_test`, `T_warm`. Data. */
const subscripts: readonly (readonly [letters: string, below: RegExp, setting: string])[] = [
  ['λμαwβ', /^(?:wd|decay|ridge|l2)$/i, 'weight decay'],
  ['λμαβ', /^(?:l1|lasso|sparse|sparsity)$/i, 'l1 penalty'],
  ['λ', /^gae$/i, 'gae lambda'],
  ['cαβλw', /^(?:ent|entropy|H)$/i, 'entropy coefficient'],
  ['cαβλw', /^(?:v|vf|value|critic)$/i, 'value coefficient'],
  ['Nn', /^(?:tr|train|training)$/i, 'training examples'],
  ['Nn', /^(?:val|valid|va|dev)$/i, 'validation examples'],
  ['Nn', /^(?:te|test|tst)$/i, 'test examples'],
  ['NnET', /^(?:ep|epochs?)$/i, 'epochs'],
  ['NnL', /^(?:layers?|blocks?)$/i, 'layers'],
  ['Nnh', /^heads?$/i, 'attention heads'],
  ['Nn', /^envs?$/i, 'environments'],
  ['Nn', /^seeds?$/i, 'seeds'],
  ['NnBbM', /^(?:batch|bs|size|mb|minibatch)$/i, 'batch size'],
  ['NnK', /^(?:cls|class|classes)$/i, 'classes'],
  ['NnV', /^vocab$/i, 'vocabulary size'],
  ['NnK', /^neg$/i, 'negatives'],
  ['TtNnS', /^(?:warm|warmup|wu)$/i, 'warmup steps'],
  ['TNn', /^(?:roll|rollouts?)$/i, 'rollout length'],
  ['TN', /^(?:train|iters?|steps|total)$/i, 'training steps'],
  ['TNS', /^(?:samp|sample|sampling|infer|inference)$/i, 'sampling steps'],
  ['TN', /^(?:diff|diffusion)$/i, 'diffusion steps'],
  ['dD', /^(?:model|hid|hidden|h)$/i, 'hidden units'],
  ['dD', /^(?:ffn?|inner|mlp)$/i, 'feed-forward dimension'],
  ['dDn', /^(?:emb|embed|embd|e)$/i, 'embedding dimension'],
  ['pr', /^(?:drop|dropout|do)$/i, 'dropout'],
  ['σ', /^(?:noise|n|obs)$/i, 'noise standard deviation'],
  ['εα', /^(?:ls|smooth|smoothing)$/i, 'label smoothing'],
  ['ε', /^(?:explore|greedy|min|end|final|start|init|max)$/i, 'exploration rate'],
  ['τρ', /^(?:target|polyak)$/i, 'target update rate'],
  ['αβγμmτ', /^ema$/i, 'ema decay'],
  ['α', /^lora$/i, 'lora alpha'],
  ['ws', /^cfg$/i, 'guidance scale'],
  ['L', /^(?:max|seq|ctx|context)$/i, 'sequence length'],
  ['k', /^top$/i, 'top-k'],
];

const written = /(?<![\p{L}\d_])([αβγεηλμρστBDEKLNSTVbcdhkmnprstw])_?(\p{L}[\p{L}\d]{0,8})(?=\s*(?:=|∈|≈|:|$))/gu;

/** The letters of a line that say by what stands below them what they are. */
export function* subscriptedIn(text: string): Generator<readonly [letter: string, setting: string]> {
  for (const [letter, base = '', below = ''] of text.matchAll(written)) {
    const meant = subscripts.find(([letters, pattern]) => letters.includes(base) && pattern.test(below));
    if (meant !== undefined) yield [letter, meant[2]];
  }
}
