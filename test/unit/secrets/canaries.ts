import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Secrets that no other test run has, one for each place in which one can lie, and a search for them in whatever left the house. */

const alphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789';

/** Random, and never by chance without a digit and letters of both kinds. */
export function word(length: number): string {
  return `q7Z${[...randomBytes(length - 3)].map((byte) => alphabet.charAt(byte % alphabet.length)).join('')}`;
}

/** What each is known by is put together here, so that no scanner takes this file for a leak. */
export function makeCanaries() {
  return {
    environment: `hf_${word(34)}`,
    /** No shape tells them: they are known because of where they lie. */
    environmentWithoutShape: word(28),
    dotEnv: word(24),
    keyStore: word(32),
    file: `sk-proj-${word(60)}`,
    commandOutput: `ghp_${word(36)}`,
    runConsole: `glpat-${word(20)}`,
    toolError: `xoxb-${word(30)}`,
    toolHint: `npm_${word(36)}`,
    invented: `hf_${word(34)}`,
    inventedTool: `gsk_${word(50)}`,
    brokenArguments: `r8_${word(37)}`,
    paper: `AIza${word(35)}`,
    fileName: `hf_${word(34)}`,
    remote: word(30),
    notebook: `nvapi-${word(50)}`,
    streamed: `sk-ant-api03-${word(80)}`,
    thought: `dckr_pat_${word(27)}`,
    longLine: `github_pat_${word(60)}`,
    longOutput: `pypi-AgEI${word(80)}`,
    progress: `gho_${word(36)}`,
    message: `ghs_${word(36)}`,
    queued: `ghu_${word(36)}`,
    selection: `ghr_${word(40)}`,
    title: `tgp_v1_${word(43)}`,
    feedback: `wandb_v1_${word(60)}`,
    instructions: `api_org_${word(34)}`,
    memory: `xai-${word(60)}`,
    failure: `sk-or-v1-${word(60)}`,
    argument: `glrt-${word(24)}`,
    /** Only commits hold it: no file does, so nothing but its place tells it. */
    committed: word(26),
    committedWithShape: `hf_${word(34)}`,
    summary: `sk-proj-${word(60)}`,
  } as const;
}

export type Canaries = ReturnType<typeof makeCanaries>;

export async function put(root: string, path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

/** Half a key is a leak, too: any part of it that is long enough to be no chance. */
export function leaksIn(text: string, canaries: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(canaries).flatMap(([place, secret]) => {
    const body = secret.slice(secret.indexOf('q7Z'));
    const parts = [body.slice(0, 12), body.slice(Math.floor(body.length / 2) - 6, Math.floor(body.length / 2) + 6), body.slice(-12)];
    const at = parts.map((part) => text.indexOf(part)).find((index) => index !== -1);
    return at === undefined ? [] : [`${place}: …${text.slice(Math.max(0, at - 60), at + 20)}…`];
  });
}

/** Every file below a folder, with its name: that may be a secret as well. */
export async function everythingBelow(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return new Map(await Promise.all(files.map(async (path) => [path, await readFile(path)] as const)));
}
