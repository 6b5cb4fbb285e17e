/** Emphasis, boxes and colours; words in the colour of the paper, of no size or as phantoms are told of and left out. */
import type { TextStyle } from '../../inlines.ts';
import { grouped } from '../gullet.ts';
import type { Handler, Reader } from '../reader.ts';
import { type Token, wordOf } from '../token.ts';

function styled(style: TextStyle | undefined): Handler {
  return (reader) =>
    within(reader, reader.gullet.argument(), () => reader.setStyle({ ...withoutStyle(reader), ...(style === undefined ? {} : { style }) }));
}

function withoutStyle({ style }: Reader): Reader['style'] {
  return style.hidden === undefined ? {} : { hidden: style.hidden };
}

/** Reads tokens as a group in which `change` holds. */
export function within(reader: Reader, tokens: readonly Token[], change: () => void): void {
  const before = reader.style;
  const mark: Token = { kind: 'mark', text: 'end of style' };
  reader.gullet.push([mark]);
  reader.gullet.push(tokens);
  reader.gullet.meanings.openGroup();
  change();
  reader.run((token) => token === mark);
  reader.gullet.meanings.closeGroup();
  reader.setStyle(before);
}

function switched(style: TextStyle | undefined): Handler {
  return (reader) => reader.setStyle({ ...withoutStyle(reader), ...(style === undefined ? {} : { style }) });
}

const white =
  /^(?:white|bg|background)$|^(?:1(?:\.0*)?\s*,\s*){2}1(?:\.0*)?$|^1(?:\.0*)?$|^(?:255\s*,\s*){2}255$|^#?fff(?:fff)?$|^0\s*,\s*0\s*,\s*0\s*,\s*0$/i;

/** Whether a colour cannot be seen on paper; `model` as in `\color[rgb]{1,1,1}`. */
function isWhite(model: string, colour: string): boolean {
  if (!white.test(colour)) return false;
  return !/^(?:1(?:\.0*)?)$/.test(colour) || model === 'gray';
}

function colour(reader: Reader): boolean {
  const model = wordOf(reader.gullet.bracketed() ?? []);
  return isWhite(model, reader.gullet.word());
}

function coloured(reader: Reader): void {
  const isHidden = colour(reader);
  const tokens = reader.gullet.argument();
  if (!isHidden) {
    reader.gullet.push(grouped(tokens));
    return;
  }
  within(reader, tokens, () => reader.setStyle({ ...reader.style, hidden: 'white' }));
}

/** Under two points nobody reads it. */
function fontSize(reader: Reader): void {
  const size = Number.parseFloat(reader.gullet.word());
  reader.gullet.argument();
  if (size < 2) reader.setStyle({ ...reader.style, hidden: 'tiny' });
}

function scaled(reader: Reader): void {
  const scale = Number.parseFloat(reader.gullet.word());
  reader.gullet.bracketed();
  const tokens = reader.gullet.argument();
  if (Math.abs(scale) >= 0.2 || Number.isNaN(scale)) {
    reader.gullet.push(grouped(tokens));
    return;
  }
  within(reader, tokens, () => reader.setStyle({ ...reader.style, hidden: 'tiny' }));
}

function resized(reader: Reader): void {
  reader.gullet.star();
  const width = reader.gullet.word();
  const height = reader.gullet.word();
  const tokens = reader.gullet.argument();
  if (!/^0(?:\.\d*)?(?:pt|mm|cm|in|em)$|^[01](?:\.\d*)?pt$/.test(width) && !/^[01](?:\.\d*)?pt$/.test(height)) {
    reader.gullet.push(grouped(tokens));
    return;
  }
  within(reader, tokens, () => reader.setStyle({ ...reader.style, hidden: 'tiny' }));
}

function phantom(reader: Reader): void {
  within(reader, reader.gullet.argument(), () => reader.setStyle({ ...reader.style, hidden: 'invisible' }));
}

/** A box whose content is its last argument, after some about looks. */
function boxed(before: number): Handler {
  return (reader) => {
    reader.gullet.star();
    reader.gullet.bracketed();
    reader.gullet.bracketed();
    for (let left = before; left > 0; left--) {
      reader.gullet.argument();
      reader.gullet.bracketed();
      reader.gullet.bracketed();
    }
    reader.gullet.push(grouped(reader.gullet.argument()));
  };
}

export const styleCommands: Readonly<Record<string, Handler>> = {
  textbf: styled('strong'),
  textit: styled('emphasis'),
  textsl: styled('emphasis'),
  emph: styled('emphasis'),
  texttt: styled('code'),
  textsc: styled('small-capitals'),
  textrm: styled(undefined),
  textsf: styled(undefined),
  textup: styled(undefined),
  textmd: styled(undefined),
  textnormal: styled(undefined),
  text: styled(undefined),
  bf: switched('strong'),
  bfseries: switched('strong'),
  it: switched('emphasis'),
  itshape: switched('emphasis'),
  sl: switched('emphasis'),
  slshape: switched('emphasis'),
  em: switched('emphasis'),
  tt: switched('code'),
  ttfamily: switched('code'),
  sc: switched('small-capitals'),
  scshape: switched('small-capitals'),
  rm: switched(undefined),
  rmfamily: switched(undefined),
  sf: switched(undefined),
  sffamily: switched(undefined),
  upshape: switched(undefined),
  mdseries: switched(undefined),
  normalfont: switched(undefined),
  textcolor: coloured,
  color: (reader) => {
    if (colour(reader)) reader.setStyle({ ...reader.style, hidden: 'white' });
    else if (reader.style.hidden === 'white') reader.setStyle(reader.style.style === undefined ? {} : { style: reader.style.style });
  },
  fontsize: fontSize,
  scalebox: scaled,
  resizebox: resized,
  phantom,
  hphantom: phantom,
  vphantom: phantom,
  mbox: boxed(0),
  hbox: boxed(0),
  vbox: boxed(0),
  fbox: boxed(0),
  underline: boxed(0),
  uline: boxed(0),
  sout: boxed(0),
  hl: boxed(0),
  makebox: boxed(0),
  framebox: boxed(0),
  makecell: boxed(0),
  thead: boxed(0),
  shortstack: boxed(0),
  rotatebox: boxed(1),
  raisebox: boxed(1),
  parbox: boxed(1),
  colorbox: boxed(1),
  fcolorbox: boxed(2),
  adjustbox: boxed(1),
  MakeUppercase: boxed(0),
  MakeLowercase: boxed(0),
  textls: boxed(0),
  smash: boxed(0),
  centerline: boxed(0),
  leftline: boxed(0),
  rightline: boxed(0),
  enquote: (reader) => {
    reader.gullet.star();
    const tokens = reader.gullet.argument();
    reader.gullet.push([{ kind: 'other', text: '“' }, ...grouped(tokens), { kind: 'other', text: '”' }]);
  },
};
