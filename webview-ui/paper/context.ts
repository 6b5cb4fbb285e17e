import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Reading } from './reading.ts';

export const ReadingContext = createContext<Reading | undefined>(undefined);

export function useReading(): Reading {
  const reading = useContext(ReadingContext);
  if (reading === undefined) throw new Error('A part of the reader stands outside of it.');
  return reading;
}

/** The id of an anchor on the page: what a paper names must not be taken for something of the page’s own. */
export function idOf(anchor: string): string {
  return `at:${anchor}`;
}

export function elementOf(anchor: string): HTMLElement | null {
  return document.getElementById(idOf(anchor));
}
