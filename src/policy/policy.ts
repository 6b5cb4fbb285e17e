import type { CommandPart } from '../base/approval.ts';
import { defined } from '../base/defined.ts';
import type { Effect, EffectKind, Mode } from '../base/effects.ts';
import { commandParts } from './commandParts.ts';
import { type Decision, decide } from './decide.ts';
import type { GrantInForce } from './grant.ts';
import { computeWithDisk, hashScript, type LookupFs, type Program } from './lookup.ts';
import type { SessionApproval } from './remember.ts';
import { startsPrograms } from './repositoryConfig.ts';
import type { DecideRequest } from './request.ts';
import { resolvePath } from './resolvePath.ts';
import type { Rule } from './rule.ts';
import { type EarlierCall, proposeRules, type RuleProposal } from './ruleOffer.ts';

export interface PolicyOptions {
  /** Workspace folders, as the editor names them. */
  readonly roots: readonly string[];
  readonly platform: NodeJS.Platform;
  /** Where Practicum keeps its own records; they are nobody's workspace. */
  readonly home?: string;
  /** The folders of PATH, in order: a listed program that lies in the workspace is not the one that the list means. */
  readonly searchPath?: readonly string[];
  /** `node:fs/promises` fits. */
  readonly fs: LookupFs;
  /** The hash of the code that a program would execute. Unless given: of its script alone. */
  readonly codeOf?: (program: Program) => Promise<string | undefined>;
}

/** A call to be judged; what else the answer depends on, the policy finds out. */
export interface JudgedCall {
  readonly effects: readonly Effect[];
  /** All kinds of effects that the tool may ever have, where that is known. */
  readonly effectKinds?: readonly EffectKind[];
  readonly mode: Mode;
  readonly isTrusted: boolean;
  /** What the person approved for this session so far. */
  readonly session: readonly SessionApproval[];
  /** The grant that is in force now. */
  readonly grant?: GrantInForce | undefined;
  /** The person's rules, and those of the workspace that only tighten. */
  readonly rules?: readonly Rule[];
  /** Services that the person has set up for looking things up, as host patterns. */
  readonly lookupHosts?: readonly string[];
  /** Earlier calls of the session, newest first: what a rule would have matched. Absent: nobody is going to be asked. */
  readonly earlier?: readonly EarlierCall[];
}

/** The answer, and for a question what else a person is told and may choose. */
export interface Judged extends Decision {
  readonly proposal?: RuleProposal;
  readonly command?: readonly CommandPart[];
}

/** `decide`, with the disk looked up. Made when the session begins: what git is configured to do is believed as of then. */
export interface Policy {
  judge(call: JudgedCall): Promise<Judged>;
}

export function createPolicy({
  roots,
  platform,
  fs,
  searchPath = [],
  home,
  codeOf = (program) => hashScript(program, fs),
}: PolicyOptions): Policy {
  const atStart = stampRepositories(roots, fs);
  const isBelieved = configuresNoProgram(roots, fs);
  // A folder may have been opened through a link; effects are compared by where they really lead.
  const realRoots = Promise.all(roots.map((root) => realFolder(root, fs, platform)));
  const realHome = home === undefined ? undefined : realFolder(home, fs, platform);
  return {
    async judge(call) {
      // Only commands start git. For anything else the worst is assumed, which costs nothing to know.
      const mayStartGit = call.effects.some(({ kind }) => kind === 'shell' || kind === 'execute');
      const isRepositoryUnchanged = mayStartGit && (await isBelieved) && (await atStart) === (await stampRepositories(roots, fs));
      const known = { roots: await realRoots, home: await realHome, platform, searchPath, isRepositoryUnchanged };
      return await computeWithDisk((lookup) => judged({ ...call, ...known, lookup }, call.earlier), { fs, platform, codeOf });
    },
  };
}

function judged(request: DecideRequest, earlier: readonly EarlierCall[] | undefined): Judged {
  const decision = decide(request);
  if (decision.verdict !== 'ask' || earlier === undefined) return decision;
  return { ...decision, ...defined({ proposal: proposeRules(request, earlier), command: commandParts(request) }) };
}

async function configuresNoProgram(roots: readonly string[], fs: LookupFs): Promise<boolean> {
  const files = roots.flatMap((root) => ['.git/config', '.git/config.worktree'].map((name) => `${root}/${name}`));
  const texts = files.map(async (path) => {
    try {
      return Buffer.from(await fs.readFile(path)).toString('utf8');
    } catch {
      return ''; // no repository, or one whose files lie elsewhere, which is not believed anyway
    }
  });
  return (await Promise.all(texts)).every((text) => !startsPrograms(text));
}

async function realFolder(root: string, fs: LookupFs, platform: NodeJS.Platform): Promise<string> {
  const resolved = await resolvePath(root, fs, { platform });
  return resolved.kind === 'real' ? resolved.path : root;
}

/** Changes when anything that makes git start a program does: identity, size and time of its configuration and hooks. */
async function stampRepositories(roots: readonly string[], fs: LookupFs): Promise<string> {
  const watched = ['.git', '.git/config', '.git/config.worktree', '.git/hooks', '.git/info/attributes', '.gitattributes', '.gitmodules'];
  const stamps = roots.flatMap((root) => watched.map((name) => stamp(`${root}/${name}`, name === '.git', fs)));
  return (await Promise.all(stamps)).join('\n');
}

async function stamp(path: string, isRepository: boolean, fs: LookupFs): Promise<string> {
  try {
    const { ino, size, mtimeMs } = await fs.lstat(path);
    // The folder `.git` itself changes with every commit; only which one it is counts.
    return isRepository ? `${ino}` : `${ino} ${size} ${mtimeMs}`;
  } catch {
    return 'missing';
  }
}
