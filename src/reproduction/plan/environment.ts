/** Whether the interpreter and the Hub have what a plan needs, before a line of code is written. What nobody could ask is said so. Pure but for the two ports. */
import { defined } from '../../base/defined.ts';
import { PracticumError } from '../../base/errors.ts';
import { type RepoType, repoTypes, typeWords } from '../../hub/repoId.ts';
import type { RepoInfo } from '../../hub/repoInfo.ts';
import { normalised, packageFamily } from '../../runs/requirements.ts';
import type { EnvironmentRecord, Plan } from '../stages/records.ts';

export interface EnvironmentPorts {
  /** Throws where there is no Python. */
  installed(): Promise<{
    readonly interpreter: { readonly path: string; readonly version: string };
    readonly packages: Readonly<Record<string, string>> | undefined;
  }>;
  /** Absent: there is no way to the Hub. Throws `HubError`. */
  repo?(kind: RepoType, id: string): Promise<Pick<RepoInfo, 'sha' | 'gated' | 'license' | 'isDisabled'>>;
}

export type Resolved = Pick<EnvironmentRecord, 'interpreter' | 'python' | 'packages' | 'hub'>;
type Package = Resolved['packages'][number];
type HubEntry = Resolved['hub'][number];

export async function resolveEnvironment(plan: Pick<Plan, 'packages' | 'hub'>, ports: EnvironmentPorts): Promise<Resolved> {
  const [python, hub] = await Promise.all([resolvePackages(plan.packages, ports), resolveHub(plan.hub, ports)]);
  return { ...python, hub };
}

async function resolvePackages(
  wanted: Plan['packages'],
  ports: EnvironmentPorts,
): Promise<Pick<Resolved, 'interpreter' | 'python' | 'packages'>> {
  try {
    const { interpreter, packages = {} } = await ports.installed();
    return { interpreter: interpreter.path, python: interpreter.version, packages: wanted.map((one) => packageState(one, packages)) };
  } catch (error) {
    if (!(error instanceof PracticumError) || error.code === 'cancelled') throw error;
    // No Python at all: everything is missing, and installing makes an environment.
    return { interpreter: '', packages: wanted.map((one) => packageState(one, {})) };
  }
}

