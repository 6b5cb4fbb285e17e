/** A proposed plan, held against the spec, the workspace and the paper. Pure; every finding says what to do. */
import type { Plan, PlanFile } from '../stages/records.ts';
import { checkCells, checkCommands } from './checkCommands.ts';
import { checkPython } from './checkPython.ts';
import { type PlanFinding, some } from './finding.ts';
import { anchorIn, nearest, type PlanGround } from './ground.ts';
import { orderOf } from './order.ts';

export interface CheckedPlan {
  readonly findings: readonly PlanFinding[];
  /** Files in the order in which they can be written. */
  readonly order: readonly string[];
}

/** What must be there as code; a setting may be an argument, and a baseline somebody else's. */
const mustBeCode = new Set<string>(['data', 'model', 'equation', 'algorithm', 'metric', 'procedure']);

export function checkPlan(plan: Plan, ground: PlanGround): CheckedPlan {
  const { order, findings } = checkOrder(plan, ground);
  return {
    order,
    findings: [
      ...findings,
      ...checkPaths(plan, ground),
      ...checkOwners(plan, ground),
      ...checkPython(plan, ground),
      ...checkEvaluation(plan, ground),
      ...checkCommands(plan, ground),
      ...checkCells(plan, ground),
      ...checkRegister(plan, ground),
    ],
  };
}

function checkOrder({ files }: Plan, { files: there }: PlanGround): CheckedPlan {
  const planned = new Set(files.map(({ path }) => path));
  const needing = files.map(({ path, needs }) => ({ name: path, needs: needs.filter((need) => planned.has(need) || !there.has(need)) }));
  const { order, cycles, missing, repeated } = orderOf(needing);
  const findings: PlanFinding[] = [];
  for (const path of repeated)
    findings.push({ severity: 'error', kind: 'order', path, message: `${path} stands in the plan more than once: make one file of it.` });
  for (const cycle of cycles) findings.push({ severity: 'error', kind: 'order', path: cycle[0] ?? '', message: cycleText(cycle) });
  for (const { name, needs } of missing)
    findings.push({
      severity: 'error',
      kind: 'order',
      path: name,
      message: `${name} needs ${needs}, which is neither in the plan nor in the workspace: plan it, or take it out of needs.${nearest(needs, [...planned, ...there])}`,
    });
  return { order, findings };
}

function cycleText(cycle: readonly string[]): string {
  const [first = '', second] = cycle;
  if (second === first) return `${first} needs itself: take it out of its needs.`;
  const steps = cycle.slice(1).map((name, at) => `${cycle[at]} needs ${name}`);
  return `A cycle: ${steps.join(', ')}. None of them can be written first: move what both need into a file of its own.`;
}

function checkPaths({ files }: Plan, { files: there, made }: PlanGround): readonly PlanFinding[] {
  const findings: PlanFinding[] = [];
  const folded = new Map<string, string>();
  const say = (severity: PlanFinding['severity'], kind: PlanFinding['kind'], path: string, message: string): void =>
    void findings.push({ severity, kind, path, message });
  const folders = new Set([...there, ...files.map(({ path }) => path)].flatMap(foldersAbove));
  for (const { path, change } of files) {
    const isPlain = path === path.trim() && !/[\\:*?"<>|]|\/\/|\/$|(?:^|\/)\.{1,2}(?:\/|$)/u.test(path);
    if (!isPlain) say('error', 'path', path, `“${path}” is no plain path: write it relative to the workspace folder, as src/model.py.`);
    if (/^\.(?:practicum|git)(?:\/|$)/u.test(path)) say('error', 'path', path, `${path} lies in a folder that is not the project's own.`);
    if (folders.has(path)) say('error', 'path', path, `${path} is a folder: name the file in it.`);
    const same = folded.get(path.toLowerCase());
    if (same !== undefined && same !== path)
      say('error', 'path', path, `${path} and ${same} are one file where a disk does not tell capitals apart: give one another name.`);
    folded.set(path.toLowerCase(), path);
    const isThere = there.has(path);
    if (change === 'new' && isThere && made?.has(path) !== true)
      say('error', 'change', path, `${path} is there already: say “edit” to change it, or give the new file another name.`);
    if (change !== 'new' && !isThere && isPlain)
      say(
        'error',
        'change',
        path,
        `${path} is to be ${change === 'edit' ? 'edited' : 'kept'} and is not there.${nearest(path, [...there])}`,
      );
  }
  return findings;
}

function foldersAbove(path: string): readonly string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}

