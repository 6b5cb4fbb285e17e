import { realpath, stat } from 'node:fs/promises';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { PracticumError } from '../base/errors.ts';
import type { Grant } from '../base/grant.ts';
import { isHostPattern } from '../base/hostPatterns.ts';
import type { GrantId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { hubMachineOf, localPlace, placeOnHost, placeOnHub, placeText } from '../base/place.ts';
import { findNameRule, protectedNames, secretNames } from '../policy/names.ts';
import type { GrantDraft, GrantForm } from '../protocol/chat.ts';

/** Where runs can execute: here, on the hosts that are set, and on machines of Hugging Face that somebody pays for. */
export function targetsWith(hosts: readonly string[], payer: string | undefined): readonly string[] {
  const paid = payer === undefined ? [] : [placeOnHub('hf-job', payer), placeOnHub('hf-space', payer)];
  return [localPlace, ...hosts.map(placeOnHost), ...paid];
}

const maxHours = 168;
const hourMs = 3_600_000;

/** For a form. */
export function offeredTargets(targets: readonly string[]): GrantForm['targets'] {
  return targets.map((place) => ({ place, text: placeText(place) }));
}

/** A grant that cannot be signed as it stands. Nothing of it is lost: the form keeps what was written. */
export class BadGrant extends PracticumError {
  constructor(message: string, hint: string) {
    super('bad-grant', `This grant cannot be signed: ${message}.`, { hint });
  }
}

/** What the person wrote, as a grant from now on. Throws BadGrant with the first mistake and what to write instead. */
export async function grantFrom(
  draft: GrantDraft,
  place: {
    readonly roots: readonly string[];
    readonly nowMs: number;
    readonly canSandbox: boolean;
    readonly targets: readonly string[];
  },
): Promise<Grant> {
  const { hours, usd, code } = draft;
  if (!(hours > 0 && hours <= maxHours)) throw new BadGrant(`${hours} hours`, `Give more than 0 and at most ${maxHours} hours, a week.`);
  if (!(usd >= 0 && usd <= 1_000_000)) throw new BadGrant(`$${usd}`, 'Give an amount in US dollars, 0 for nothing that costs.');
  const unknown = draft.targets.find((target) => !place.targets.includes(target));
  if (unknown !== undefined)
    throw new BadGrant(
      `“${unknown}” is no place where runs execute`,
      hubMachineOf(unknown) === undefined
        ? `There is: ${place.targets.join(', ')}. Hosts are named in the setting practicum.runs.hosts.`
        : `There is: ${place.targets.join(', ')}. Machines of Hugging Face are there once you are signed in, and only for the one who pays.`,
    );
  const hosts = draft.hosts.map((host) => host.trim().toLowerCase());
  const badHost = hosts.find((host) => !isHostPattern(host));
  if (badHost !== undefined)
    throw new BadGrant(`“${badHost}” is no host`, 'Write pypi.org, or *.huggingface.co for all below it: no address, path or port.');
  if (code === 'sandboxed' && !place.canSandbox)
    throw new BadGrant('nothing confines programs here', 'Choose approved code, or set up what practicum doctor names.');
  const far = draft.targets.find((target) => target !== localPlace);
  if (code === 'sandboxed' && far !== undefined)
    throw new BadGrant(`nothing confines programs on ${placeText(far)}`, 'Choose approved code, or leave that place out.');
  const folders = await Promise.all(draft.folders.map((folder) => realFolder(folder, place.roots)));
  const grant: Grant = {
    id: newId<GrantId>('gr', place.nowMs),
    signedAtMs: place.nowMs,
    endsAtMs: place.nowMs + Math.round(hours * hourMs),
    usd,
    targets: [...new Set(draft.targets)],
    folders: [...new Set(folders)],
    hosts: [...new Set(hosts)],
    code,
  };
  return grant;
}

async function realFolder(written: string, roots: readonly string[]): Promise<string> {
  const [first] = roots;
  if (first === undefined) throw new BadGrant('no folder is open', 'Open the folder of your project first.');
  const path = isAbsolute(written) ? written : resolve(first, written);
  const real = await realpath(path).catch(() => undefined);
  if (real === undefined || !(await stat(real)).isDirectory())
    throw new BadGrant(`there is no folder ${written}`, 'Give folders that exist, relative to the workspace folder.');
  const realRoots = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
  const ways = realRoots
    .map((root) => relative(root, real))
    .filter((way) => way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
  if (ways.length === 0) throw new BadGrant(`${written} lies outside the workspace`, `Give folders in ${roots.join(', ')}.`);
  for (const way of ways) {
    const names = way.split(sep).filter((name) => name !== '');
    const rule = names.length === 0 ? undefined : (findNameRule(protectedNames, names) ?? findNameRule(secretNames, names));
    if (rule !== undefined || names[0] === '.practicum')
      throw new BadGrant(`${written} is protected`, 'Such folders are asked about each time, grant or not.');
  }
  return real;
}
