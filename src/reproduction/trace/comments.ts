import { addressText, parseAddress } from '../../papers/address.ts';
import { placeIn } from './codeIndex.ts';
import type { CodePlace } from './link.ts';
import { type CodeSymbol, type Source, samePath } from './pythonSource.ts';

/** `# paper: arxiv:1706.03762v7#S3.E1, arxiv:1706.03762v7#S3.E2` beside code. */

export interface AddressComment {
  /** As the grammar writes it; of what is no address the text itself. */
  readonly address: string;
  readonly isAddress: boolean;
  /** In the source, from 1. */
  readonly line: number;
  /** What it stands at; absent in an empty file. */
  readonly place?: CodePlace;
  /** Lines of the place in the source, which in a notebook count on through its cells. */
  readonly from: number;
  readonly to: number;
}

const shape = /^#+\s*paper:\s*(\S.*)$/i;

export function addressesIn(source: Source): readonly AddressComment[] {
  return source.comments.flatMap(({ line, text }) => {
    const said = shape.exec(text)?.[1];
    if (said === undefined) return [];
    const target = targetOf(source, line);
    return said
      .split(/[,\s]+/)
      .filter((word) => word.includes(':') || word.includes('#'))
      .map((word) => ({ ...readAddress(word), line, ...target }));
  });
}

function readAddress(word: string): Pick<AddressComment, 'address' | 'isAddress'> {
  try {
    return { address: addressText(parseAddress(word)), isAddress: true };
  } catch {
    return { address: word, isAddress: false };
  }
}

/** The symbol that begins below it, on whose head it stands, or whose body it begins; otherwise the statement at or below it. */
function targetOf(source: Source, line: number): Pick<AddressComment, 'place' | 'from' | 'to'> {
  const beside = source.statements.findIndex((statement) => statement.line <= line && line <= statement.endLine);
  const next = source.statements.findIndex((statement) => statement.line > line);
  const at = beside >= 0 ? beside : next;
  const symbol = symbolAt(source, at) ?? (beside < 0 ? symbolBeginning(source, line) : undefined);
  if (symbol !== undefined) {
    const { path, kind, line: from, endLine: to } = symbol;
    return { place: placeIn(source, path, kind, from, to), from, to };
  }
  const statement = source.statements[at];
  if (statement === undefined) return { from: line, to: line };
  const owner = source.symbols.findLast(({ first, end }) => first <= at && at < end);
  const { line: from, endLine: to } = statement;
  return { place: placeIn(source, owner?.path ?? [], 'statements', from, to), from, to };
}

function symbolAt({ symbols }: Source, at: number): CodeSymbol | undefined {
  return symbols.find(({ first, head }) => first <= at && at <= head);
}

/** The comment is the first thing below a head, before the body’s first statement that is no documentation. */
function symbolBeginning({ symbols, statements }: Source, line: number): CodeSymbol | undefined {
  return symbols.findLast(({ head, end }) => {
    const headEnd = statements[head]?.endLine ?? 0;
    if (headEnd >= line) return false;
    const body = statements.slice(head + 1, end).find(({ isText }) => !isText);
    return body !== undefined && body.line > line;
  });
}

/** The text of a comment for an address. */
export function commentFor(address: string): string {
  return `# paper: ${address}`;
}

/** The line with which a symbol is tagged: right above it, or undefined where it says so already. Lines from 1. */
export function commentEdit(
  source: Source,
  symbol: readonly string[],
  address: string,
): { readonly beforeLine: number; readonly text: string } | undefined {
  const spot = source.symbols.find(({ path }) => samePath(path, symbol));
  if (spot === undefined) return undefined;
  if (addressesIn(source).some((comment) => comment.address === address && comment.from === spot.line)) return undefined;
  const indent = /^[ \t]*/.exec(source.lines[spot.line - 1] ?? '')?.[0] ?? '';
  return { beforeLine: spot.line, text: `${indent}${commentFor(address)}` };
}
