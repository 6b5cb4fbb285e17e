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
const edgePx = 10;

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
  const byPath = new Map(nodes.map((node) => [node.file.path, node]));
  const lines = files.flatMap(({ path, needs }) =>
    needs.flatMap((need): readonly Line[] => {
      const [from, to] = [byPath.get(need), byPath.get(path)];
      if (from === undefined || to === undefined) return [];
      return [{ from: need, to: path, path: curve(from, to, nodeWidth), isCyclic: areInCycle(need, path, cycles) }];
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

function curve(from: Placed, to: Placed, nodeWidth: number): string {
  const [x1, y1] = [from.x + nodeWidth, from.y + nodeHeight / 2];
  const [x2, y2] = [to.x - 2, to.y + nodeHeight / 2];
  const bend = Math.max(24, Math.abs(x2 - x1) / 2);
  return `M${x1} ${y1}C${x1 + bend} ${y1} ${x2 - bend} ${y2} ${x2} ${y2}`;
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
