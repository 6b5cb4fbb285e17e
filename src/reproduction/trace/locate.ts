import { CodeIndex } from './codeIndex.ts';
import { addressesIn } from './comments.ts';
import type { CodePlace, Located, TraceLink } from './link.ts';
import { changeOf, linkedCode } from './linkedCode.ts';
import { locateStatements } from './locateStatements.ts';
import { locateSymbol } from './locateSymbol.ts';
import type { Source } from './pythonSource.ts';

/** Where linked code is now. Pure; it asks rather than guesses. */
export function locate(link: TraceLink, index: CodeIndex): Located {
  const { code } = link;
  const located = code.kind === 'statements' ? locateStatements(code, index) : locateSymbol(code, code.kind, index);
  return located.kind === 'found' ? located : (byComment(link, index) ?? located);
}

/** Somebody wrote the address beside the code: where that is at one place only, it says what likeness could not. */
function byComment(link: TraceLink, index: CodeIndex): Located | undefined {
  const said: { readonly source: Source; readonly place: CodePlace; readonly line: number; readonly endLine: number }[] = [];
  for (const source of index.sources)
    for (const comment of addressesIn(source))
      if (comment.place !== undefined && comment.address === link.address && comment.place.kind === link.code.kind)
        said.push({ source, place: comment.place, line: comment.from, endLine: comment.to });
  const [only] = said;
  if (only === undefined || said.length > 1) return undefined;
  const statements = only.source.statements.filter(({ line }) => line >= only.line && line <= only.endLine);
  const change = changeOf(linkedCode(link.code), only.source, statements);
  return { kind: 'found', place: only.place, how: 'comment', change, confidence: 0.9, also: [] };
}

export function locateIn(link: TraceLink, sources: Iterable<Source>): Located {
  return locate(link, new CodeIndex(sources));
}
