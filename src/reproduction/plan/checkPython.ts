/** The Python of a plan: that what it reuses exists, that its files can be imported, and that none takes the name of something else. */
import { foreignModules } from '../../runs/foreignModules.ts';
import { localImports } from '../../runs/localImports.ts';
import { importedModules, packageName, packageOf } from '../../runs/requirements.ts';
import type { Plan, PlanFile } from '../stages/records.ts';
import { commandsOf, scriptOfCommand } from './command.ts';
import { type PlanFinding, some } from './finding.ts';
import { nearest, type PlanGround } from './ground.ts';

export function checkPython(plan: Plan, ground: PlanGround): readonly PlanFinding[] {
  return [...checkReuse(plan, ground), ...checkNames(plan, ground), ...importFindings(plan, ground)];
}

function checkReuse({ files }: Plan, { files: there, code }: PlanGround): readonly PlanFinding[] {
  const findings: PlanFinding[] = [];
  for (const { path, reuses } of files)
    for (const { file, symbol } of reuses) {
      const say = (severity: PlanFinding['severity'], message: string): void =>
        void findings.push({ severity, kind: 'reuse', path, message });
      const planned = files.find((other) => other.path === file);
      if (!there.has(file)) {
        if (planned?.change === 'new') say('warning', `${path} reuses ${file}, which is only planned: name it in needs.`);
        else say('error', `${path} reuses ${file}, which is not there.${nearest(file, [...there])}`);
        continue;
      }
      const source = code.source(file);
      if (symbol === undefined || source === undefined) continue;
      const wanted = symbol.replace(/\(.*\)$/u, '').split('.');
      const found = source.symbols.some(({ path: own }) => own.slice(-wanted.length).join('.') === wanted.join('.'));
      const isAssigned =
        wanted.length === 1 && new RegExp(`^${wanted[0]?.replaceAll(/\W/gu, '')}\\s*[:=]`, 'mu').test(source.lines.join('\n'));
      if (found || isAssigned) continue;
      const names = source.symbols.map(({ path: own }) => own.join('.'));
      say(
        'error',
        `${path} reuses ${symbol} of ${file}, which has no such name. ${names.length === 0 ? 'It defines none' : `It has ${some(names, 12)}`}.`,
      );
    }
  return findings;
}

const importable = /^[\p{L}_][\p{L}\p{N}_]*$/u;

function checkNames(plan: Plan, { files: there }: PlanGround): readonly PlanFinding[] {
  const findings: PlanFinding[] = [];
  const paths = plan.files.map(({ path }) => path);
  const all = new Set([...paths, ...there]);
  const roots = sourceRoots(plan);
  const packages = new Set(plan.packages.map(({ name }) => packageName(name)));
  const needed = new Set(plan.files.flatMap(({ needs }) => needs));
  for (const { path, change } of plan.files) {
    if (!/\.py$/u.test(path)) continue;
    const say = (severity: PlanFinding['severity'], kind: PlanFinding['kind'], message: string): void =>
      void findings.push({ severity, kind, path, message });
    const odd = path
      .replace(/\.py$/u, '')
      .split('/')
      .filter((part) => !importable.test(part));
    if (odd.length > 0 && needed.has(path))
      say(
        'error',
        'import',
        `${path} is needed by others and cannot be imported under that name: write ${some(odd.map((part) => part.replaceAll(/[^\p{L}\p{N}_]+/gu, '_')))}.`,
      );
    const twin = path.endsWith('/__init__.py') ? `${path.slice(0, -'/__init__.py'.length)}.py` : path.replace(/\.py$/u, '/__init__.py');
    if (all.has(twin) && path < twin) say('error', 'import', `${path} and ${twin} are the same module: keep one.`);
    if (change !== 'new') continue;
    const name = topName(path, roots);
    if (name === undefined) continue;
    const isOwnLibrary = importedModules(`import ${name}`).length === 0;
    const isPlanned = packages.has(packageName(packageOf(name)));
    const isFile = !path.slice(0, -'.py'.length).endsWith(`/${name}`) ? path === `${name}.py` : true;
    if (isOwnLibrary || isPlanned)
      say(
        'error',
        'shadow',
        `${path} would be imported in place of ${isOwnLibrary ? 'Python’s own' : 'the package'} ${name}: give it another name.`,
      );
    else if (foreignModules.has(name))
      say(
        isFile ? 'error' : 'warning',
        'shadow',
        `${path} has the name of the package ${name}, which training libraries import: give it another name.`,
      );
  }
  return findings;
}

