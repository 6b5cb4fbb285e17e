import { useRef, useState } from 'preact/hooks';
import type { ShownFile, ShownPlan } from '../../src/protocol/reproduction.ts';
import { visible } from '../shared/visible.ts';
import { type Direction, drawingOf, nameOf, neighbour, type Placed } from './graphPlaces.ts';
import type { Tab } from './tab.ts';

export const stateWords: Readonly<Record<ShownFile['state'], string>> = {
  planned: 'planned',
  written: 'written',
  edited: 'edited by you',
  stale: 'behind',
  there: 'is there',
};

const directions: readonly Direction[] = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'];

/** The files with what needs what: arrows move from one to the next, Enter opens it. The list below says the same in words. */
export function Graph({ tab, plan: { files, cycles } }: { readonly tab: Tab; readonly plan: ShownPlan }) {
  const { nodes, lines, width, height, nodeWidth, nodeHeight } = drawingOf(files, cycles);
  const drawn = useRef<SVGSVGElement>(null);
  const [at, setAt] = useState<string | undefined>(undefined);
  const first = nodes.find(({ file }) => file.order === 1) ?? nodes[0];
  const current = nodes.find(({ file }) => file.path === at) ?? first;
  if (current === undefined) return null;

  const focus = (node: Placed | undefined) => {
    if (node === undefined) return;
    setAt(node.file.path);
    const element = drawn.current?.querySelector(`[data-file="${CSS.escape(node.file.path)}"]`);
    if (element instanceof SVGElement) element.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = directions.find((key) => key === event.key);
    const inOrder = nodes.filter(({ file }) => file.order !== undefined).toSorted((a, b) => (a.file.order ?? 0) - (b.file.order ?? 0));
    if (direction !== undefined) focus(neighbour(nodes, current, direction));
    else if (event.key === 'Home') focus(inOrder[0]);
    else if (event.key === 'End') focus(inOrder.at(-1));
    else if (event.key === 'Enter' || event.key === ' ') tab.openFile(current.file.path);
    else return;
    event.preventDefault();
  };
  return (
    <div class="graph-scroll" role="region" aria-label="Graph of the plan" tabIndex={0}>
      <svg
        ref={drawn}
        class="graph"
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="group"
        aria-label="Files of the plan, by what needs what"
        onKeyDown={onKeyDown}
      >
        <defs>
          <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">
            <path d="M0 0.5L7.5 4L0 7.5z" />
          </marker>
        </defs>
        <g>
          {lines.map(({ from, to, path, isCyclic }) => (
            <path
              key={`${from} ${to}`}
              class={`line ${isCyclic ? 'line-cyclic' : ''} ${at !== undefined && (from === at || to === at) ? 'line-near' : ''}`}
              d={path}
              marker-end="url(#arrow)"
            />
          ))}
        </g>
        {nodes.map(({ file, x, y }) => (
          <g
            key={file.path}
            class={`node role-${file.role} is-${file.state}`}
            transform={`translate(${x} ${y})`}
            role="link"
            aria-label={labelOf(file)}
            data-file={file.path}
            tabIndex={file.path === current.file.path ? 0 : -1}
            onFocus={() => setAt(file.path)}
            onClick={() => tab.openFile(file.path)}
          >
            <rect class="node-box" width={nodeWidth} height={nodeHeight} rx="5" />
            <rect class="node-role" x="0.5" y="0.5" width="4" height={nodeHeight - 1} rx="2" />
            <text class="node-name" x="13" y="19">
              {visible(nameOf(file.path))}
            </text>{' '}
            <text class="node-words" x="13" y="36">
              {wordsOf(file)}
            </text>{' '}
            {file.order !== undefined && (
              <text class="node-order" x={nodeWidth - 9} y="19" text-anchor="end">
                {file.order}
              </text>
            )}
          </g>
        ))}
      </svg>
    </div>
  );
}

function wordsOf({ role, state }: ShownFile): string {
  return role === 'there' ? 'in the workspace' : `${role} · ${stateWords[state]}`;
}

/** What is seen, and then what the lines show. */
function labelOf(file: ShownFile): string {
  const { path, order, needs } = file;
  const needed = needs.length === 0 ? 'needs nothing' : `needs ${needs.join(', ')}`;
  return visible(`${nameOf(path)} ${wordsOf(file)}${order === undefined ? '' : ` ${order}`}: ${path}, ${needed}`);
}