export function packageState({ name, version }: Plan['packages'][number], installed: Readonly<Record<string, string>>): Package {
  const own = normalised(name.replace(/\[.*$/u, ''));
  const exact = Object.entries(installed).find(([other]) => normalised(other) === own);
  const kin = Object.entries(installed).find(([other]) => packageFamily(other) === packageFamily(own));
  const found = (exact ?? kin)?.[1] ?? null;
  const state = found === null ? 'missing' : version === undefined || isVersion(found, version) ? 'ok' : 'other version';
  return { name, found, state, ...defined({ wanted: version }) };
}

/** Is a version one of those that a specifier allows (`2.13`, `==2.*`, `>=2.0,<3`, `~=1.4.2`)? A bare number allows all that begin with it. */
export function isVersion(found: string, specifier: string): boolean {
  return specifier.split(',').every((part) => {
    const [, operator = '', wanted = ''] = /^\s*(===|==|~=|!=|<=|>=|<|>)?\s*v?([^\s]+)\s*$/u.exec(part) ?? [];
    if (wanted === '') return true;
    const isPrefix = wanted.endsWith('.*') || operator === '';
    const target = wanted.replace(/\.\*$/u, '');
    const begins = numbersOf(target).every((number, at) => number === (numbersOf(found)[at] ?? 0));
    const order = compareVersions(found, target);
    switch (operator) {
      case '':
        return begins;
      case '==':
      case '===':
        return isPrefix ? begins : order === 0;
      case '!=':
        return isPrefix ? !begins : order !== 0;
      case '>=':
        return order >= 0;
      case '<=':
        return order <= 0;
      case '>':
        return order > 0;
      case '<':
        return order < 0;
      default: {
        const kept = numbersOf(target).slice(0, -1);
        return order >= 0 && kept.every((number, at) => number === (numbersOf(found)[at] ?? 0));
      }
    }
  });
}

/** Release numbers; a local build (`2.13.0+cpu`) is the same release. */
function numbersOf(version: string): readonly number[] {
  const release = /^\d+(?:\.\d+)*/u.exec(version.replace(/^v/u, '').replace(/\+.*$/u, ''))?.[0] ?? '';
  return release === '' ? [] : release.split('.').map(Number);
}

function compareVersions(a: string, b: string): number {
  const [x, y] = [numbersOf(a), numbersOf(b)];
  for (let at = 0; at < Math.max(x.length, y.length); at++) {
    const step = (x[at] ?? 0) - (y[at] ?? 0);
    if (step !== 0) return step;
  }
  const isEarly = (version: string): number => (/\d(?:\.?(?:a|b|rc|dev)\d*)/u.test(version) ? -1 : 0);
  return isEarly(a) - isEarly(b);
}

const atOnce = 4;

/** Once nobody answers, nobody else is asked. */
async function resolveHub(wanted: Plan['hub'], { repo }: EnvironmentPorts): Promise<Resolved['hub']> {
  const found: HubEntry[] = [];
  let away: string | undefined = repo === undefined ? 'There is no way to the Hub.' : undefined;
  for (let at = 0; at < wanted.length; at += atOnce) {
    const group = wanted.slice(at, at + atOnce);
    const entries = await Promise.all(
      group.map(async ({ id, kind }): Promise<HubEntry> => {
        if (repo === undefined || away !== undefined) return { id, kind, state: 'not asked', why: away ?? '' };
        return await resolveRepo(id, kind, repo);
      }),
    );
    away ??= entries.find(({ state }) => state === 'not asked')?.why;
    found.push(...entries);
  }
  return found;
}

async function resolveRepo(id: string, kind: RepoType, repo: NonNullable<EnvironmentPorts['repo']>): Promise<HubEntry> {
  try {
    const { sha, gated, license, isDisabled } = await repo(kind, id);
    const known = defined({ revision: sha, licence: license });
    if (isDisabled) return { id, kind, state: 'missing', ...known, why: 'The Hub has disabled it.' };
    if (gated === undefined) return { id, kind, state: 'ok', ...known };
    return { id, kind, state: 'gated', ...known, why: 'Its conditions have to be accepted on its page; after that, ask again.' };
  } catch (error) {
    const code = error instanceof PracticumError ? error.code : undefined;
    if (code === 'hub-gated')
      return { id, kind, state: 'gated', why: 'Its conditions have to be accepted on its page; after that, ask again.' };
    if (code === 'hub-repo-id') return { id, kind, state: 'missing', why: 'That is no name on the Hub: it is written owner/name.' };
    if (code !== 'hub-repo-not-found' && code !== 'hub-not-found' && code !== 'hub-sign-in' && code !== 'hub-scope') {
      if (!(error instanceof PracticumError) || code === 'cancelled') throw error;
      return { id, kind, state: 'not asked', why: error.message };
    }
    return await ofOtherKind(id, kind, repo);
  }
}

async function ofOtherKind(id: string, kind: RepoType, repo: NonNullable<EnvironmentPorts['repo']>): Promise<HubEntry> {
  for (const other of repoTypes.filter((type) => type !== kind)) {
    try {
      await repo(other, id);
      return { id, kind, state: 'other kind', why: `It is a ${typeWords[other]}, not a ${typeWords[kind]}.` };
    } catch (error) {
      if (!(error instanceof PracticumError)) throw error;
    }
  }
  return { id, kind, state: 'missing', why: 'There is none of this name, or it is private and not for who is signed in.' };
}

/** What is not there, by the names that a yes goes on without: `package torch`, `dataset ada/pairs`. */
export function lackingIn({ packages, hub }: Pick<EnvironmentRecord, 'packages' | 'hub'>): readonly string[] {
  return [
    ...packages.filter(({ state }) => state !== 'ok').map(({ name }) => `package ${name}`),
    ...hub.filter(({ state }) => state !== 'ok' && state !== 'not asked').map(({ id, kind }) => `${kind} ${id}`),
  ];
}

/** One line for what is there, and one for each that is not. */
export function environmentLines({ interpreter, python, packages, hub }: Resolved): readonly string[] {
  const at =
    interpreter === '' ? 'no Python was found on this machine' : `${interpreter}${python === undefined ? '' : ` (Python ${python})`}`;
  const found = [
    ...packages.filter(({ state }) => state === 'ok').map(({ name, found: version }) => `${name} ${version}`),
    ...hub.filter(({ state }) => state === 'ok').map(({ id, kind, licence }) => `${kind} ${id} (${licence ?? 'no licence stated'})`),
  ];
  return [
    `Environment: ${at}${found.length === 0 ? '' : `; there: ${found.join(', ')}`}.`,
    ...packages.flatMap(({ name, state, wanted, found: version }) =>
      state === 'ok'
        ? []
        : [
            state === 'missing'
              ? `- missing: ${name}${wanted === undefined ? '' : ` ${wanted}`}`
              : `- other version: ${name} is ${version}, and ${wanted} is wanted`,
          ],
    ),
    ...hub.flatMap(({ id, kind, state, why }) => (state === 'ok' ? [] : [`- ${state}: ${typeWords[kind]} ${id}. ${why ?? ''}`.trimEnd()])),
  ];
}
