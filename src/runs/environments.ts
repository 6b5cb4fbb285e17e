import type { Effect } from '../base/effects.ts';
import { PracticumError } from '../base/errors.ts';
import type { Permit, RequirePermit } from '../base/permit.ts';
import { createEnvironment } from './createEnvironment.ts';
import { type EnvironmentCheck, type EnvironmentPlan, installEffects, planEnvironment, planInstall } from './environment.ts';
import { type InstallSize, sizeOf } from './installSize.ts';
import { findInterpreter, type Interpreter } from './interpreter.ts';
import { buildFor, findPackageSource, type PackageSource } from './packageSource.ts';
import { packageName } from './requirements.ts';

export interface EnvironmentsOptions {
  /** `$PRACTICUM_HOME`, where environments made for a workspace may lie. */
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly require: RequirePermit;
  /** The interpreter that the person chose, if any. */
  interpreter(): Promise<string | undefined>;
  /** Chooses another for this workspace; undefined where the choice can only be made elsewhere. */
  readonly useInterpreter: ((python: string) => Promise<void>) | undefined;
}

/** Packages would go to an environment that no run uses. */
export class InterpreterFixed extends PracticumError {
  constructor(chosen: string, folder: string) {
    super('interpreter-fixed', `The chosen Python, ${chosen}, belongs to no virtual environment, so nothing is installed into it.`, {
      hint: `Ask the person to clear that choice, so that runs can use ${folder}, or to choose a virtual environment.`,
    });
  }
}

/** The Python environments of a workspace's scripts, as the tools see them. */
export interface Environments {
  /** What installing would do. Pure within a session: pip's configuration is believed as of its beginning. */
  effects(packages: readonly string[], root: string): readonly Effect[];
  /** What they take to download, as far as it is known. Pure within a session. */
  size(packages: readonly string[]): InstallSize;
  /** That runs of this workspace folder use. Throws NoPython, InterpreterBroken. */
  interpreter(root: string, signal: AbortSignal): Promise<Interpreter>;
  /** What that interpreter has installed, by the published names; undefined where it does not tell. Throws NoPython, InterpreterBroken. */
  installed(
    root: string,
    signal: AbortSignal,
  ): Promise<{ readonly interpreter: Interpreter; readonly packages: Readonly<Record<string, string>> | undefined }>;
  /** Looks only. Throws NoPython, InterpreterBroken, EnvironmentInTheWay. */
  check(script: string, root: string, signal: AbortSignal): Promise<EnvironmentCheck>;
  plan(packages: readonly string[], root: string, signal: AbortSignal): Promise<EnvironmentPlan>;
  /** Carries a plan out, and lets later runs use the environment. Throws EnvironmentFailed, Cancelled. */
  install(permit: Permit, plan: EnvironmentPlan, onOutput: (text: string) => void, signal: AbortSignal): Promise<void>;
}

export function createEnvironments({ home, env, require, interpreter, useInterpreter }: EnvironmentsOptions): Environments {
  let known: PackageSource | undefined;
  const source = (): PackageSource => {
    known ??= findPackageSource(env);
    return known;
  };
  const request = async (root: string, signal: AbortSignal) =>
    ({ root, home, env, chosen: await interpreter(), place: 'workspace', signal }) as const;
  return {
    effects: (packages, root) => installEffects(packages, root, source()),
    size(packages) {
      const names = packages.map(packageName);
      return sizeOf(names, buildFor(names, source()).torch, true);
    },
    interpreter: async (root, signal) => findInterpreter(await request(root, signal)),
    async installed(root, signal) {
      const found = await findInterpreter(await request(root, signal));
      const { installedPackages } = await import('./environmentRecord.ts');
      return { interpreter: found, packages: await installedPackages(found.path, env, signal) };
    },
    check: async (script, root, signal) => planEnvironment({ ...(await request(root, signal)), script }),
    async plan(packages, root, signal) {
      const asked = await request(root, signal);
      const plan = await planInstall(asked, packages, source());
      const { chosen } = asked;
      if (isOther(chosen, plan.python) && useInterpreter === undefined) throw new InterpreterFixed(chosen, plan.folder);
      return plan;
    },
    async install(permit, plan, onOutput, signal) {
      await createEnvironment(require, permit, plan, onOutput, signal);
      // What was chosen before would be used again, and would lack the packages again.
      if (isOther(await interpreter(), plan.python)) await useInterpreter?.(plan.python);
    },
  };
}

function isOther(chosen: string | undefined, python: string): chosen is string {
  return chosen !== undefined && chosen !== '' && chosen !== python;
}
