import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { CodeVersion } from '../base/approval.ts';
import { foreignModules } from './foreignModules.ts';
import { type LocalImport, loadsMore, localImports } from './localImports.ts';

/** A program as Practicum starts it: an interpreter with a script, or with `-m` and a module. */
export interface PythonProgram {
  readonly argv: readonly string[];
  readonly cwd: string;
}

const maxFiles = 400;
const maxFolders = 200;
const maxFileBytes = 2 * 1024 * 1024;
const maxBytes = 16 * 1024 * 1024;
/** Source, a compiled extension, or bytecode that stands beside no source. */
const moduleFile = /\.(?:py|so|pyd|pyc)$/;
const configFile = /\.(?:py|ya?ml|json|toml|ini|cfg)$/i;
/** Folders in which no code of the person's lies. */
const foreignFolder = /^(?:\.|__pycache__$|node_modules$|site-packages$|venv$|env$)/;

/**
 * All that the program would execute, as far as the workspace holds it: its script, what that imports, directly and by way of others, and the
 * configuration that its arguments name. Undefined: it is no script of the workspace, or there is too much of it to hold a yes to.
 */
export async function codeVersion(program: PythonProgram, roots: readonly string[]): Promise<CodeVersion | undefined> {
  const realRoots = await Promise.all(roots.map((root) => realpath(root).catch(() => root)));
  const start = await findStart(program, realRoots);
  if (start === undefined) return undefined;
  const survey = new Survey(start.searched);
  try {
    await survey.take(start.script);
    for (const argument of start.args) await survey.takeArgument(argument, program.cwd, realRoots);
    await survey.follow();
    await survey.takeShadows();
    if (survey.loadsMore) await survey.takeFolder(path.dirname(start.script));
  } catch (error) {
    if (error instanceof TooMuch) return undefined;
    throw error;
  }
  return survey.version(start.script);
}

/** Nobody could say what a yes to it means. */
class TooMuch extends Error {}

interface Start {
  readonly script: string;
  readonly args: readonly string[];
  /** Where Python looks for modules, or may: more of them only make the yes narrower. */
  readonly searched: readonly string[];
}

async function findStart({ argv, cwd }: PythonProgram, roots: readonly string[]): Promise<Start | undefined> {
  const [, first = '', ...rest] = argv;
  const realCwd = await realpath(cwd).catch(() => cwd);
  if (first === '-m') {
    const [module = '', ...args] = rest;
    const parts = module.split('.');
    for (const name of [path.join(...parts, '__main__.py'), `${path.join(...parts)}.py`]) {
      const script = await fileInside(path.join(realCwd, name), roots);
      if (script !== undefined) return { script, args, searched: searchedFrom(realCwd, realCwd, roots) };
    }
    return undefined;
  }
  if (first === '' || first.startsWith('-')) return undefined;
  const script = await fileInside(path.resolve(realCwd, first), roots);
  return script === undefined ? undefined : { script, args: rest, searched: searchedFrom(path.dirname(script), realCwd, roots) };
}

function searchedFrom(folder: string, cwd: string, roots: readonly string[]): readonly string[] {
  return [...new Set([folder, cwd, ...roots.flatMap((root) => [root, path.join(root, 'src')])])];
}

/** The real path of a regular file in the workspace. */
async function fileInside(file: string, roots: readonly string[]): Promise<string | undefined> {
  const real = await realpath(file).catch(() => undefined);
  if (real === undefined || !roots.some((root) => isBelow(root, real))) return undefined;
  return (await stat(real)).isFile() ? real : undefined;
}

