/** Where the files of a plan are drawn: columns by what they need, in CSS pixels. Pure. */
import type { ShownFile } from '../../src/protocol/reproduction.ts';

export interface Placed {
  readonly file: ShownFile;
  readonly x: number;
  readonly y: number;
}

export interface Line {
  readonly from: string;
  readonly to: string;
  /** SVG path. */
  readonly path: string;
  readonly isCyclic: boolean;
}

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly nodeWidth: number;
  readonly nodeHeight: number;
  readonly nodes: readonly Placed[];
  readonly lines: readonly Line[];
}

const characterPx = 7.3;
const nodeHeight = 46;
const gapX = 44;
const gapY = 16;
const edgePx = 14;
/** Lines that share the room between two nodes lie this far apart. */
const besidePx = 3;

export function drawingOf(files: readonly ShownFile[], cycles: readonly (readonly string[])[]): Drawing {
  const longest = Math.max(0, ...files.map(({ path }) => nameOf(path).length));
  const nodeWidth = Math.round(Math.min(230, Math.max(132, 46 + longest * characterPx)));
  const lanes = new Map<number, number>();
  for (const { layer, lane } of files) lanes.set(layer, Math.max(lanes.get(layer) ?? 0, lane + 1));
  const most = Math.max(1, ...lanes.values());
  const nodes = files.map((file): Placed => {
    // A column with few files stands in the middle of the others.
    const above = ((most - (lanes.get(file.layer) ?? 1)) * (nodeHeight + gapY)) / 2;
    return { file, x: edgePx + file.layer * (nodeWidth + gapX), y: edgePx + above + file.lane * (nodeHeight + gapY) };
  });
  const route = routeThrough(nodes, nodeWidth);
  const byPath = new Map(nodes.map((node) => [node.file.path, node]));
  const lines = files.flatMap(({ path, needs }) =>
    needs.flatMap((need): readonly Line[] => {
      const [from, to] = [byPath.get(need), byPath.get(path)];
      if (from === undefined || to === undefined) return [];
      return [{ from: need, to: path, path: route(from, to), isCyclic: areInCycle(need, path, cycles) }];
    }),
  );
  const layers = Math.max(1, ...files.map(({ layer }) => layer + 1));
  return {
    width: 2 * edgePx + layers * nodeWidth + (layers - 1) * gapX,
    height: 2 * edgePx + most * nodeHeight + (most - 1) * gapY,
    nodeWidth,
    nodeHeight,
    nodes,
    lines,
  };
}

/** Lines that go past columns pass between their nodes, never behind one. Those that share such a gap lie beside each other. */
function routeThrough(nodes: readonly Placed[], nodeWidth: number): (from: Placed, to: Placed) => string {
  const columns = new Map<number, readonly Placed[]>();
  for (const node of nodes.toSorted((a, b) => a.y - b.y)) columns.set(node.file.layer, [...(columns.get(node.file.layer) ?? []), node]);
  const taken = new Map<string, number>();
  const passage = (layer: number, wantedY: number): { readonly x: number; readonly y: number } | undefined => {
    const column = columns.get(layer) ?? [];
    const [first] = column;
    if (first === undefined) return undefined;
    const gaps = [first.y - gapY / 2, ...column.map(({ y }) => y + nodeHeight + gapY / 2)];
    const y = gaps.toSorted((a, b) => Math.abs(a - wantedY) - Math.abs(b - wantedY))[0] ?? wantedY;
    const key = `${layer} ${y}`;
    const before = taken.get(key) ?? 0;
    taken.set(key, before + 1);
    // 0, 1, -1, 2, -2 …, as long as there is room between the nodes.
    const step = ((before % 5) + 1) >> 1;
    return { x: first.x, y: y + (before % 2 === 1 ? step : -step) * besidePx };
  };
  return (from, to) => {
    let [x, y] = [from.x + nodeWidth, from.y + nodeHeight / 2];
    const [endX, endY] = [to.x - 2, to.y + nodeHeight / 2];
    let path = `M${x} ${y}`;
    const bendTo = (nextX: number, nextY: number): void => {
      const bend = Math.max(24, Math.abs(nextX - x) / 2);
      path += `C${x + bend} ${y} ${nextX - bend} ${nextY} ${nextX} ${nextY}`;
      [x, y] = [nextX, nextY];
    };
    for (let layer = from.file.layer + 1; layer < to.file.layer; layer += 1) {
      const share = (layer - from.file.layer) / (to.file.layer - from.file.layer);
      const through = passage(layer, from.y + nodeHeight / 2 + (endY - from.y - nodeHeight / 2) * share);
      if (through === undefined) continue;
      bendTo(through.x, through.y);
      x = through.x + nodeWidth;
      path += `L${x} ${y}`;
    }
    bendTo(endX, endY);
    return path;
  };
}

function areInCycle(a: string, b: string, cycles: readonly (readonly string[])[]): boolean {
  return cycles.some((cycle) => cycle.includes(a) && cycle.includes(b));
}

/** The last part of a path, cut to what a node has room for. */
export function nameOf(path: string): string {
  const name = path.split('/').at(-1) ?? path;
  return name.length <= 24 ? name : `${name.slice(0, 11)}…${name.slice(-12)}`;
}

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The nearest file in that direction; the same where there is none. */
export function neighbour(nodes: readonly Placed[], from: Placed, direction: Direction): Placed {
  const isSideways = direction === 'ArrowLeft' || direction === 'ArrowRight';
  const sign = direction === 'ArrowLeft' || direction === 'ArrowUp' ? -1 : 1;
  const ahead = nodes.flatMap((node) => {
    const [dx, dy] = [node.x - from.x, node.y - from.y];
    const along = (isSideways ? dx : dy) * sign;
    const beside = Math.abs(isSideways ? dy : dx);
    return along > 0 && (isSideways || beside === 0) ? [{ node, far: along * 4 + beside }] : [];
  });
  return ahead.toSorted((a, b) => a.far - b.far)[0]?.node ?? from;
}
