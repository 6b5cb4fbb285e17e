/** Words cut short for want of room, `5 blks w/ 64 ch.`, as the words that they stand for. */

/** Where a word is cut short: behind a number (`64 ch.`), in front of what it qualifies (`conv. stem`), or wherever it stands. */
type Place = 'counted' | 'before' | 'anywhere';

interface Short {
  readonly short: string;
  readonly word: string;
  readonly places: readonly Place[];
  /** A word of its own as well: only a full stop tells that it is cut short. */
  readonly isWord: boolean;
}

/** `short short! = word`: with an exclamation mark one that is a word of its own. */
const shortened = (places: readonly Place[], ...lines: readonly string[]): readonly Short[] =>
  lines.flatMap((line) => {
    const [forms = '', word = ''] = line.split(' = ');
    return forms.split(' ').map((form) => ({ short: form.replace('!', ''), word, places, isWord: form.endsWith('!') }));
  });

const words: readonly Short[] = [
  ...shortened(['counted', 'anywhere'], 'blk blks = blocks', 'lyr lyrs = layers', 'filts = filters'),
  ...shortened(['counted', 'anywhere'], 'utt utts = utterances', 'imgs = images', 'smpl smpls = samples'),
  ...shortened(['counted'], 'bl! = blocks', 'lay! = layers', 'ch chs chan chans = channels', 'filt! = filters'),
  ...shortened(['counted'], 'ep = epochs', 'it! iter iters = iterations', 'upd! upds = updates', 'sent! sents! = sentences'),
  ...shortened(['counted'], 'img! = images', 'tok! toks = tokens', 'seq! seqs = sequences', 'cls! = classes', 'spk! spks = speakers'),
  ...shortened(['counted', 'before'], 'conv = convolutional', 'res! = residual', 'enc = encoder', 'dec! = decoder'),
  ...shortened(['counted', 'before'], 'att! attn = attention', 'hid! = hidden'),
  ...shortened(['before'], 'init = initial', 'feat = feature'),
];
const placed = (place: Place): ReadonlyMap<string, Short> =>
  new Map(words.filter(({ places }) => places.includes(place)).map((each) => [each.short, each]));
const counted = placed('counted');
const before = placed('before');
const anywhere = placed('anywhere');
const known = new Map(words.map((each) => [each.short, each]));
const nouns =
  '(?:LR|lr|learn\\w*|rate|step size|blocks?|bl|blks?|layers?|lay|lyrs?|kernels?|filters?|filt|stem|heads?|units?|maps?|size|dim\\w*)\\b';
/** Those that no full stop closes, in capitals. */
const capitals: Readonly<Record<string, string>> = { LS: 'label smoothing', BS: 'batch size', WD: 'weight decay' };

const short = new RegExp(
  [
    String.raw`(?<=(?:\d|\d[kKM]|^)[ \u00A0-])(?:${[...counted.keys()].join('|')})(?![\p{L}\d_'-])(?:\.|(?=[ \u00A0,;)/]))`,
    String.raw`(?<![\p{L}\d_.-])(?:${[...before.keys()].join('|')})\.?(?=[ \u00A0-]${nouns})`,
    String.raw`(?<![\p{L}\d_.-])(?:${[...anywhere.keys()].join('|')})(?![\p{L}\d_'-])\.?`,
    // `at ep. 15 and 25`.
    String.raw`(?<![\p{L}\d_.-])ep\.(?=[ \u00A0]\d)`,
    String.raw`(?<![\p{L}\d_-])w/(?:o\b)?(?=[ \u00A0])`,
    String.raw`(?<![\p{L}\d_-])(?:${Object.keys(capitals).join('|')})(?=(?: (?:of|=|is))?[ \u00A0]?(?:=[ \u00A0]?)?\d)`,
  ].join('|'),
  'giu',
);
/** That there may be one. */
const mayBe = /[\p{L}]\.|w\/|\b(?:LS|WD|BS) /u;

export interface Spelled {
  /** The words, and where each of their characters stood. */
  readonly text: string;
  readonly origins: readonly number[];
}

/** `text`: one character for each of what is printed. Absent: nothing is cut short. */
export function spelledOut(text: string): Spelled | undefined {
  if (!mayBe.test(text)) return undefined;
  let whole = '';
  const origins: number[] = [];
  let from = 0;
  const keep = (end: number): void => {
    for (let at = from; at < end; at++) origins.push(at);
    whole += text.slice(from, end);
    from = end;
  };
  for (const { 0: found, index } of text.matchAll(short)) {
    const behind = text.slice(index + found.length);
    const key = found.replace('.', '');
    const word = key.startsWith('w/')
      ? key === 'w/'
        ? 'with'
        : 'without'
      : (capitals[key] ?? wordFor(key, text.slice(0, index), behind, found.endsWith('.')));
    if (word === undefined) continue;
    keep(index);
    // A full stop at the end of a sentence closes it as well.
    const closes =
      found.endsWith('.') &&
      (behind === '' || /^[)\]]?[ \u00A0\n]+\p{Lu}/u.test(behind)) &&
      !(before.has(key) && !/\d[ \u00A0-]$/.test(text.slice(0, index)));
    const written = closes ? `${word}.` : word;
    whole += written;
    for (let at = 0; at < written.length; at++) origins.push(index);
    from = index + found.length;
  }
  if (from === 0) return undefined;
  keep(text.length);
  return { text: whole, origins };
}

/** `isCut`: a full stop says that it is cut short. */
function wordFor(key: string, ahead: string, behind: string, isCut: boolean): string | undefined {
  if (key === 'ep' && /^[ \u00A0]\d/.test(behind)) return 'epochs';
  if (anywhere.has(key)) return anywhere.get(key)?.word;
  if (!isCut && known.get(key)?.isWord === true) return undefined;
  const isNoun = /[\d kKM-][ \u00A0-]$|^[ \u00A0]?$/.test(ahead) && /^(?:\s|[.,;)/]|$)/.test(behind);
  const qualifies = new RegExp(`^[ \\u00A0-]${nouns}`, 'i').test(behind);
  return (qualifies ? before.get(key.toLowerCase()) : undefined)?.word ?? (isNoun ? counted.get(key)?.word : undefined);
}
