import * as z from 'zod';
import { PracticumError } from '../base/errors.ts';
import { EnvironmentFailed, installedVersions } from '../runs/createEnvironment.ts';
import type { EnvironmentCheck } from '../runs/environment.ts';
import { describeDownload } from '../runs/installSize.ts';
import { isPackageSpec, packageName } from '../runs/requirements.ts';
import { rootOf } from '../runs/rootOf.ts';
import { truncateOutput } from '../workspace/boundedOutput.ts';
import { defineTool } from './define.ts';
import { absolutePath, displayPath, firstRoot, pathField } from './paths.ts';

/** Lines of pip that the model sees after a failure. */
const shownLines = 15;
/** On the card, for the person. */
const shownOutput = { maxChars: 16_000, whereAllIs: 'these are its beginning and its end' };
/** A script may import what it never uses, or find it in a way that only it knows; so this is said, not held against the call. */
const stillMissing = (missing: readonly string[], script: string): string =>
  `${script} imports ${missing.join(', ')} as well, which is still missing.`;

/** start_run was asked for a script whose packages are not there. The hint holds the call that brings them. */
export class PackagesMissing extends PracticumError {
  constructor(script: string, { interpreter, plan }: Extract<EnvironmentCheck, { readonly kind: 'missing' }>) {
    super('packages-missing', `Not started: ${script} imports ${plan.missing.join(', ')}, which ${interpreter.path} does not have.`, {
      hint: `Call install_packages with ${JSON.stringify({ packages: plan.packages, script })}, then start_run again. Where the script finds them in a way of its own, give start_run check: false.`,
    });
  }
}

class InstallFailed extends PracticumError {
  constructor(cause: EnvironmentFailed) {
    const lines = cause.output.trimEnd().split('\n').slice(-shownLines);
    super(cause.code, [cause.message, ...lines].join('\n'), {
      hint: 'Nothing else was changed. Correct names or versions and call install_packages again; where the cause is the network, the disk or Python itself, tell the person.',
      cause,
    });
  }
}

const packageSpec = z
  .string()
  .max(120)
  .refine(
    (text) => isPackageSpec(text.trim()),
    'give a package name, with extras and versions at most (torch==2.13.0): no option, address, path or file',
  );

/** Brings packages into the workspace's virtual environment, which it makes where there is none. Never into a system Python. */
export const installPackages = defineTool({
  name: 'install_packages',
  description:
    'Install Python packages with pip into the workspace’s virtual environment (made where there is none), as start_run says when they are missing. script: the one that needs them.',
  input: z.strictObject({ packages: z.array(packageSpec).min(1).max(60), script: pathField.optional() }),
  effectKinds: ['execute', 'reach'],
  // A notification shows nothing but the title, and the size is to be known before anybody agrees.
  title: ({ packages }, { environments }) => `Install ${packages.join(', ')} (${describeDownload(environments.size(trimmed(packages)))})`,
  effects: ({ packages, script }, { roots, environments }) => environments.effects(trimmed(packages), rootFor(script, roots)),
  async preview({ packages, script }, { roots, environments }, signal) {
    const { summary, isNew, folder } = await environments.plan(trimmed(packages), rootFor(script, roots), signal);
    const use = isNew ? `\nRuns of this workspace use ${displayPath(folder, roots)} from then on.` : '';
    return { kind: 'text', text: `${summary}${use}` };
  },
  async run({ packages, script }, { roots, environments }, call) {
    const root = rootFor(script, roots);
    const plan = await environments.plan(trimmed(packages), root, call.signal);
    let output = `${plan.summary}\n`;
    const hear = (text: string): void => {
      output += text;
      call.progress(truncateOutput(output.trimEnd(), shownOutput));
    };
    try {
      await environments.install(call.permit, plan, hear, call.signal);
    } catch (error) {
      throw error instanceof EnvironmentFailed ? new InstallFailed(error) : error;
    }
    const names = plan.packages.map(packageName);
    const versions = await installedVersions(plan.python, names);
    const installed = names.map((name) => `${name} ${versions[name] ?? '(its version is not known)'}`);
    const where = `${plan.isNew ? 'the new virtual environment ' : ''}${displayPath(plan.folder, roots)}`;
    const after =
      script === undefined ? undefined : await environments.check(absolutePath(script, roots), root, call.signal).catch(() => undefined);
    const lines = [
      `Installed in ${where}, which runs use from now on: ${installed.join(', ')}.`,
      ...(script !== undefined && after?.kind === 'missing' ? [stillMissing(after.plan.missing, script)] : []),
    ];
    const command = ['python', '-m', 'pip', 'install', ...plan.pipArguments].join(' ');
    return {
      content: lines.join('\n'),
      detail: { kind: 'shell', command, output: truncateOutput(output.trimEnd(), shownOutput), exitCode: 0 },
    };
  },
});

function trimmed(packages: readonly string[]): readonly string[] {
  return packages.map((spec) => spec.replaceAll(/\s/g, ''));
}

/** The workspace folder whose environment is meant. */
function rootFor(script: string | undefined, roots: readonly string[]): string {
  return (script === undefined ? undefined : rootOf(roots, absolutePath(script, roots))) ?? firstRoot(roots);
}
