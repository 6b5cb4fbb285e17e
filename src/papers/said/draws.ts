/** What is drawn from a normal or an even distribution that stands as a formula: first weights and noise, `W ∼ N(0, 0.02^2 I)`, `N(0, σ^2)` with its σ. */
import { type Bound, settingOf } from './bound.ts';
import { matchesOf } from './matches.ts';
import { type Amount, amountOf } from './numbers.ts';

const figure = String.raw`\d+(?:\.\d+)?(?:e-?\d+)?`;
const letter = String.raw`[α-ωa-zA-Z](?:_\w{1,8}|[\p{L}0]{1,2}?)?`;
/** Of its groups: what is drawn, a number or a letter, whether it is squared. */
const normal = new RegExp(
  String.raw`(?:((?:\d ?)?[\p{L}][\p{L}\d_^'()]{0,14}) ?∼ ?)?(?<!\p{L})(?:N|Normal|normal) ?\( ?0 ?, ?(?:(${figure})|(${letter}))(\^2)?(?: ?·? ?(?:I(?:_?\w)?|1))? ?\)`,
  'gu',
);
/** `W ∼ U(-0.05, 0.05)`. */
const even = new RegExp(
  String.raw`(?:([\p{L}][\p{L}\d_^'()]{0,14}) ?∼ ?)?(?<!\p{L})(?:U|Unif|Uniform|uniform) ?[[(] ?-(${figure}) ?, ?(${figure}) ?[\])]`,
  'gu',
);

const isOfStart =
  /\b(?:initiali[sz]\w*|initially|initial (?:weights?|values?|parameters)|at (?:the )?start|at the beginning|to begin with|starting (?:point|weights|values)|(?:start|begin)s? (?:from|at|with|out))\b/i;
const weights = /\b(?:weights|parameters|matri(?:x|ces)|biases|layers|entries|kernels|filters|embeddings|connections)\b/i;
/** Also with the letters of its row and column: `W_{ij}`. */
const ofWeights = /^(?:[WwθΘAUVφψϕ])(?!(?![ijklmn]{1,3}$)\p{Ll})/u;
const startOf = /^[WwθΘAUV](?:\^\(\w\))?_?\w{0,2}(?:0|\(0\))$/u;
const ofNoise = /^(?:[εϵξηνδζnezω])(?:_?\w{1,3})?$/u;
const noise = /\b(?:noise|noisy|perturb\w*|jitter\w*|corrupt\w*|disturb\w*|add(?:s|ed|ing)?|plus)\b/i;
/** What is drawn there is no noise and no weight. */
const ofOther =
  /\b(?:prior|latents?|codes?|posterior|generator|random features?|frequenc\w+|teacher'?s? (?:weights|vector)|true|ground[- ]truth|reparam\w*|clusters?|cent(?:re|er)s?|arms?)\b/i;
const ofRate = /\b(?:optimi[sz]er|gradient noise)\b/i;

function meaning(
  text: string,
  drawn: string | undefined,
  at: number,
  end: number,
): 'initialization' | 'noise standard deviation' | undefined {
  const clause = `${/[^.;]*$/.exec(text.slice(0, at))?.[0] ?? ''} # ${/^[^.;]*/.exec(text.slice(end))?.[0] ?? ''}`;
  if (ofOther.test(clause)) return undefined;
  const own = drawn?.replace(/^\d ?/, '') ?? '';
  if (startOf.test(own)) return 'initialization';
  if (isOfStart.test(text) && (own === '' ? weights.test(text) : ofWeights.test(own))) return 'initialization';
  if (own === '' && weights.test(clause) && /\b(?:drawn|sampled|start\w*|begin)\b/i.test(clause) && !noise.test(clause))
    return 'initialization';
  if ((own === '' || ofNoise.test(own)) && noise.test(clause) && !ofRate.test(clause)) return 'noise standard deviation';
  return undefined;
}

/** Takes the numbers that it reads. */
export function drawsIn(text: string, all: readonly Amount[], taken: Set<number>): Bound[] {
  if (!/[NUlm] ?[([]/.test(text)) return [];
  const bound: Bound[] = [];
  for (const { 0: whole, 1: drawn, 2: number, 4: square, index } of matchesOf(text, normal)) {
    const end = index + whole.length;
    const name = meaning(text, drawn, index, end);
    const value = number === undefined ? undefined : amountOf(number);
    if (name === undefined || value === undefined || value === 0 || (value === 1 && name !== 'initialization')) continue;
    for (const { start } of all) if (start >= index && start < end) taken.add(start);
    // `N(0, 0.02)` is often meant as a deviation, nothing as small as `N(0, 1e-4)` is.
    const isDeviation = square !== undefined || (name === 'initialization' && value >= 0.005);
    const deviation = isDeviation ? value : Math.sqrt(value);
    bound.push(boundAt(name, Number(deviation.toPrecision(6)), index + whole.lastIndexOf(number ?? ''), end, index));
  }
  for (const { 0: whole, 1: drawn, 2: number = '', 3: other, index } of matchesOf(text, even)) {
    const end = index + whole.length;
    const value = amountOf(number);
    if (value === undefined || number !== other || meaning(text, drawn, index, end) !== 'initialization') continue;
    const at = index + whole.indexOf(number);
    const [low, high] = [boundAt('initialization', -value, at - 1, end, index), boundAt('initialization', value, end - 1, end, index)];
    for (const { start } of all) if (start >= index && start < end) taken.add(start);
    bound.push({ ...low, amounts: [low.amounts[0], high.amounts[0]], form: 'interval' });
  }
  return bound;
}

function boundAt(name: string, value: number, start: number, end: number, from: number): Bound {
  return { setting: settingOf(name), amounts: [{ value, start, end, isShare: false, isDigits: true }], form: 'one', start: from, end };
}

/** `N(0, σ^2)` of noise: what σ stands for. */
export function* deviationsIn(text: string): Generator<readonly [letter: string, setting: string]> {
  for (const { 0: whole, 1: drawn, 3: own, 4: square, index } of matchesOf(text, normal)) {
    if (own === undefined || square === undefined || own === 'I') continue;
    const name = meaning(text, drawn, index, index + whole.length);
    if (name !== undefined) yield [own, name];
  }
}
