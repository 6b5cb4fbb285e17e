/** Where a contract comes from and what its result was got from: the formula in the paper, the files that are executed, the items of the specification. */
import { relative, sep } from 'node:path';
import { PracticumError } from '../../base/errors.ts';
import { addressIn } from '../../papers/address.ts';
import type { Paper } from '../../papers/document.ts';
import { codeVersion } from '../../runs/codeVersion.ts';
import { absolutePath, firstRoot } from '../../tools/paths.ts';
import type { Contracts, Spec } from '../stages/records.ts';
import { inputsOf } from '../stages/units.ts';
import { anchorOf, wordsAt } from '../trace/paperSide.ts';
import type { ContractRecord, Grounds, Prepared } from './check.ts';

/** The formula of a place, under the paper's own name for it. */
export function formulaAt(paper: Paper, given: string): { readonly address: string; readonly tex: string | null } {
  const words = wordsAt(paper, given);
  const anchor = anchorOf(paper, given);
  const node = paper.nodes.find((one) => one.kind === 'equation' && one.anchor === anchor);
  if (words?.tex !== undefined) return { address: addressIn(paper.id, anchor), tex: words.tex };
  if (node !== undefined) return { address: addressIn(paper.id, anchor), tex: null };
  const equations = paper.nodes.filter((one) => one.kind === 'equation').map((one) => one.anchor);
  const what = words === undefined ? `${paper.id} has no part ${given}` : `${given} of ${paper.id} is no formula`;
  throw new PracticumError('contract-no-node', `${what}.`, {
    hint: equations.length === 0 ? 'It has no displayed formulas.' : `Its displayed formulas: ${equations.slice(0, 40).join(', ')}.`,
  });
}

/** `code/<file>` of all that is executed, and of the items of the specification that the formula is evidence for. */
export async function groundsFor(
  prepared: readonly Prepared[],
  spec: Spec | undefined,
  /** Only files of the plan are units: of others the result alone says in which version they were executed. */
  isPlanned: (record: Prepared['record']) => boolean,
  roots: readonly string[],
): Promise<(record: Prepared['record']) => Grounds> {
  const versions = new Map<string, Readonly<Record<string, string>>>();
  for (const { record, job } of prepared)
    if (job !== undefined && record.code !== undefined && !versions.has(record.code.file))
      versions.set(record.code.file, await filesBehind(record.code.file, firstRoot(roots)));
  return (record) => {
    const files = versions.get(record.code?.file ?? '') ?? {};
    const own = files[record.code?.file ?? ''];
    const items = (spec?.items ?? []).filter(({ evidence }) =>
      evidence.some((place) => 'address' in place && place.address === record.address),
    );
    const fromSpec =
      spec === undefined
        ? {}
        : inputsOf(
            { spec },
            items.map(({ id }) => `spec/${id}`),
          );
    return { inputs: { ...fromSpec, ...(own === undefined || !isPlanned(record) ? {} : { [`code/${record.code?.file}`]: own }) }, files };
  };
}

/** SHA-256 of a Python file and of all that it imports of the workspace folder, by their paths in it. */
export async function filesBehind(file: string, root: string): Promise<Readonly<Record<string, string>>> {
  const version = await codeVersion({ argv: ['python', absolutePath(file, [root])], cwd: root }, [root]);
  const real = version?.files[0]?.path.slice(0, -file.length) ?? '';
  const inside = (version?.files ?? []).flatMap(({ path, sha256 }) => {
    const name = relative(real, path).split(sep).join('/');
    return path.endsWith('.py') && !name.startsWith('..') ? [[name, sha256] as const] : [];
  });
  return Object.fromEntries(inside.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** In the order of addresses; what was asked for again takes the place of what there was. */
export function merged(kept: Contracts | undefined, records: readonly ContractRecord[]): Contracts {
  const keyOf = ({ address, part }: ContractRecord) => `${address} ${part}`;
  const own = new Map([...(kept?.contracts ?? []), ...records].map((record) => [keyOf(record), record]));
  return {
    v: 1,
    stage: 'contracts',
    contracts: [...own].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true })).map(([, record]) => record),
  };
}