function checkOwners({ files }: Plan, { spec, anchors }: PlanGround): readonly PlanFinding[] {
  const findings: PlanFinding[] = [];
  const owners = ownersOf(files);
  if (anchors !== undefined)
    for (const { path, symbols } of files) {
      const unknown = symbols.flatMap(({ addresses }) => addresses).filter((address) => !anchors.has(anchorIn(address)));
      if (unknown.length > 0)
        findings.push({
          severity: 'warning',
          kind: 'address',
          path,
          message: `${path} names ${some([...new Set(unknown)])}, which the paper does not have: take addresses from the spec.`,
        });
    }
  if (spec === undefined) return findings;
  const items = new Map(spec.items.map((item) => [item.id, item]));
  for (const [id, paths] of owners) {
    if (!items.has(id))
      findings.push({
        severity: 'error',
        kind: 'owner',
        path: paths[0] ?? '',
        message: `${some(paths)} owns ${id}, which is no item of the spec.${nearest(id, [...items.keys()])}`,
      });
    if (paths.length > 1 && items.has(id))
      findings.push({
        severity: 'warning',
        kind: 'owner',
        path: paths[0] ?? '',
        message: `${id} is owned by ${some(paths)}: one file should do it and the others use that.`,
      });
  }
  for (const { id, owner } of spec.items)
    if (owner !== undefined && owners.get(id)?.includes(owner.file) !== true)
      findings.push({
        severity: 'error',
        kind: 'owner',
        path: owner.file,
        message: `The spec gives ${id} to ${owner.file}, and in the plan ${owners.has(id) ? `${some(owners.get(id) ?? [])} owns it` : 'nobody owns it'}: make them agree.`,
      });
  const free = spec.items.filter(({ id, owner }) => owner === undefined && !owners.has(id));
  const [needed, other] = [free.filter(({ kind }) => mustBeCode.has(kind)), free.filter(({ kind }) => !mustBeCode.has(kind))];
  if (needed.length > 0)
    findings.push({
      severity: 'error',
      kind: 'owner',
      message: `No file owns ${some(
        needed.map(({ id, statement }) => `${id} (${statement.slice(0, 60)})`),
        12,
      )}: name each in items of the symbol that does it.`,
    });
  if (other.length > 0)
    findings.push({
      severity: 'warning',
      kind: 'owner',
      message: `No file owns ${some(
        other.map(({ id }) => id),
        20,
      )}.`,
    });
  return findings;
}

/** Which files say that they do an item; tests check what others do. */
export function ownersOf(files: readonly PlanFile[]): ReadonlyMap<string, readonly string[]> {
  const owners = new Map<string, string[]>();
  for (const { path, role, symbols } of files) {
    if (role === 'test') continue;
    for (const id of new Set(symbols.flatMap((symbol) => symbol.items))) owners.set(id, [...(owners.get(id) ?? []), path]);
  }
  return owners;
}

function checkEvaluation({ files, cells }: Plan, { spec }: PlanGround): readonly PlanFinding[] {
  if (files.some(({ role }) => role === 'evaluation')) return [];
  const message =
    'No file has the role “evaluation”: name the one that computes the reported numbers, which is locked once the plan is accepted.';
  if (cells.length > 0) return [{ severity: 'error', kind: 'evaluation', message }];
  return spec?.items.some(({ kind }) => kind === 'metric') === true ? [{ severity: 'warning', kind: 'evaluation', message }] : [];
}

function checkRegister({ files }: Plan, { register, files: there }: PlanGround): readonly PlanFinding[] {
  const findings: PlanFinding[] = [];
  const rows = register?.rows ?? [];
  const open = rows.filter(({ state }) => state === 'open' || state === 'asked');
  if (open.length > 0)
    findings.push({
      severity: 'warning',
      kind: 'register',
      message: `Nobody has chosen ${some(open.map(({ name }) => name))}: choose a value in the register, or say which values are tried.`,
    });
  for (const { name, config } of rows) {
    const file = config?.file;
    if (file === undefined || there.has(file) || files.some(({ path }) => path === file)) continue;
    findings.push({
      severity: 'warning',
      kind: 'register',
      path: file,
      message: `${name} stands in ${file} by the register, which is neither planned nor there: changing the row would change nothing.`,
    });
  }
  return findings;
}
