/** Which place of a paper somebody means who names it with or without the paper. */
import { PracticumError } from '../base/errors.ts';
import { type PaperId, paperIdText, parsePaperId } from './address.ts';
import type { Paper } from './document.ts';

/** What stands behind `#`, or all of it. Throws `other-paper` where what stands before it names another paper than this. */
export function wantedAnchor({ id, sources }: Pick<Paper, 'id' | 'sources'>, wanted: string): string {
  const hash = wanted.lastIndexOf('#');
  if (hash < 0) return wanted;
  const named = idIn(wanted.slice(0, hash));
  const own = idIn(id);
  if (named !== undefined && own !== undefined && isOther(named, own, sources))
    throw new PracticumError('other-paper', `“${wanted.slice(0, 200)}” is an address in ${paperIdText(named)}, and this is ${id}.`, {
      hint: `Open ${paperIdText(named)}, or give the place alone: ${wanted.slice(hash + 1, hash + 80)}.`,
    });
  return wanted.slice(hash + 1);
}

function idIn(text: string): PaperId | undefined {
  try {
    return parsePaperId(text);
  } catch {
    // A title or a name of a file with a `#` in it.
    return undefined;
  }
}

/** One paper has several names where services name it: of those that cannot be compared none is another. */
function isOther(named: PaperId, own: PaperId, sources: Paper['sources']): boolean {
  if (named.kind === 'sha256' && sources.some(({ sha256 }) => sha256 === named.id)) return false;
  if (named.kind !== own.kind) return named.kind === 'file' || own.kind === 'file';
  const isOlder = named.kind === 'arxiv' && own.kind === 'arxiv' && (named.version ?? own.version) !== (own.version ?? named.version);
  return named.id !== own.id || isOlder;
}
