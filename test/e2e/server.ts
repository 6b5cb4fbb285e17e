/** A fresh VS Code on loopback. Everything it writes lies under one temporary root, so nothing of the machine's own settings is seen or touched. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { cpSync, mkdirSync, openSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { capture } from '../../scripts/run.ts';
import { findVscodeServer, type VscodeServer } from '../../scripts/vscode.ts';
import { shareBytecode } from '../bytecode.ts';
import { descendants, endMentioning } from './processes.ts';

export interface ServerOptions {
  /** VSIX files to install. */
  readonly extensions: readonly string[];
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  /** `granted` (default): every folder is trusted. `asked`: the folder opens untrusted, without a question in the way. */
  readonly trust?: 'granted' | 'asked';
  /** For tests that run inside the extension host. It keeps notification toasts from showing, so window tests leave it off. */
  readonly isTestHost?: boolean;
  /** Leads ports of this machine through the server, as an editor in a browser does for a machine elsewhere. */
  readonly leadsPorts?: boolean;
  /** A folder of an earlier server, to start again on what it left. */
  readonly root?: string;
}

/** What makes a window quiet and the same everywhere. */
const quietSettings: Readonly<Record<string, unknown>> = {
  'chat.disableAIFeatures': true,
  'chat.agentHost.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'window.autoDetectColorScheme': false,
  'workbench.colorTheme': 'Dark Modern',
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'typescript.disableAutomaticTypeAcquisition': true,
  'workbench.reduceMotion': 'on',
  'editor.cursorBlinking': 'solid',
  'editor.accessibilitySupport': 'off',
  'files.hotExit': 'off',
  'terminal.integrated.enablePersistentSessions': false,
  'terminal.integrated.gpuAcceleration': 'off',
};

/** A key in the tester's own environment must never reach a test, nor a proxy keep it from loopback. */
const hidden = /^(VSCODE_|ANTHROPIC_|OPENAI_|HF_|HUGGING|PRACTICUM_|PORT$|PASSWORD$|PYTHONDONTWRITEBYTECODE$|ELECTRON_|https?_proxy$)/i;

/**
 * Every window has the same address, and the browser is told which port it stands for (browser.ts): what it has kept of one server is good for the
 * next. A name under `localhost` is as secure a context as 127.0.0.1 (https://w3c.github.io/webappsec-secure-contexts/#localhost).
 */
const site = 'http://editor.localhost:8000';

export interface Server {
  /** The address by which the browser knows it. */
  readonly base: string;
  /** Where it listens on 127.0.0.1. */
  readonly port: number;
  readonly root: string;
  /** `$PRACTICUM_HOME` of this server. */
  readonly home: string;
  /** A folder to put workspaces into. */
  readonly workspaces: string;
  /** Ends the extension host as a crash would (SIGKILL). Answers how many there were. */
  killExtensionHost(): number;
  /** Ends the server and everything it started, runs too. Keeps the files when asked. */
  stop(options?: { readonly keepFiles?: boolean }): Promise<void>;
}

