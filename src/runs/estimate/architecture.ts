/** What a model is, as far as its memory depends on it. Read from its config.json and its weights; what neither says is derived, and said to be. Pure. */

export interface Architecture {
  readonly parameters: number;
  readonly layers: number;
  readonly hidden: number;
  /** Width of the feed-forward part. */
  readonly inner: number;
  readonly heads: number;
  /** Width of keys and of values: smaller than `hidden` where heads share them. */
  readonly keyValue: number;
  readonly vocabulary: number;
  /** Parameters of the tables at both ends, which are not quantised. */
  readonly embeddingParameters: number;
  /** In words: what of this was not stated. */
  readonly assumed: readonly string[];
}

type Config = Readonly<Record<string, unknown>>;

const names = {
  layers: ['num_hidden_layers', 'n_layer', 'num_layers', 'n_layers', 'encoder_layers'],
  hidden: ['hidden_size', 'n_embd', 'd_model', 'dim'],
  inner: ['intermediate_size', 'n_inner', 'ffn_dim', 'd_ff', 'ffn_hidden_size', 'hidden_dim'],
  heads: ['num_attention_heads', 'n_head', 'num_heads', 'n_heads'],
  keyValueHeads: ['num_key_value_heads', 'n_head_kv', 'num_kv_heads', 'n_kv_heads'],
  headWidth: ['head_dim', 'd_kv'],
  vocabulary: ['vocab_size', 'n_vocab'],
} as const;

/** `parameters`: of the weights' own headers. Undefined where not even the size is known. */
export function architectureOf(config: Config, parameters: number | undefined): Architecture | undefined {
  const text = nested(config);
  const said = (name: keyof typeof names): number | undefined => numberIn(text, names[name]) ?? numberIn(config, names[name]);
  const assumed: string[] = [];
  const [layers, hidden] = [said('layers'), said('hidden')];
  if (layers === undefined || hidden === undefined) return parameters === undefined ? undefined : ofSize(parameters);
  const otherwise = <T>(value: T | undefined, derived: T, what: string): T => {
    if (value === undefined) assumed.push(what);
    return value ?? derived;
  };
  const inner = otherwise(said('inner'), 4 * hidden, `a feed-forward width of ${4 * hidden}`);
  const heads = otherwise(said('heads'), Math.max(1, Math.round(hidden / 128)), 'heads of 128');
  const vocabulary = otherwise(said('vocabulary'), 32_000, 'a vocabulary of 32,000');
  const keyValue = (said('keyValueHeads') ?? heads) * (said('headWidth') ?? hidden / heads);
  const tables = (text['tie_word_embeddings'] ?? config['tie_word_embeddings']) === true ? 1 : 2;
  const embeddingParameters = vocabulary * hidden * tables;
  const perLayer = 2 * hidden * hidden + 2 * hidden * keyValue + 3 * hidden * inner;
  const derived = layers * perLayer + embeddingParameters;
  return {
    parameters: otherwise(parameters, derived, `${billions(derived)} parameters, by its config`),
    layers,
    hidden,
    inner,
    heads,
    keyValue,
    vocabulary,
    embeddingParameters,
    assumed,
  };
}

/** A decoder of usual proportions with so many parameters: for weights without a config. */
function ofSize(parameters: number): Architecture {
  const vocabulary = 64_000;
  // Widths and depths of published families lie around these: 1 B at 2,048 × 20, 7 B at 4,096 × 32, 70 B at 8,192 × 80.
  const hidden = Math.max(128, Math.round((2_048 * (parameters / 1.1e9) ** (1 / 3)) / 128) * 128);
  const embeddingParameters = Math.min(parameters / 2, 2 * vocabulary * hidden);
  const layers = Math.max(1, Math.round((parameters - embeddingParameters) / (12 * hidden * hidden)));
  return {
    parameters,
    layers,
    hidden,
    inner: Math.round((8 / 3) * hidden),
    heads: Math.max(1, Math.round(hidden / 128)),
    keyValue: hidden,
    vocabulary,
    embeddingParameters,
    assumed: [`the usual proportions of a model with ${billions(parameters)} parameters, because its config names none`],
  };
}

/** Of a model that sees as well, the part that reads. */
function nested(config: Config): Config {
  for (const name of ['text_config', 'llm_config', 'language_config']) {
    const value: unknown = config[name];
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return Object.fromEntries(Object.entries(value));
  }
  return config;
}

function numberIn(config: Config, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = config[key];
    if (typeof value === 'number' && Number.isFinite(value) && value > 0) return value;
  }
  return undefined;
}

export function billions(count: number): string {
  if (count >= 1e9) return `${(count / 1e9).toFixed(count >= 1e10 ? 0 : 2)} B`;
  return count >= 1e6 ? `${(count / 1e6).toFixed(0)} M` : `${Math.round(count)}`;
}