/** Folders that Python looks in: the workspace, `src`, and those of the scripts that are started. */
function sourceRoots(plan: Plan): readonly string[] {
  const scripts = commandsOf(plan).flatMap(([, argv]) => scriptOfCommand(argv)?.script ?? []);
  const entries = plan.files.filter(({ role }) => role === 'entry').map(({ path }) => path);
  const folders = [...scripts, ...entries].map((path) => path.split('/').slice(0, -1).join('/'));
  return [...new Set(['', 'src', ...folders])].toSorted((a, b) => b.length - a.length);
}

/** The first name under which a file is imported, from the innermost folder that Python looks in. */
function topName(path: string, roots: readonly string[]): string | undefined {
  const root = roots.find((folder) => folder === '' || path.startsWith(`${folder}/`)) ?? '';
  const below = root === '' ? path : path.slice(root.length + 1);
  const name = below.split('/')[0]?.replace(/\.py$/u, '');
  return name === undefined || /^(?:__init__|__main__|tests?|conftest)$/u.test(name) ? undefined : name;
}

/** What files that are there import of files of the plan, and the plan does not say. */
export function importFindings(plan: Plan, { texts, files: there }: Pick<PlanGround, 'texts' | 'files'>): readonly PlanFinding[] {
  const findings: PlanFinding[] = [];
  const planned = new Map(plan.files.map((file) => [file.path, file]));
  const roots = sourceRoots(plan);
  for (const file of plan.files) {
    const text = texts.get(file.path);
    if (text === undefined || !/\.py$/u.test(file.path)) continue;
    const imported = importedFiles(file, text, new Set([...planned.keys(), ...there]), roots).filter(
      (path) => planned.has(path) && path !== file.path,
    );
    const unsaid = imported.filter((path) => !file.needs.includes(path));
    if (unsaid.length > 0)
      findings.push({
        severity: 'warning',
        kind: 'import',
        path: file.path,
        message: `${file.path} imports ${some(unsaid)}, which its needs do not name.`,
      });
    const backward = imported.filter((path) => plan.order.indexOf(path) > plan.order.indexOf(file.path) && plan.order.includes(file.path));
    for (const path of backward)
      if (reaches(plan, path, file.path))
        findings.push({
          severity: file.change === 'new' ? 'warning' : 'error',
          kind: 'import',
          path: file.path,
          message: `${file.path} imports ${path}, which needs ${file.path} by the plan: that is a cycle of imports.`,
        });
  }
  return findings;
}

function reaches({ files }: Plan, from: string, to: string): boolean {
  const needs = new Map(files.map((file) => [file.path, file.needs]));
  const seen = new Set<string>();
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    open.push(...(needs.get(at) ?? []));
  }
  return false;
}

/** Files of the plan or workspace that a text imports by name. */
export function importedFiles(
  { path }: Pick<PlanFile, 'path'>,
  text: string,
  known: ReadonlySet<string>,
  roots: readonly string[] = ['', 'src'],
): readonly string[] {
  const found = new Set<string>();
  const folder = path.split('/').slice(0, -1);
  for (const { level, module, names } of localImports(text)) {
    const bases =
      level > 0
        ? [folder.slice(0, folder.length - level + 1)]
        : [folder, ...roots.map((root) => root.split('/').filter((part) => part !== ''))];
    for (const base of bases) {
      const places = [...names.map((name) => [...base, ...module, ...name.split('.')]), [...base, ...module]];
      for (const parts of places) {
        const stem = parts.join('/');
        for (const candidate of [`${stem}.py`, `${stem}/__init__.py`]) if (known.has(candidate)) found.add(candidate);
      }
    }
  }
  return [...found];
}
