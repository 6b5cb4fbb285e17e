/** Emphasis, and boxes whose words stand where they are met. */
import type { TextStyle } from '../../inlines.ts';
import { grouped } from '../gullet.ts';
import type { Handler, Reader } from '../reader.ts';
import { plain } from '../style.ts';
import type { Token } from '../token.ts';

function styled(style: TextStyle | undefined): Handler {
  return (reader) =>
    within(reader, reader.gullet.shortArgument(), () =>
      reader.setStyle({ ...plain(reader.style), ...(style === undefined ? {} : { style }) }),
    );
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
  return (reader) => reader.setStyle({ ...plain(reader.style), ...(style === undefined ? {} : { style }) });
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
  parbox: boxed(1),
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
