import { randomBytes } from 'node:crypto';
import { writeRun } from '../../unit/runs/writtenRun.ts';
import { type Evidence, firstOf, holds, onlyChanged, type Task } from '../task.ts';
import { redSquare } from './picture.ts';

const logLines = Array.from({ length: 9_000 }, (_, index) =>
  index === 6_543 ? 'step 6543 checksum 48151623' : `step ${index} loss ${(1 / (index + 1)).toFixed(6)}`,
).join('\n');

/** Of what no model can know by heart. */
const tag = randomBytes(6).toString('hex');

function askedTogether({ calls }: Evidence): string | undefined {
  const counts = new Map<number, number>();
  for (const { response, outcome } of calls) if (outcome === 'done') counts.set(response, (counts.get(response) ?? 0) + 1);
  return [...counts.values()].some((count) => count >= 2) ? undefined : 'it never made two calls in one answer';
}

/** Finding things out, and using what was found. */
export const lookingTasks: readonly Task[] = [
  {
    id: 'two-calls',
    title: 'makes two calls that need nothing of each other in one answer',
    prompt:
      'Read left.txt and right.txt, both in one answer (two calls at once). Then write the larger of the two numbers into larger.txt, and nothing else.',
    files: { 'left.txt': '7219\n', 'right.txt': '7291\n' },
    check: (found) => firstOf(askedTogether(found), holds(found, 'larger.txt', '7291')),
  },
  {
    id: 'error',
    title: 'goes on after a call that failed',
    prompt: 'Read data/code.txt and write the code that stands in it into answer.txt. If the file is not there, it was moved: find it.',
    files: { 'archive/2026/code.txt': `${tag}\n`, 'archive/notes.md': 'nothing here\n' },
    check: (found) => firstOf(holds(found, 'answer.txt', tag), onlyChanged(found, 'answer.txt')),
  },
  {
    id: 'chain',
    title: 'follows from one result to the next',
    prompt: 'start.txt names a file, which names the next one, and so on. Write what stands in the last one into end.txt.',
    files: { 'start.txt': 'go to: b/next.txt\n', 'b/next.txt': 'go to: c/deep/last.txt\n', 'c/deep/last.txt': `${tag}-end\n` },
    check: (found) => firstOf(holds(found, 'end.txt', `${tag}-end`), onlyChanged(found, 'end.txt')),
  },
  {
    id: 'large-file',
    title: 'finds a line in a file that is too long to read',
    prompt: 'One line of console.log holds a checksum. Write that number into checksum.txt, and nothing else.',
    files: { 'console.log': logLines },
    check: (found) => firstOf(holds(found, 'checksum.txt', '48151623'), onlyChanged(found, 'checksum.txt')),
  },
  {
    id: 'numbers',
    title: 'uses the numbers of results, digit by digit',
    prompt:
      'What is the lowest eval_loss that the run run-main measured, and at which step? Write step and value with a comma between them into lowest.txt, with all digits, and nothing else.',
    files: {},
    prepare(root) {
      const run = writeRun(root, 'run-main');
      run.measure('eval_loss', [
        [10, 0.73108812],
        [20, 0.31830988],
        [30, 0.36787944],
      ]);
      run.end(0);
    },
    check: (found) => holds(found, 'lowest.txt', '20,0.31830988'),
  },
  {
    id: 'command',
    title: 'runs a command and uses what it printed',
    prompt: 'Run `sh tag.sh` in this folder and write what it prints into printed.txt.',
    files: { 'tag.sh': `printf '%s\\n' '${tag}' | cksum | cut -d ' ' -f 1\n` },
    check(found) {
      const printed = found.read('printed.txt')?.trim();
      if (!found.calls.some(({ tool, outcome }) => tool === 'run_shell' && outcome === 'done')) return 'it ran no command';
      return printed === undefined || !/^\d+$/.test(printed) || printed !== checksumOf(`${tag}\n`)
        ? `printed.txt holds ${JSON.stringify(printed)}`
        : undefined;
    },
  },
  {
    id: 'picture',
    title: 'sees a picture',
    prompt: 'Look at square.png with read_file. Write the colour of the square as one English word, in small letters, into colour.txt.',
    files: { 'square.png': redSquare },
    needs: 'images',
    check: (found) => firstOf(holds(found, 'colour.txt', 'red'), onlyChanged(found, 'colour.txt')),
  },
];

/** As POSIX `cksum` counts it. */
function checksumOf(text: string): string {
  const bytes = [...Buffer.from(text)];
  let crc = 0;
  const take = (byte: number): void => {
    crc ^= byte << 24;
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  };
  for (const byte of bytes) take(byte);
  for (let length = bytes.length; length > 0; length = Math.floor(length / 256)) take(length & 0xff);
  return String(~crc >>> 0);
}
