/** The files of a plan as a graph, with the places where they are drawn: computed here, so that every view draws the same. Pure. */
import type { Plan, PlanFile } from '../stages/records.ts';
import type { UnitState } from '../stages/units.ts';
import { orderOf } from './order.ts';

export interface PlanNode {
  readonly path: string;
  /** `there`: not of the plan, but needed by it. */
  readonly role: PlanFile['role'] | 'there';
  readonly change: PlanFile['change'];
  readonly state: UnitState['kind'];
  /** Column, from 0: it needs nothing of the columns behind it. Place in the column, from 0. */
  readonly layer: number;
  readonly lane: number;
  /** From 1, in which it is written; absent: it is not, or stands in a cycle. */
  readonly order?: number;
}

export interface PlanEdge {
  /** Needed. */
  readonly from: string;
  /** Needs it. */
  readonly to: string;
  /** The two stand in a cycle. */
  readonly isCyclic: boolean;
}

export interface PlanGraph {
  readonly nodes: readonly PlanNode[];
  readonly edges: readonly PlanEdge[];
  readonly cycles: readonly (readonly string[])[];
  readonly layers: number;
  /** Of the fullest layer. */
  readonly lanes: number;
}

/** `stateOf`: of the code of a file. The same plan always gives the same places. */
export function planGraph(plan: Pick<Plan, 'files'>, stateOf: (path: string) => UnitState['kind'] = () => 'missing'): PlanGraph {
  const planned = new Map(plan.files.map((file) => [file.path, file]));
  const outside = [...new Set(plan.files.flatMap(({ needs }) => needs))].filter((path) => !planned.has(path)).toSorted();
  const names = [...outside, ...planned.keys()];
  const { order, cycles } = orderOf(names.map((name) => ({ name, needs: planned.get(name)?.needs ?? [] })));
  const cyclic = new Set(names.filter((name) => !order.includes(name)));
  const layers = layersOf(order, cyclic, planned);
  const lanes = lanesOf(names, layers, planned);
  const written = order.filter((path) => planned.get(path)?.change !== 'keep' && planned.has(path));
  const nodes = names.map((path): PlanNode => {
    const file = planned.get(path);
    const place = written.indexOf(path);
    return {
      path,
      role: file?.role ?? 'there',
      change: file?.change ?? 'keep',
      state: file === undefined || file.change === 'keep' ? 'current' : stateOf(path),
      layer: layers.get(path) ?? 0,
      lane: lanes.get(path) ?? 0,
      ...(place < 0 ? {} : { order: place + 1 }),
    };
  });
  const edges = plan.files.flatMap(({ path, needs }) =>
    [...new Set(needs)].map((from) => ({
      from,
      to: path,
      isCyclic: cyclic.has(from) && cyclic.has(path) && isTogether(from, path, cycles),
    })),
  );
  return {
    nodes,
    edges,
    cycles,
    layers: Math.max(0, ...nodes.map(({ layer }) => layer + 1)),
    lanes: Math.max(0, ...nodes.map(({ lane }) => lane + 1)),
  };
}

function isTogether(a: string, b: string, cycles: readonly (readonly string[])[]): boolean {
  return cycles.some((cycle) => cycle.some((name, at) => name === b && cycle[at + 1] === a));
}

/** One behind the last of those that it needs. What stands in a cycle, or behind one, comes behind all that can be ordered before it, in the given order. */
function layersOf(
  order: readonly string[],
  cyclic: ReadonlySet<string>,
  planned: ReadonlyMap<string, PlanFile>,
): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  for (const name of [...order, ...cyclic]) {
    const below = (planned.get(name)?.needs ?? []).map((need) => layers.get(need) ?? -1);
    layers.set(name, Math.max(-1, ...below) + 1);
  }
  return layers;
}

/** Beside what it needs, as near as there is room: fewer lines cross. */
function lanesOf(
  names: readonly string[],
  layers: ReadonlyMap<string, number>,
  planned: ReadonlyMap<string, PlanFile>,
): ReadonlyMap<string, number> {
  const lanes = new Map<string, number>();
  const last = Math.max(-1, ...layers.values());
  for (let layer = 0; layer <= last; layer++) {
    const here = names.filter((name) => layers.get(name) === layer);
    const wished = new Map(here.map((name, at) => [name, middleOf(planned.get(name)?.needs ?? [], lanes) ?? at]));
    const sorted = here.toSorted((a, b) => (wished.get(a) ?? 0) - (wished.get(b) ?? 0) || here.indexOf(a) - here.indexOf(b));
    sorted.forEach((name, at) => void lanes.set(name, at));
  }
  return lanes;
}

function middleOf(needs: readonly string[], lanes: ReadonlyMap<string, number>): number | undefined {
  const placed = needs.flatMap((need) => lanes.get(need) ?? []);
  return placed.length === 0 ? undefined : placed.reduce((sum, lane) => sum + lane, 0) / placed.length;
}

/** As Mermaid draws it. */
export function planMermaid({ nodes, edges }: PlanGraph): string {
  const ids = new Map(nodes.map(({ path }, at) => [path, `f${at}`]));
  const shown = (path: string): string => path.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const lines = nodes.map(({ path, role, change }) => {
    const words = role === 'there' ? 'in the workspace' : change === 'edit' ? `${role}, edited` : role;
    return `  ${ids.get(path)}["${shown(path)}<br/>${words}"]`;
  });
  const arrows = edges.map(({ from, to, isCyclic }) => `  ${ids.get(from)} ${isCyclic ? '-.->|cycle|' : '-->'} ${ids.get(to)}`);
  return ['flowchart LR', ...lines, ...arrows, ''].join('\n');
}
