/** Words cut short for want of room, `5 blks w/ 64 ch.`, as the words that they stand for. */

/** Behind a number. */
const counted: Readonly<Record<string, string>> = {
  bl: 'blocks',
  blk: 'blocks',
  blks: 'blocks',
  lay: 'layers',
  lyr: 'layers',
  lyrs: 'layers',
  ch: 'channels',
  chs: 'channels',
  chan: 'channels',
  chans: 'channels',
  filt: 'filters',
  filts: 'filters',
  hid: 'hidden',
  ep: 'epochs',
  it: 'iterations',
  iter: 'iterations',
  iters: 'iterations',
  upd: 'updates',
  upds: 'updates',
  utt: 'utterances',
  utts: 'utterances',
  sent: 'sentences',
  sents: 'sentences',
  img: 'images',
  imgs: 'images',
  smpl: 'samples',
  smpls: 'samples',
  tok: 'tokens',
  toks: 'tokens',
  seq: 'sequences',
  seqs: 'sequences',
  cls: 'classes',
  spk: 'speakers',
  spks: 'speakers',
  conv: 'convolutional',
  res: 'residual',
  enc: 'encoder',
  dec: 'decoder',
  att: 'attention',
  attn: 'attention',
};
/** Of these no other word is made, wherever they stand. */
const anywhere = /^(?:blks?|lyrs?|filts|utts?|imgs|smpls?)$/;
/** Words as they stand. */
const isWord = /^(?:it|its|lay|sent|sents|hid|res|att|dec|bl|cls|img|tok|seq|smpl|spk|upd|filt)$/;
/** In front of what it qualifies; a full stop belongs to it. */
const before: Readonly<Record<string, string>> = {
  conv: 'convolutional',
  res: 'residual',
  enc: 'encoder',
  dec: 'decoder',
  att: 'attention',
  attn: 'attention',
  hid: 'hidden',
  init: 'initial',
  feat: 'feature',
};
const nouns =
  '(?:LR|lr|learn\\w*|rate|step size|blocks?|bl|blks?|layers?|lay|lyrs?|kernels?|filters?|filt|stem|heads?|units?|maps?|size|dim\\w*)\\b';
/** Those that no full stop closes, in capitals. */
const capitals: Readonly<Record<string, string>> = { LS: 'label smoothing', BS: 'batch size', WD: 'weight decay' };

const short = new RegExp(
  [
    String.raw`(?<=(?:\d|\d[kKM]|^)[ \u00A0-])(?:${Object.keys(counted).join('|')})(?![\p{L}\d_'-])(?:\.|(?=[ \u00A0,;)/]))`,
    String.raw`(?<![\p{L}\d_.-])(?:${Object.keys(before).join('|')})\.?(?=[ \u00A0-]${nouns})`,
    String.raw`(?<![\p{L}\d_.-])(?:blks?|lyrs?|filts|utts?|imgs|smpls?)(?![\p{L}\d_'-])\.?`,
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
      !(key in before && !/\d[ \u00A0-]$/.test(text.slice(0, index)));
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
  if (anywhere.test(key)) return counted[key];
  if (!isCut && isWord.test(key)) return undefined;
  const isNoun = /[\d kKM-][ \u00A0-]$|^[ \u00A0]?$/.test(ahead) && /^(?:\s|[.,;)/]|$)/.test(behind);
  const qualifies = new RegExp(`^[ \\u00A0-]${nouns}`, 'i').test(behind);
  return (qualifies ? before[key.toLowerCase()] : undefined) ?? (isNoun ? counted[key] : undefined);
}
