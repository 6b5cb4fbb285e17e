/** Letters and signs that LaTeX writes as commands. */
import type { Handler, Reader } from '../reader.ts';
import { signs } from '../signs.ts';

/** Combining characters of accents. */
const accents: Readonly<Record<string, string>> = {
  '`': '\u0300',
  "'": '\u0301',
  '^': '\u0302',
  '~': '\u0303',
  '"': '\u0308',
  '=': '\u0304',
  '.': '\u0307',
  u: '\u0306',
  v: '\u030c',
  H: '\u030b',
  c: '\u0327',
  k: '\u0328',
  r: '\u030a',
  d: '\u0323',
  b: '\u0331',
};

function accent(reader: Reader, name: string): void {
  const mark = accents[name] ?? '';
  const [base, ...rest] = reader.capture(reader.gullet.argument(), reader.context);
  if (base?.kind !== 'text') return;
  const letter = base.text === 'ı' ? 'i' : base.text === 'ȷ' ? 'j' : base.text;
  const [first = '', ...others] = letter;
  reader.words((first + mark).normalize('NFC') + others.join(''));
  for (const inline of rest) reader.inline(inline);
}

/** `--`, `---`, and quotation marks, which fonts make of two characters. */
export function withLigatures(text: string): string {
  if (!/[-`']/.test(text)) return text;
  return text
    .replaceAll('---', '—')
    .replaceAll('--', '–')
    .replaceAll('``', '“')
    .replaceAll("''", '”')
    .replaceAll('`', '‘')
    .replaceAll("'", '’');
}

/** In a column of numbers these stand outside of formulas. */
const operators: Readonly<Record<string, string>> = { pm: '±', mp: '∓', times: '×' };

export const characterCommands: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    Object.entries(signs).map(([name, sign]): [string, Handler] => [
      name,
      (reader) => (sign === ' ' ? reader.space() : reader.words(sign)),
    ]),
  ),
  ...Object.fromEntries(Object.keys(accents).map((name): [string, Handler] => [name, accent])),
  ...Object.fromEntries(Object.entries(operators).map(([name, sign]): [string, Handler] => [name, (reader) => spaced(reader, sign)])),
  textsuperscript: (reader) => script(reader, '^'),
  textsubscript: (reader) => script(reader, '_'),
  symbol: (reader) => {
    reader.gullet.argument();
  },
  char: byCode,
};

function spaced(reader: Reader, sign: string): void {
  reader.space();
  reader.words(sign);
  reader.space();
}

/** `\char'134`, `\char"5C`, `\char92`, `` \char`\% ``. */
function byCode(reader: Reader): void {
  const { gullet } = reader;
  let said = '';
  for (;;) {
    const token = gullet.next();
    if (said === '`' && token !== undefined) {
      reader.words(token.text);
      return;
    }
    if (token !== undefined && (said === '' ? /^[\d'"`]$/ : said.startsWith('"') ? /^[\dA-F]$/ : /^\d$/).test(token.text)) {
      said += token.text;
      continue;
    }
    if (token !== undefined && token.kind !== 'space') gullet.push([token]);
    break;
  }
  const code = said.startsWith("'")
    ? Number.parseInt(said.slice(1), 8)
    : said.startsWith('"')
      ? Number.parseInt(said.slice(1), 16)
      : Number(said);
  if (code > 0) reader.words(String.fromCodePoint(Math.min(code, 0x10ffff)));
}

/** `10\textsuperscript{-3}` must not become 10-3; of ordinals nothing is lost. */
function script(reader: Reader, sign: string): void {
  const content = reader.capture(reader.gullet.argument(), reader.context);
  const [only] = content;
  if (content.length === 1 && only?.kind === 'text' && /^(?:st|nd|rd|th)$/.test(only.text)) {
    reader.inline(only);
    return;
  }
  reader.words(sign);
  for (const inline of content) reader.inline(inline);
}
