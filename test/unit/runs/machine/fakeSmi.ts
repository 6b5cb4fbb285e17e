/** A program that speaks nvidia-smi’s exact output, in a folder for the front of PATH. */
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

export const gpuA = 'GPU-11111111-aaaa-bbbb-cccc-000000000000';
export const gpuB = 'GPU-22222222-aaaa-bbbb-cccc-000000000001';

export interface FakeSmi {
  /** What `--query-gpu` prints. */
  readonly gpus?: string;
  readonly apps?: string;
  readonly list?: string;
  /** It prints this and fails. */
  readonly failure?: string;
  /** Of `-lms`: this is printed, then it goes on for ever without a word. */
  readonly stream?: string;
}

export const twoGpus = `0, ${gpuA}, 0, 3, 40960, 31, 52.12, Disabled, 550.54.15, NVIDIA A100-SXM4-40GB
1, ${gpuB}, 97, 30112, 40960, 64, 391.77, Disabled, 550.54.15, NVIDIA A100-SXM4-40GB
`;

/** Answers the environment in which it is found. */
export function fakeSmi(folder: string, said: FakeSmi): NodeJS.ProcessEnv {
  mkdirSync(folder, { recursive: true });
  const text = (name: string, content = ''): string => {
    const file = path.join(folder, name);
    writeFileSync(file, content);
    return file;
  };
  const script = `#!/bin/sh
echo "$*" >> '${path.join(folder, 'calls')}'
${said.failure === undefined ? '' : `cat '${text('failure', said.failure)}'; exit 9`}
case "$*" in
  *-lms*) cat '${text('stream', said.stream)}'; exec sleep 60;;
  --query-gpu=*) cat '${text('gpus', said.gpus)}';;
  --query-compute-apps=*) cat '${text('apps', said.apps)}';;
  -L) cat '${text('list', said.list)}';;
  *) exit 2;;
esac
`;
  const program = path.join(folder, 'nvidia-smi');
  writeFileSync(program, script);
  chmodSync(program, 0o755);
  return { ...process.env, PATH: `${folder}${path.delimiter}${process.env['PATH'] ?? ''}` };
}
