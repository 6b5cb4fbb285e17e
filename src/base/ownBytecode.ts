import path from 'node:path';

/**
 * For a program that the agent starts without walls, and that may be Python. A yes is one to source that was shown; Python would rather execute
 * bytecode of the same name, size and time that lies beside it. So it looks for that in a place of ours. Behind walls no version was agreed to.
 */
export function ownBytecode(home: string): Readonly<Record<string, string>> {
  return { PYTHONPYCACHEPREFIX: path.join(home, 'pycache') };
}
