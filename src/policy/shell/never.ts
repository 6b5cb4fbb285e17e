import { posix } from 'node:path';
import type { ShellReading } from './tokenize.ts';

/**
 * The small final list: command lines that no answer allows, because one slip ends the machine. It is no protection
 * against somebody who hides his intent (everything unreadable asks); it catches the accident.
 */
export interface NeverRule {
  readonly id: string;
  /** A whole sentence for a person. */
  readonly reason: string;
  readonly match: readonly string[];
  readonly noMatch: readonly string[];
  /** Sees the words of one simple command, quotes removed, wrappers such as sudo taken off. */
  readonly refuses: (words: readonly string[]) => boolean;
}

const wholeSystem =
  /^(\/(\*|\.|\.\.)?|\/(bin|boot|dev|etc|home|lib|lib64|opt|proc|root|sbin|srv|sys|usr|var|Users|System|Library|Applications)\/?\*?)$/;
const wholeHome = /^(~[\w-]*|\$\{?HOME\}?|%USERPROFILE%)\/?(\*|\.|\.\*)?$/i;
/** With the variable unset, `$DIR/` is `/`. */
const unsetAndSlash = /^\$\{?\w+\}?\/\*?$/;
const disk = /^\/dev\/(sd|hd|vd|xvd|nvme|mmcblk|disk|rdisk|mapper\/|dm-|md|loop|nbd|sg)\w*/;
const intoDisk = new RegExp(`>[>|]?\\s*${disk.source.slice(1)}`);

const isEverything = (word: string): boolean => {
  const path = word.startsWith('/') ? posix.normalize(word) : word.replace(/\/{2,}/g, '/').replace(/(?<=.)\/\.$/, '/');
  return wholeSystem.test(path) || wholeHome.test(path) || unsetAndSlash.test(path);
};
const hasFlag = (words: readonly string[], short: RegExp, long: readonly string[]): boolean =>
  words.some(
    (word) => (/^-[A-Za-z]+$/.test(word) && short.test(word)) || (/^--\w/.test(word) && long.some((name) => name.startsWith(word))),
  );

export const neverRules: readonly NeverRule[] = [
  {
    id: 'never.delete-everything',
    reason: 'This would delete the whole system or home folder. It is never run.',
    match: [
      'rm -rf /',
      'rm -rf ~',
      'rm -fr "$HOME"',
      'sudo rm -r -f /*',
      'rm -rf $DIR/',
      'rm --recursive --force ~/',
      'rm -rf --no-preserve-root /',
      'ls; rm -rf /etc',
      'rm -rf //',
      'rm --recurs --force /',
      'rm -rf /../',
      'cd / && rm -rf *',
      'cd; rm -rf ./*',
      'sudo -u root rm -rf /',
      'bash -c "rm -rf /"',
      'eval rm -rf ~',
      'timeout 5 rm -rf /',
      'nice -n 5 rm -rf /',
    ],
    noMatch: [
      'rm -rf .',
      'rm -rf build',
      'rm -rf ./data/*',
      'rm x',
      'echo "rm -rf /"',
      'cd / && ls *',
      'cd build && rm -rf *',
      'sudo ls',
      'bash -c "rm -rf build"',
      'rm -rf ~/project/build',
      'rm -rf $DIR/cache',
    ],
    refuses: ([program, ...words]) =>
      program === 'rm' && hasFlag(words, /r/i, ['--recursive', '--no-preserve-root']) && words.some(isEverything),
  },
  {
    id: 'never.find-delete-everything',
    reason: 'This would delete the whole system or home folder. It is never run.',
    match: ['find / -delete', 'find ~ -name x -delete', 'find / -exec rm {} +'],
    noMatch: ['find . -delete', 'find / -name x'],
    refuses: ([program, ...words]) =>
      program === 'find' &&
      words.some(isEverything) &&
      words.some((word, index) => word === '-delete' || (/^-exec/.test(word) && words[index + 1] === 'rm')),
  },
  {
    id: 'never.overwrite-disk',
    reason: 'This would overwrite a disk. It is never run.',
    match: [
      'dd if=/dev/zero of=/dev/sda',
      'mkfs.ext4 /dev/sda1',
      'mkfs -t ext4 x',
      'wipefs -a /dev/nvme0n1',
      'mke2fs /dev/sda',
      'mkswap /dev/sdb1',
      'shred /dev/sda',
      'cat x > /dev/sda',
      'cp x /dev/disk2',
    ],
    noMatch: ['dd if=/dev/zero of=file bs=1M count=1', 'ls > /dev/null', 'shred notes.txt', 'cat /dev/sda'],
    refuses: ([program = '', ...words]) => {
      if (/^mkfs(\.|$)/.test(program) || intoDisk.test(words.join(' '))) return true;
      if (program === 'dd') return words.some((word) => word.startsWith('of=') && disk.test(word.slice('of='.length)));
      if (['mke2fs', 'mkswap', 'wipefs', 'shred', 'blkdiscard', 'sgdisk', 'sfdisk', 'parted', 'tee'].includes(program))
        return words.some((word) => disk.test(word));
      return ['cp', 'mv'].includes(program) && disk.test(words.at(-1) ?? '');
    },
  },
  {
    id: 'never.open-everything',
    reason: 'This would change the owner or the rights of the whole system or home folder. It is never run.',
    match: ['chmod -R 777 /', 'sudo chown -R me /', 'chmod --recursive 777 ~'],
    noMatch: ['chmod -R 777 .', 'chmod 755 train.sh', 'chown -R me data'],
    refuses: ([program = '', ...words]) =>
      ['chmod', 'chown', 'chgrp'].includes(program) && hasFlag(words, /R/, ['--recursive']) && words.some(isEverything),
  },
  {
    id: 'never.kill-everything',
    reason: 'This would end every process of the person. It is never run.',
    match: ['kill -9 -1', 'kill -TERM -1', 'kill -- -1', 'kill -s KILL -1'],
    noMatch: ['kill -1 4242', 'kill 4242', 'kill -9 4242'],
    refuses: ([program, ...words]) => program === 'kill' && words.length > 1 && words.slice(1).includes('-1'),
  },
];

