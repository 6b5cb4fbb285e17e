import { constants } from 'node:os';

const names = new Map<number, NodeJS.Signals>();
for (const [name, number] of Object.entries(constants.signals)) if (isSignal(name) && !names.has(number)) names.set(number, name);

function isSignal(name: string): name is NodeJS.Signals {
  return name in constants.signals;
}

/** A shell, and bubblewrap with it, says of a program that signal n ended: exit code 128 + n. */
export function signalOfExitCode(code: number | null): NodeJS.Signals | undefined {
  return code === null || code <= 128 ? undefined : names.get(code - 128);
}

export function signalOfNumber(number: number): NodeJS.Signals | undefined {
  return names.get(number);
}
