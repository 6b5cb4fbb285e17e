import * as nodeFs from 'node:fs/promises';
import { resolve } from 'node:path';
import * as z from 'zod';
import type { Effect, Mode } from '../base/effects.ts';
import { createAlienDisk } from '../policy/alienDisk.ts';
import { absolutePath } from '../policy/paths.ts';
import { createPolicy, type Policy } from '../policy/policy.ts';
import type { Rule } from '../policy/rule.ts';
import { pathsMeant } from '../policy/writtenPath.ts';

/** What a session here would answer about one call. */
export interface CheckAnswer {
  readonly verdict: 'allow' | 'ask' | 'deny';
  readonly reason: string;
  readonly rule: string;
}

const mode = z.enum(['plan', 'ask', 'auto']);
const platform = z
  .string()
  .transform((names) => names.split(',').map((name) => platforms[name.trim().toLowerCase()]))
  .pipe(z.array(z.enum(['linux', 'darwin', 'win32']), { error: 'a platform is linux, macos or windows' }).min(1));
const platforms: Readonly<Record<string, NodeJS.Platform>> = {
  linux: 'linux',
  macos: 'darwin',
  darwin: 'darwin',
  windows: 'win32',
  win32: 'win32',
};
const common = { mode: mode.exactOptional(), roots: z.array(z.string().min(1)).min(1).exactOptional(), platform: platform.exactOptional() };

export const checkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('shell'), command: z.string(), cwd: z.string().exactOptional(), ...common }),
  z.object({ kind: z.literal('path'), access: z.enum(['read', 'write', 'create', 'delete']), path: z.string(), ...common }),
]);
export type CheckedCall = z.infer<typeof checkSchema>;

export interface CheckOptions {
  /** The workspace folder, where a call names no other. */
  readonly root: string;
  readonly homedir: string;
  /** Where Practicum keeps its own records. */
  readonly home: string;
  readonly platform: NodeJS.Platform;
  readonly searchPath: readonly string[];
  readonly rules: readonly Rule[];
  /** For calls that name none. Unless given: auto for paths and ask for commands. */
  readonly mode: Mode | undefined;
}

export type Check = (call: CheckedCall) => Promise<CheckAnswer>;

const severity = { allow: 0, ask: 1, deny: 2 } as const;

/** Judges calls as a session in a trusted workspace would that has just begun. */
export function createCheck(options: CheckOptions): Check {
  const policies = new Map<string, Policy>();
  const policyFor = (roots: readonly string[], on: NodeJS.Platform): Policy => {
    const key = JSON.stringify([roots, on]);
    const known = policies.get(key);
    if (known !== undefined) return known;
    const fs = on === options.platform ? nodeFs : createAlienDisk(nodeFs, on);
    const policy = createPolicy({ roots, platform: on, home: options.home, fs, searchPath: options.searchPath });
    policies.set(key, policy);
    return policy;
  };

  const judge = async (call: CheckedCall, on: NodeJS.Platform): Promise<CheckAnswer> => {
    const roots = call.roots ?? [options.root];
    const { verdict, reason, rule } = await policyFor(roots, on).judge({
      effects: effectsOf(call, roots[0] ?? options.root, on, options),
      mode: call.mode ?? options.mode ?? (call.kind === 'path' ? 'auto' : 'ask'),
      isTrusted: true,
      session: [],
      rules: options.rules,
    });
    return { verdict, reason, rule };
  };

  return async (call) => {
    const answers: CheckAnswer[] = [];
    for (const on of call.platform ?? [options.platform]) answers.push(await judge(call, on));
    return answers.reduce((a, b) => (severity[b.verdict] > severity[a.verdict] ? b : a));
  };
}

function effectsOf(call: CheckedCall, root: string, on: NodeJS.Platform, { homedir: home }: CheckOptions): readonly Effect[] {
  if (call.kind === 'shell')
    return [{ kind: 'shell', command: call.command, cwd: call.cwd === undefined ? root : resolve(root, call.cwd) }];
  const kind = call.access === 'create' ? 'write' : call.access;
  return pathsMeant(call.path).map((written) => {
    const absolute = absolutePath(written, { root, home, platform: on });
    // What is refused is judged as it was written: the policy refuses it with the same words.
    return { kind, path: absolute.kind === 'absolute' ? absolute.path : written };
  });
}