/** `:(){ :|:& };:` under any name. */
const forkBomb = /([\w:.-]+)\(\)\{\1\|\1&\};?\1/;
const wrappers = new Set([
  'sudo',
  'doas',
  'nohup',
  'command',
  'exec',
  'builtin',
  'time',
  'nice',
  'env',
  'busybox',
  'then',
  'do',
  'else',
  '!',
  '{',
  '(',
]);

/** The rule that forbids this command line for good, or undefined. `reading` is what the tokenizer made of it. */
export function findNeverRule(command: string, reading: ShellReading): Pick<NeverRule, 'id' | 'reason'> | undefined {
  if (forkBomb.test(command.replace(/\s+/g, '')))
    return { id: 'never.fork-bomb', reason: 'This would start processes without end. It is never run.' };
  // After `cd /`, everything here is everything.
  let isAtAll = false;
  for (const words of reading.kind === 'read'
    ? reading.commands.map((item) => item.words.map((word) => word.text))
    : looseCommands(command)) {
    const placed = isAtAll ? words.map((word) => (/^(\.\/)?(\*|\.)$/.test(word) ? '/' : word)) : words;
    if (words[0] === 'cd') isAtAll = words[1] === undefined || isEverything(words[1]);
    for (const bare of readings(placed)) {
      const rule = neverRules.find((candidate) => candidate.refuses(bare));
      if (rule !== undefined) return rule;
    }
  }
  return undefined;
}

/** What could not be read properly, cut up roughly: only good enough to recognise what is never run. */
function looseCommands(command: string): readonly (readonly string[])[] {
  return command
    .replace(/\\\n/g, '')
    .replace(/["'\\]/g, '')
    .split(/[;&|\n()`]+/)
    .map((part) => part.trim().split(/\s+/));
}

/** The command, and where its program starts another one, whatever follows as a command of its own. */
function readings(words: readonly string[]): readonly (readonly string[])[] {
  const program = (words[0] ?? '').replace(/^.*\//, '');
  if (!wrappers.has(program) && !starters.has(program)) return [withoutWrappers(words)];
  const inner = words
    .slice(1)
    .join(' ')
    .split(/[;&|\n()`\s]+/);
  return [withoutWrappers(words), ...inner.map((_, index) => withoutWrappers(inner.slice(index)))];
}

/** What follows their own options, or stands in one word, is a command. */
const starters = new Set([
  'sh',
  'bash',
  'zsh',
  'dash',
  'ksh',
  'fish',
  'su',
  'eval',
  'timeout',
  'xargs',
  'ionice',
  'setsid',
  'stdbuf',
  'watch',
  'chroot',
]);

function withoutWrappers(words: readonly string[]): readonly string[] {
  let index = 0;
  while (
    index < words.length - 1 &&
    (wrappers.has(words[index] ?? '') || /^\w+=/.test(words[index] ?? '') || (index > 0 && /^-/.test(words[index] ?? '')))
  )
    index += 1;
  const [program = '', ...others] = words.slice(index);
  return [program.replace(/^.*\//, ''), ...others];
}
