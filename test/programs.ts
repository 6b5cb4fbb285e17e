import path from 'node:path';
import { root } from '../scripts/package.ts';

/**
 * A program of the package. Where all tests run it is the built one: the package was made just before, and it starts in half of the processor's
 * time. One file of tests alone takes the sources as they stand, so nothing has to be built for it.
 */
export function programFile(name: 'cli' | 'supervisor' | 'relay'): string {
  const built = path.join(root, 'dist', `${name}.js`);
  return process.env['PRACTICUM_TEST_BUILT'] === '1' ? built : path.join(root, 'src', sources[name]);
}

/** Environment of a program that is given no other: what the engine made of a program once is there for the next. */
export const compiledBefore: Readonly<Record<string, string>> =
  process.env['NODE_COMPILE_CACHE'] === undefined ? {} : { NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] };

const sources = { cli: 'cli/main.ts', supervisor: 'runs/supervisor.ts', relay: 'sandbox/relay.ts' } as const;
