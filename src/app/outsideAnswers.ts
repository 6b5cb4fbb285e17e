/**
 * Answers to questions of other agents, left by whoever does not have the log in which they stand: one file each, and the first one counts.
 * The program that asked writes it into its log, acts on it and takes the file away.
 */
import { constants, copyFile, link, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import { systemErrorCode } from '../base/errors.ts';
import type { ApprovalId } from '../base/ids.ts';
import { newId } from '../base/newId.ts';
import { whenUsed } from '../base/whenUsed.ts';
import type { ApprovalAnswer } from '../sessions/events.ts';

export interface PostedAnswer {
  readonly answer: ApprovalAnswer;
  /** `notification`, `command line`. */
  readonly by: string;
  readonly feedback?: string | undefined;
}

const postedSchema = whenUsed(() =>
  z.object({ answer: z.enum(['approve', 'reject']), by: z.string(), feedback: z.string().exactOptional() }),
);

/** On the disk when this resolves. False: somebody was quicker. */
export async function postAnswer(folder: string, approval: ApprovalId, said: PostedAnswer): Promise<boolean> {
  const path = pathOf(folder, approval);
  await mkdir(join(folder, 'answers'), { recursive: true, mode: 0o700 });
  const whole = join(folder, 'answers', newId('new'));
  try {
    const file = await open(whole, 'wx', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(said)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    return await appeared(whole, path);
  } finally {
    await rm(whole, { force: true });
  }
}

/** Whole and at once, or not at all where the name is taken. */
async function appeared(whole: string, path: string): Promise<boolean> {
  try {
    await link(whole, path);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
  }
  try {
    // A file system without hard links.
    await copyFile(whole, path, constants.COPYFILE_EXCL);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Undefined: nobody has answered. */
export async function postedAnswer(folder: string, approval: ApprovalId): Promise<PostedAnswer | undefined> {
  let text: string;
  try {
    text = await readFile(pathOf(folder, approval), 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
  const read = postedSchema.safeParse(parsed(text));
  // What cannot be read is no yes.
  return read.success ? read.data : { answer: 'reject', by: 'an answer that cannot be read' };
}

/** The log says it now. */
export async function forgetAnswer(folder: string, approval: ApprovalId): Promise<void> {
  await rm(pathOf(folder, approval), { force: true });
}

/** Which questions have an answer that is not written down yet. */
export async function answeredIn(folder: string): Promise<readonly ApprovalId[]> {
  try {
    return (await readdir(join(folder, 'answers'))).filter((name): name is ApprovalId => isApprovalId(name));
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT' || systemErrorCode(error) === 'ENOTDIR') return [];
    throw error;
  }
}

function pathOf(folder: string, approval: ApprovalId): string {
  // The id may come from a command line, and becomes a file's name.
  return join(folder, 'answers', isApprovalId(approval) ? approval : 'no-approval');
}

function isApprovalId(name: string): boolean {
  return /^ap_[0-9a-z]{1,40}$/.test(name);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
