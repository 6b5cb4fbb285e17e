import type { PaperViewState } from '../../src/protocol/paper.ts';
import { noTrail, type Trail } from './trail.ts';

/** Where the page stands. */
export interface Stand {
  /** The anchor of the place at the top; empty: what stands above the paper’s first. */
  readonly at: string;
  /** How much of its height has gone by; below nothing: it begins below the top. */
  readonly into: number;
}

/** What the page keeps; the host reads of it what PaperViewState names. */
export interface ReaderState extends PaperViewState {
  readonly stand?: Stand;
  readonly search: string;
  readonly isFinding: boolean;
  readonly isSetUpOpen: boolean;
  readonly trail: Trail;
}

type Saved<State> = { readonly [Field in keyof State]?: unknown };

/** Places further back are forgotten. */
const mostPlaces = 100;

/** Whatever was saved last, or what the host began the page with; an older version of this view may have written it. */
export function readReaderState(saved: unknown): ReaderState {
  const { given, anchor, stand, search, isFinding, isSetUpOpen, trail }: Saved<ReaderState> =
    typeof saved === 'object' && saved !== null ? saved : {};
  return {
    ...(typeof given === 'string' ? { given } : {}),
    ...(typeof anchor === 'string' && anchor !== '' ? { anchor } : {}),
    ...readStand(stand),
    search: typeof search === 'string' ? search : '',
    isFinding: isFinding === true,
    isSetUpOpen: isSetUpOpen === true,
    trail: readTrail(trail),
  };
}

function readStand(saved: unknown): { readonly stand?: Stand } {
  const { at, into }: Saved<Stand> = typeof saved === 'object' && saved !== null ? saved : {};
  return typeof at === 'string' && typeof into === 'number' && Number.isFinite(into) ? { stand: { at, into } } : {};
}

function readTrail(saved: unknown): Trail {
  const { back, forward }: Saved<Trail> = typeof saved === 'object' && saved !== null ? saved : {};
  return { ...noTrail, back: places(back), forward: places(forward) };
}

function places(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((place) => typeof place === 'string' && place !== '').slice(-mostPlaces) : [];
}