function isBelow(folder: string, file: string): boolean {
  const way = path.relative(folder, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
}

/** Goes from file to file and notes what each of them is. */
class Survey {
  readonly #searched: readonly string[];
  readonly #files = new Map<string, string>();
  readonly #listings = new Map<string, Promise<readonly string[]>>();
  readonly #notes = new Set<string>();
  readonly #waiting: { readonly file: string; readonly text: string }[] = [];
  #bytes = 0;
  loadsMore = false;

  constructor(searched: readonly string[]) {
    this.#searched = searched;
  }

  /** A file counts; of Python's, what it imports is looked for later. */
  async take(file: string): Promise<void> {
    if (this.#files.has(file)) return;
    if (this.#files.size === maxFiles) throw new TooMuch();
    // Taken before it is read: files that import each other are read once.
    this.#files.set(file, 'unreadable');
    let bytes: Buffer;
    try {
      if ((await stat(file)).size > maxFileBytes) throw new TooMuch();
      bytes = await readFile(file);
    } catch (error) {
      if (error instanceof TooMuch) throw error;
      this.#notes.add(`${path.basename(file)} cannot be read.`);
      return;
    }
    this.#bytes += bytes.length;
    if (this.#bytes > maxBytes) throw new TooMuch();
    this.#files.set(file, sha256(bytes));
    if (!file.endsWith('.py')) return;
    const text = bytes.toString('utf8');
    this.loadsMore ||= loadsMore(text);
    this.#waiting.push({ file, text });
  }

  /** Until nothing new is imported. */
  async follow(): Promise<void> {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop())
      for (const imported of localImports(next.text)) await this.#takeImport(imported, path.dirname(next.file));
  }

  /** `conf/lr.yaml`, `--config=conf/lr.yaml`, `--config-dir conf`: what steers a script counts with it. Data does not. */
  async takeArgument(argument: string, cwd: string, roots: readonly string[]): Promise<void> {
    for (const written of [argument, argument.slice(argument.indexOf('=') + 1)]) {
      if (written === '' || written.startsWith('-')) continue;
      const real = await realpath(path.resolve(cwd, written.replace(/^@/, ''))).catch(() => undefined);
      if (real === undefined || !roots.some((root) => isBelow(root, real))) continue;
      const isFolder = (await stat(real)).isDirectory();
      const files = isFolder ? (await this.#list(real)).map((name) => path.join(real, name)) : [real];
      for (const file of files) if (configFile.test(file) && (await isRegular(file))) await this.take(file);
    }
  }

  /** What Python finds in the place of a module that the standard library or a package imports. */
  async takeShadows(): Promise<void> {
    const before = this.#files.size;
    for (const folder of this.#searched) {
      const modules = new Set((await this.#list(folder)).map((entry) => entry.replace(/\..*$/s, '')));
      for (const name of modules) if (foreignModules.has(name)) await this.#takeModule(folder, name);
    }
    const found = [...this.#files.keys()].slice(before).map((file) => path.basename(file.replace(/[\\/]__init__\.\w+$/, '')));
    if (found.length > 0) this.#notes.add(`${found.join(', ')} may stand in for what other packages import under that name.`);
    await this.follow();
  }

  /** Every Python file below it: what the code loads is known only when it runs. */
  async takeFolder(folder: string): Promise<void> {
    this.#notes.add(
      `It may load code that it does not import by name, so every Python file below ${path.basename(folder)} counts as part of it.`,
    );
    const folders = [folder];
    for (let seen = 0; folders.length > 0; seen += 1) {
      if (seen === maxFolders) throw new TooMuch();
      const next = folders.pop() ?? folder;
      const entries = await readdir(next, { withFileTypes: true }).catch(() => []);
      if (next !== folder && entries.some(({ name }) => name === 'pyvenv.cfg')) continue;
      for (const entry of entries) {
        if (entry.isDirectory() && !foreignFolder.test(entry.name)) folders.push(path.join(next, entry.name));
        if (moduleFile.test(entry.name) && (await isRegular(path.join(next, entry.name)))) await this.take(path.join(next, entry.name));
      }
    }
    await this.follow();
  }

  version(script: string): CodeVersion {
    const others = [...this.#files.keys()].filter((file) => file !== script).sort();
    const files = [script, ...others].map((file) => ({ path: file, sha256: this.#files.get(file) ?? '' }));
    const note = [...this.#notes].join(' ');
    return { hash: sha256(Buffer.from(JSON.stringify(files))), files, ...(note === '' ? {} : { note }) };
  }

  async #takeImport({ level, module, names }: LocalImport, folder: string): Promise<void> {
    const bases = level === 0 ? this.#searched : [path.resolve(folder, ...Array<string>(level - 1).fill('..'))];
    for (const base of bases) await this.#takeChain(base, module, names);
  }

  /** Python executes `a/__init__.py` and `a/b.py` for `a.b`. */
  async #takeChain(base: string, module: readonly string[], names: readonly string[]): Promise<void> {
    let folder = base;
    if (module.length === 0) await this.#takeModule(path.dirname(folder), path.basename(folder));
    for (const part of module) {
      await this.#takeModule(folder, part);
      folder = path.join(folder, part);
    }
    for (const name of names) {
      if (name !== '*') await this.#takeModule(folder, name);
      else
        for (const file of await this.#list(folder))
          if (moduleFile.test(file) && module.length > 0) await this.take(path.join(folder, file));
    }
  }

  /** As source, as a compiled extension, or as a package; all that are there, since only one more file makes another one win. */
  async #takeModule(folder: string, name: string): Promise<void> {
    for (const entry of await this.#list(folder)) {
      if (isModuleNamed(name, entry) && (await isRegular(path.join(folder, entry)))) await this.take(path.join(folder, entry));
      if (entry !== name) continue;
      const inside = path.join(folder, name);
      for (const file of await this.#list(inside))
        if (isModuleNamed('__init__', file) && (await isRegular(path.join(inside, file)))) await this.take(path.join(inside, file));
    }
  }

  #list(folder: string): Promise<readonly string[]> {
    const known = this.#listings.get(folder);
    if (known !== undefined) return known;
    const listing = readdir(folder).catch((): readonly string[] => []);
    this.#listings.set(folder, listing);
    return listing;
  }
}

function isModuleNamed(name: string, file: string): boolean {
  return file === `${name}.py` || (file.startsWith(`${name}.`) && /\.(?:so|pyd|pyc)$/.test(file));
}

async function isRegular(file: string): Promise<boolean> {
  return (await stat(file).catch(() => undefined))?.isFile() === true;
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
