/** In which order files can be written so that each finds what it needs, worked out from what they need and never asked of a model. */

export interface Needing {
  readonly name: string;
  /** Names of others that must be there first. */
  readonly needs: readonly string[];
}

export interface Order {
  /** All that can be ordered; what stands in a cycle, or needs somebody who does, is left out. */
  readonly order: readonly string[];
  /** Each as its names in turn, the first again at the end: `['a.py', 'b.py', 'a.py']`. The shortest of its knot. */
  readonly cycles: readonly (readonly string[])[];
  /** What is needed and is not there. It holds up nobody. */
  readonly missing: readonly { readonly name: string; readonly needs: string }[];
  /** Stated more than once: the first counts, with the needs of all. */
  readonly repeated: readonly string[];
}

/** The order that was given is kept wherever needs allow it, so a small change of the plan changes the order little. */
export function orderOf(given: readonly Needing[]): Order {
  const places = new Map<string, number>();
  const needs: Set<string>[] = [];
  const repeated = new Set<string>();
  for (const { name, needs: own } of given) {
    const place = places.get(name);
    if (place === undefined) {
      places.set(name, needs.length);
      needs.push(new Set(own));
    } else {
      repeated.add(name);
      for (const one of own) needs[place]?.add(one);
    }
  }
  const names = [...places.keys()];
  const missing: Order['missing'][number][] = [];
  const edges = needs.map((own, place) =>
    [...own].flatMap((name) => {
      const found = places.get(name);
      if (found === undefined) missing.push({ name: names[place] ?? '', needs: name });
      return found === undefined ? [] : [found];
    }),
  );
  return { order: sorted(edges).map((place) => names[place] ?? ''), cycles: cyclesIn(edges, names), missing, repeated: [...repeated] };
}

/** What needs nobody comes first, the earliest given of them before the others. */
function sorted(edges: readonly (readonly number[])[]): readonly number[] {
  const waiting = edges.map((needed) => needed.length);
  const behind = edges.map((): number[] => []);
  edges.forEach((needed, place) => {
    for (const one of needed) behind[one]?.push(place);
  });
  const ready = new Heap();
  waiting.forEach((count, place) => {
    if (count === 0) ready.push(place);
  });
  const order: number[] = [];
  for (let place = ready.pop(); place !== undefined; place = ready.pop()) {
    order.push(place);
    for (const next of behind[place] ?? []) {
      const left = (waiting[next] ?? 0) - 1;
      waiting[next] = left;
      if (left === 0) ready.push(next);
    }
  }
  return order;
}

/** One for each knot of files that need one another: its shortest, beginning with the earliest given. */
function cyclesIn(edges: readonly (readonly number[])[], names: readonly string[]): readonly (readonly string[])[] {
  const knots = knotsIn(edges).filter((knot) => knot.length > 1 || (knot[0] !== undefined && edges[knot[0]]?.includes(knot[0]) === true));
  return knots
    .map((knot) => shortestCycle(edges, new Set(knot)))
    .toSorted((a, b) => (a[0] ?? 0) - (b[0] ?? 0))
    .map((cycle) => cycle.map((place) => names[place] ?? ''));
}

function shortestCycle(edges: readonly (readonly number[])[], knot: ReadonlySet<number>): readonly number[] {
  let best: readonly number[] = [];
  for (const start of [...knot].toSorted((a, b) => a - b)) {
    const path = pathBack(edges, knot, start);
    if (path !== undefined && (best.length === 0 || path.length < best.length)) best = path;
    // Nothing is shorter than a file that needs itself, or two that need one another.
    if (best.length === 2) break;
  }
  return best;
}

/** From a file along what it needs back to itself, within its knot. */
function pathBack(edges: readonly (readonly number[])[], knot: ReadonlySet<number>, start: number): readonly number[] | undefined {
  const from = new Map<number, number>();
  const queue = [start];
  for (let place = queue.shift(); place !== undefined; place = queue.shift()) {
    for (const next of edges[place] ?? []) {
      if (next === start) {
        const path = [start];
        for (let at: number | undefined = place; at !== undefined; at = from.get(at)) path.unshift(at);
        return path;
      }
      if (!knot.has(next) || from.has(next)) continue;
      from.set(next, place);
      queue.push(next);
    }
  }
  return undefined;
}

/** Strongly connected components (Tarjan), without recursion: a plan of ten thousand files is no deeper than one of ten. */
function knotsIn(edges: readonly (readonly number[])[]): readonly (readonly number[])[] {
  const [index, low] = [new Map<number, number>(), new Map<number, number>()];
  const [stack, onStack, found]: [number[], Set<number>, number[][]] = [[], new Set(), []];
  for (let root = 0; root < edges.length; root++) {
    if (index.has(root)) continue;
    const work = [{ place: root, next: 0 }];
    for (let step = work.at(-1); step !== undefined; step = work.at(-1)) {
      const { place } = step;
      if (step.next === 0) {
        index.set(place, index.size);
        low.set(place, index.get(place) ?? 0);
        stack.push(place);
        onStack.add(place);
      }
      const next = edges[place]?.[step.next++];
      if (next !== undefined) {
        if (!index.has(next)) work.push({ place: next, next: 0 });
        else if (onStack.has(next)) low.set(place, Math.min(low.get(place) ?? 0, index.get(next) ?? 0));
        // A place without needs must not be entered again.
        continue;
      }
      work.pop();
      const above = work.at(-1);
      if (above !== undefined) low.set(above.place, Math.min(low.get(above.place) ?? 0, low.get(place) ?? 0));
      if (low.get(place) !== index.get(place)) continue;
      const knot: number[] = [];
      for (let one = stack.pop(); one !== undefined; one = stack.pop()) {
        onStack.delete(one);
        knot.push(one);
        if (one === place) break;
      }
      found.push(knot);
    }
  }
  return found;
}

/** The smallest first. */
class Heap {
  readonly #items: number[] = [];

  push(item: number): void {
    const items = this.#items;
    let at = items.push(item) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const above = items[up] ?? item;
      if (above <= item) break;
      items[at] = above;
      at = up;
    }
    items[at] = item;
  }

  pop(): number | undefined {
    const items = this.#items;
    const [first] = items;
    const last = items.pop();
    if (first === undefined || last === undefined || items.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= items.length) break;
      const right = items[child + 1];
      if (right !== undefined && right < (items[child] ?? right)) child++;
      const below = items[child] ?? last;
      if (below >= last) break;
      items[at] = below;
      at = child;
    }
    items[at] = last;
    return first;
  }
}
