/**
 * Commands that throw away what base/ownBytecode.ts puts into their environment: Python then executes bytecode that lies beside the source that was
 * shown. `-I` and `-E` ignore all `PYTHON…` variables, and `env -i`, `sudo` and their kin begin with another environment.
 * https://docs.python.org/3/using/cmdline.html
 */
import { posix } from 'node:path';
import { looseWords } from '../ruleShell.ts';

const python = /^(?:python[\d.]*|pypy[\d.]*|ipython[\d.]*)(?:\.exe)?$/i;
const variable = 'PYTHONPYCACHEPREFIX';
/** They start what follows with an environment of their own making. */
const cleaners = new Set(['sudo', 'doas', 'su', 'runuser', 'pkexec', 'machinectl', 'systemd-run']);

/** In doubt it does. A script that names such an interpreter in its own first line is not looked into. */
export function losesBytecodeGuard(command: string): boolean {
  return command.includes(variable) || /pycache_prefix/i.test(command) || looseWords(command).some(isWithoutGuard);
}

function isWithoutGuard(words: readonly string[]): boolean {
  return words.some((word, at) => {
    const program = posix.basename(word);
    const rest = words.slice(at + 1);
    if (cleaners.has(program)) return rest.length > 0;
    if (program === 'env') return clearsAll(rest);
    return python.test(program) && isIsolated(rest);
  });
}

/** `-`, `-i`, also among others, before the first word that is no option. */
function clearsAll(words: readonly string[]): boolean {
  for (const word of words) {
    if (word === '-' || /^-[A-Za-z0-9]*i/.test(word) || '--ignore-environment'.startsWith(word.length > 3 ? word : ' ')) return true;
    if (!word.startsWith('-') && !/^\w+=/.test(word)) return false;
  }
  return false;
}

/** Up to what is executed: a script, `-c` or `-m`. `-W` and `-X` take a word. */
function isIsolated(words: readonly string[]): boolean {
  for (let at = 0; at < words.length; at++) {
    const [, letters] = /^-([A-Za-z0-9?]+)/.exec(words[at] ?? '') ?? [];
    if (letters === undefined) return false;
    const upTo = letters.search(/[cmWX]/);
    if (/[IE]/.test(upTo < 0 ? letters : letters.slice(0, upTo))) return true;
    if (upTo >= 0 && /[cm]/.test(letters.charAt(upTo))) return false;
    if (upTo === letters.length - 1) at += 1;
  }
  return false;
}
