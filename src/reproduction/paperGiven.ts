/** Which paper a tool is asked about, and what opening it takes. Loaded with the tools; what opens it is not. */
import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { PaperId } from '../papers/address.ts';
import { parseGiven } from '../papers/sources/given.ts';
import { hostsToAsk } from '../papers/sources/hosts.ts';
import type { EffectContext } from '../tools/define.ts';
import { oneLine } from '../tools/lookups.ts';
import { paperFileEffects } from '../tools/paperFile.ts';
import { absolutePath, displayPath } from '../tools/paths.ts';

/** Throws `bad-address` for a page that has no address of its own. */
export function paperGiven(address: string, roots: readonly string[]): PaperId {
  const given = parseGiven(address);
  if (given.kind === 'paper') return given.id;
  if (given.kind === 'file') return { kind: 'file', id: displayPath(absolutePath(given.path, roots), roots) };
  throw new PracticumError('bad-address', `“${oneLine(address, 80)}” is no address in a paper.`, {
    hint: 'Give the address that read_paper shows for the paper, with the part behind #.',
  });
}

/** What `openPaper` needs a permit for. */
export function paperEffects(paper: PaperId, { roots, papers }: Pick<EffectContext, 'roots' | 'papers'>): readonly Effect[] {
  if (paper.kind === 'file') return paperFileEffects(paper.id, roots);
  if (paper.kind === 'sha256') return [{ kind: 'record', what: 'session' }];
  return hostsToAsk({ kind: 'paper', id: paper }, papers.settings).map((host) => ({ kind: 'lookup', host }) as const);
}
