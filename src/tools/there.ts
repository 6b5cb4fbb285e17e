/** `on: "sandbox"`: the tools for files and commands act in the sandbox of the session, where a path is not one here. */
import { posix } from 'node:path';
import * as z from 'zod';
import type { Effect } from '../base/effects.ts';
import { type CurrentSandbox, NoSandbox } from '../runs/sandboxes/sandboxPort.ts';
import type { FilesPort } from '../workspace/files.ts';
import { type EffectContext, type RunServices, rare } from './define.ts';
import { BadPath } from './paths.ts';
import type { ToolServices } from './services.ts';

export const onField = rare(z.literal('sandbox').optional());

/** For the description of a tool that has it: hub_sandbox says more. */
export const onWords = 'on: "sandbox" is there.';

/** What paths there are relative to. */
export const folderThere = '/work';
const mark = 'sandbox:';

/** Throws NoSandbox. */
export function sandboxFor({ sandbox }: { readonly sandbox: Pick<ToolServices['sandbox'], 'current'> }): CurrentSandbox {
  const { current } = sandbox;
  if (current === undefined) throw new NoSandbox();
  return current;
}

/** As it stands in titles, results and what was read: `sandbox:/work/train.py`. */
export function pathThere(given: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is refused
  if (/[\0-\x1f\x7f]/.test(given)) throw new BadPath(given.replace(/[^ -~]/g, '?'), 'it holds control characters');
  const path = given.startsWith(mark) ? given.slice(mark.length) : given;
  if (path === '~' || path.startsWith('~/')) throw new BadPath(path, 'the home folder must be written out');
  return `${mark}${posix.resolve(folderThere, path)}`;
}

export function isThere(path: string): boolean {
  return path.startsWith(mark);
}

/** For the machine itself. */
export function withoutMark(path: string): string {
  return path.slice(mark.length);
}

/** For a card: the path as given where it cannot be resolved. */
export function displayThere(given: string): string {
  try {
    return pathThere(given);
  } catch {
    return given;
  }
}

export function readEffectThere(given: string, context: Pick<EffectContext, 'sandbox'>): Effect {
  return { kind: 'inspect', on: sandboxFor(context).place, path: withoutMark(pathThere(given)) };
}

export function changeEffectsThere(given: string, context: Pick<EffectContext, 'sandbox'>): readonly Effect[] {
  const reads = readEffectThere(given, context);
  return [reads, { kind: 'operate', on: sandboxFor(context).place, does: 'write', what: withoutMark(pathThere(given)) }];
}

/** The same services with the files of the sandbox in place of those here. Nothing there is the person's to take back, so no copies are kept. */
export function servicesThere(services: RunServices): RunServices {
  const { sandbox } = services;
  const on = sandboxFor(services).place;
  const files: FilesPort = {
    async read(permit, path, signal) {
      return { path, bytes: await sandbox.read(permit, on, withoutMark(path), signal), isDirty: false };
    },
    async write(permit, path, bytes, expected) {
      await sandbox.write(permit, on, withoutMark(path), bytes, expected);
      return { path, before: expected, after: bytes };
    },
    async delete(_, path) {
      throw new BadPath(path, 'files of a sandbox are deleted by a command there');
    },
  };
  return { ...services, files, roots: [], recordChange: async () => ({}) };
}
