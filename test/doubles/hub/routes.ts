/** A table of what is answered: method, pattern of the path, and how. */
import type { Exchange } from './exchange.ts';

export type Handle = (exchange: Exchange) => Promise<void> | void;

export interface Route {
  readonly method: string;
  /** `/api/:kinds(models|datasets)/:owner/:name/tree/:rev/*path`: one segment each, decoded; `*path` takes what is left, or nothing. */
  readonly pattern: string;
  readonly handle: Handle;
}

/** `GET /api/jobs/:namespace` and how it is answered. */
export function route(signature: string, handle: Handle): Route {
  const [method = '', pattern = ''] = signature.split(' ');
  return { method, pattern, handle };
}

interface Compiled {
  readonly route: Route;
  readonly pieces: readonly string[];
}

export class Router {
  readonly #routes: Compiled[] = [];

  add(routes: readonly Route[]): void {
    this.#routes.push(...routes.map((each) => ({ route: each, pieces: each.pattern.slice(1).split('/') })));
  }

  find(method: string, path: string): { readonly handle: Handle; readonly params: Readonly<Record<string, string>> } | undefined {
    const segments = path.slice(1).split('/').map(decoded);
    for (const { route: each, pieces } of this.#routes) {
      // What answers GET answers HEAD.
      if (each.method !== '*' && each.method !== method && !(method === 'HEAD' && each.method === 'GET')) continue;
      const params = match(pieces, segments);
      if (params !== undefined) return { handle: each.handle, params };
    }
    return undefined;
  }
}

function match(pieces: readonly string[], segments: readonly string[]): Readonly<Record<string, string>> | undefined {
  const params: Record<string, string> = {};
  for (const [at, piece] of pieces.entries()) {
    if (piece.startsWith('*')) {
      params[piece.slice(1)] = segments.slice(at).join('/');
      return params;
    }
    const segment = segments[at];
    if (segment === undefined || segment === '') return undefined;
    if (!piece.startsWith(':')) {
      if (piece !== segment) return undefined;
      continue;
    }
    const [, name = '', choices] = /^:(\w+)(?:\((.+)\))?$/.exec(piece) ?? [];
    if (choices !== undefined && !choices.split('|').includes(segment)) return undefined;
    params[name] = segment;
  }
  return segments.length === pieces.length ? params : undefined;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
