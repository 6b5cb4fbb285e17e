import { voidElements } from './htmlText.ts';

const pieceLength = 16_000;
const longestWhole = 64_000;
/** What is read as one, as long as it is not endless. */
const whole: ReadonlySet<string> = new Set(['pre', 'code', 'table', 'a', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

/** Well-formed HTML, token by token, cut between elements; what is open there goes on in the next piece. */
export function piecesOf(tokens: readonly string[]): readonly string[] {
  const pieces: string[] = [];
  const open: { readonly name: string; readonly tag: string }[] = [];
  let piece: string[] = [];
  let length = 0;
  for (const token of tokens) {
    const [, slash, name] = /^<(\/?)([a-z][a-z0-9]*)/.exec(token) ?? [];
    const isStart = name !== undefined && slash === '';
    const isWhole = length < longestWhole && open.some((element) => whole.has(element.name));
    if (isStart && length >= pieceLength && !isWhole) {
      pieces.push([...piece, ...open.map((element) => `</${element.name}>`).reverse()].join(''));
      piece = open.map(({ tag }) => tag);
      length = 0;
    }
    piece.push(token);
    length += token.length;
    if (isStart && !voidElements.has(name)) open.push({ name, tag: token });
    else if (slash === '/' && open.at(-1)?.name === name) open.pop();
  }
  return [...pieces, piece.join('')];
}