export async function startServer(options: ServerOptions): Promise<Server> {
  const vscode = await findVscodeServer();
  const root = options.root ?? realpathSync(await mkdtemp(path.join(tmpdir(), 'practicum-window-')));
  const at = (...parts: string[]): string => path.join(root, ...parts);
  for (const folder of ['user/User', 'user/Machine', 'extensions', 'xdg', 'workspaces', 'home', 'practicum'])
    mkdirSync(at(folder), { recursive: true });
  shareBytecode(at('practicum'));
  const isTrusted = (options.trust ?? 'granted') === 'granted';
  const settings = {
    ...quietSettings,
    'security.workspace.trust.enabled': !isTrusted,
    'security.workspace.trust.startupPrompt': 'never',
    ...options.settings,
  };
  // Twice: settings of scope `machine` are read from the second file when the window is a browser.
  for (const file of ['User', 'Machine']) writeFileSync(at('user', file, 'settings.json'), JSON.stringify(settings, null, 2));
  writeFileSync(at('config.yaml'), '');

  const env = ownEnvironment();
  const homes = {
    HOME: at('home'),
    XDG_DATA_HOME: at('xdg'),
    XDG_CONFIG_HOME: at('xdg'),
    XDG_CACHE_HOME: at('xdg'),
    XDG_STATE_HOME: at('xdg'),
  };
  // An empty gallery: nothing outside this machine is asked for anything.
  Object.assign(env, homes, { PRACTICUM_HOME: at('practicum'), SHELL: '/bin/bash', EXTENSIONS_GALLERY: '{}' }, options.env);

  const common = ['--config', at('config.yaml'), '--user-data-dir', at('user'), '--extensions-dir', at('extensions')];
  // VS Code finds what is installed by its place relative to this folder, so a copy is as good.
  cpSync(await installed(vscode, options.extensions), at('extensions'), { recursive: true });

  const port = await freePort();
  const flags = ['--auth', 'none', '--bind-addr', `127.0.0.1:${port}`, '--disable-telemetry', '--disable-update-check'];
  flags.push('--disable-getting-started-override');
  if (options.leadsPorts !== true) flags.push('--disable-proxy');
  if (isTrusted) flags.push('--disable-workspace-trust');
  // Without it a built VS Code ignores the extension tests named in the page's address, and says nothing.
  if (options.isTestHost === true) flags.push('--vscode-option', 'enable-smoke-test-driver');
  const log = at('server.log');
  const output = openSync(log, 'a');
  // Detached gives it a process group of its own, so that stopping ends the whole tree and nothing else.
  const child = spawn(vscode.node, [vscode.entry, ...common, ...flags], { env, stdio: ['ignore', output, output], detached: true });
  // A test process that dies must not leave a VS Code behind.
  const onExit = (): void => {
    if (child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
    endMentioning(root);
    rmSync(root, { recursive: true, force: true });
  };
  process.once('exit', onExit);
  exitOnSignals();
  await untilHealthy(child, port, log);

  return {
    base: site,
    port,
    root,
    home: at('practicum'),
    workspaces: at('workspaces'),
    killExtensionHost() {
      const hosts = descendants(child.pid ?? -1).filter(({ command }) => command.includes('--type=extensionHost'));
      for (const { pid } of hosts) process.kill(pid, 'SIGKILL');
      return hosts.length;
    },
    async stop({ keepFiles = false } = {}) {
      process.off('exit', onExit);
      // What is deleted at once need not be left in order.
      if (!keepFiles && child.pid !== undefined) signalGroup(child.pid, 'SIGKILL');
      await stopGroup(child);
      endMentioning(root);
      if (!keepFiles) await rm(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

function ownEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !hidden.test(name)));
}

const installations = new Map<string, Promise<string>>();

/** An extensions folder into which VS Code has put these. It does so once in a process: each time it takes as long as to start the server. */
function installed(vscode: VscodeServer, extensions: readonly string[]): Promise<string> {
  const key = extensions.map((vsix) => `${vsix} ${statSync(vsix).mtimeMs}`).join('\n');
  const known = installations.get(key) ?? install(vscode, extensions);
  installations.set(key, known);
  return known;
}

async function install(vscode: VscodeServer, extensions: readonly string[]): Promise<string> {
  const root = realpathSync(await mkdtemp(path.join(tmpdir(), 'practicum-extensions-')));
  process.once('exit', () => rmSync(root, { recursive: true, force: true }));
  exitOnSignals();
  const at = (...parts: string[]): string => path.join(root, ...parts);
  mkdirSync(at('extensions'));
  writeFileSync(at('config.yaml'), '');
  const places = ['--config', at('config.yaml'), '--user-data-dir', at('user'), '--extensions-dir', at('extensions')];
  const env = {
    ...ownEnvironment(),
    HOME: root,
    XDG_DATA_HOME: root,
    XDG_CONFIG_HOME: root,
    XDG_CACHE_HOME: root,
    EXTENSIONS_GALLERY: '{}',
  };
  for (const vsix of extensions) {
    const { code, output } = await capture(vscode.node, [vscode.entry, ...places, '--install-extension', vsix, '--force'], {
      env,
      isQuiet: true,
    });
    if (code !== 0) throw new Error(`VS Code refused to install ${vsix}:\n${output}`);
  }
  return at('extensions');
}

let isExitingOnSignals = false;

/** By default a signal ends the process without its exit handlers. */
function exitOnSignals(): void {
  if (isExitingOnSignals) return;
  isExitingOnSignals = true;
  process.once('SIGTERM', () => process.exit(143));
  process.once('SIGHUP', () => process.exit(129));
}

async function untilHealthy(child: ChildProcess, port: number, log: string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answer = await fetch(`http://127.0.0.1:${port}/healthz`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await stopGroup(child);
  throw new Error(`VS Code did not start. Its log:\n${readFileSync(log, 'utf8').slice(-4000)}`);
}

async function stopGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  const ended =
    child.exitCode !== null || child.signalCode !== null ? Promise.resolve() : new Promise((resolve) => child.once('exit', resolve));
  signalGroup(pid, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), 5000);
  await ended;
  clearTimeout(timer);
  signalGroup(pid, 'SIGKILL');
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch {
    // Nobody is left in the group.
  }
}

/**
 * Below those that the system gives to whoever asks for any (https://www.kernel.org/doc/html/latest/networking/ip-sysctl.html): it is free for
 * seconds before VS Code listens there, and others start servers meanwhile.
 */
async function freePort(): Promise<number> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const port = randomInt(20_000, 32_768);
    if (await isFree(port)) return port;
  }
  throw new Error('There is no free port on 127.0.0.1');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
