import { realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkbenchHost } from '../app/api.ts';
import { practicumHome } from '../app/home.ts';
import { knownSecrets } from '../app/knownSecrets.ts';
import { type SandboxSettings, usualSandbox } from '../app/sandboxSettings.ts';
import { usualBudget } from '../app/usualLimits.ts';
import { defined } from '../base/defined.ts';
import { noopDisposable } from '../base/disposables.ts';
import { PracticumError } from '../base/errors.ts';
import { isHostPattern } from '../base/hostPatterns.ts';
import { learnSecrets } from '../base/redact.ts';
import { runSettingsFrom } from '../runs/runSettings.ts';
import { createNodeFiles } from '../workspace/nodeFiles.ts';
import { createCliModels } from './cliModels.ts';
import type { CommonOptions } from './command.ts';
import { createCliHubHost } from './hubHost.ts';
import { createCliMcpHost } from './mcpHost.ts';
import type { Output } from './output.ts';
import { createCliPapersHost } from './papersHost.ts';
import { version } from './version.ts';
import { createCliWebHost } from './webHost.ts';

/** The command line as a host: one folder, trusted because the person started the program in it. */
export function createCliHost(options: CommonOptions, output: Output): WorkbenchHost {
  const home = practicumHome({ platform: process.platform, homedir: homedir(), env: process.env });
  const root = workspaceRoot(options.cwd ?? process.cwd());
  learnSecrets(knownSecrets({ env: process.env, homedir: homedir(), home, roots: [root] }));
  const models = createCliModels(options, home, process.env);
  return {
    app: `cli ${version}`,
    home,
    roots: [root],
    isTrusted: () => true,
    model: (role) => models.model(role),
    modelLabel: (role) => models.label(role),
    fallbackModel: () => models.fallback(),
    effort: () => models.effort,
    onDidChangeModel: () => noopDisposable,
    // What was asked for on the command line is a change of the session's mode, so that going on with it keeps it.
    mode: 'ask',
    limits: () => ({ maxResponses: options.maxResponses, maxAttempts: options.maxAttempts, delivery: 'queue' }),
    budget: () => ({ ...usualBudget, said: defined({ sessionUsd: options.budgetUsd, dayUsd: options.dayBudgetUsd }) }),
    makeFiles: (require) => createNodeFiles({ roots: [root], require }),
    dist: dirname(fileURLToPath(import.meta.url)),
    node: process.execPath,
    env: process.env,
    interpreter: async () => process.env['PRACTICUM_PYTHON'],
    runSettings: () =>
      runSettingsFrom({
        folder: process.env['PRACTICUM_RUNS_FOLDER'],
        terminal: process.env['PRACTICUM_TERMINAL'],
        interruptSeconds: process.env['PRACTICUM_INTERRUPT_SECONDS'],
        terminateSeconds: process.env['PRACTICUM_TERMINATE_SECONDS'],
        gpu: process.env['PRACTICUM_GPU'],
        parallel: process.env['PRACTICUM_PARALLEL_RUNS'],
        watchdogs: process.env['PRACTICUM_WATCHDOGS'],
        metricPatterns: process.env['PRACTICUM_METRIC_PATTERNS'],
        hosts: process.env['PRACTICUM_HOSTS'],
      }),
    sandboxSettings: () => sandboxSettings(process.env),
    hub: createCliHubHost({ home, env: process.env, homedir: homedir() }),
    web: createCliWebHost(process.env),
    papers: createCliPapersHost(process.env),
    mcp: createCliMcpHost({ home, roots: [root], homedir: homedir(), env: process.env }),
    log(level, text) {
      if (level !== 'info') output.err(`${level}: ${text}\n`);
    },
  };
}

/** Throws `usage` for a word that is none: a misspelt wish to be confined must not be passed over. */
export function sandboxSettings(env: NodeJS.ProcessEnv): SandboxSettings {
  const use = env['PRACTICUM_SANDBOX'] ?? '';
  const hosts = (env['PRACTICUM_SANDBOX_HOSTS'] ?? '').split(/[\s,]+/).filter((host) => host !== '');
  const bad = hosts.find((host) => !isHostPattern(host));
  if (bad !== undefined)
    throw new PracticumError('usage', `“${bad}” in PRACTICUM_SANDBOX_HOSTS is no host.`, {
      hint: 'Write hosts like pypi.org or *.huggingface.co.',
    });
  if (use === '') return { ...usualSandbox, hosts };
  if (use === 'auto' || use === 'required' || use === 'off') return { use, hosts };
  throw new PracticumError('usage', `“${use}” in PRACTICUM_SANDBOX is no choice.`, { hint: 'Set it to auto, required or off.' });
}

function workspaceRoot(cwd: string): string {
  const path = resolve(cwd);
  try {
    if (statSync(path).isDirectory()) return realpathSync(path);
  } catch (error) {
    throw new PracticumError('no-folder', `There is no folder ${path}.`, { hint: 'Give an existing folder with --cwd.', cause: error });
  }
  throw new PracticumError('no-folder', `${path} is not a folder.`, { hint: 'Give a folder with --cwd.' });
}
