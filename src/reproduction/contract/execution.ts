import type { Effect } from '../../base/effects.ts';
import { firstRoot } from '../../tools/paths.ts';

/** The file (absolute) is imported, and functions of it are called: what a yes to it means is what a yes to a script means, behind the walls of commands. */
export function executionOf(file: string, roots: readonly string[]): Effect & { readonly kind: 'execute' } {
  return { kind: 'execute', argv: ['python', file], cwd: firstRoot(roots), isWalled: true };
}
