/** Carries out `propose_plan`: a plan is checked and written down, or the one that is there is put before the person. */

import { untrustedText } from '../../agent/tags.ts';
import { Cancelled, PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import type { RunServices } from '../../tools/define.ts';
import { hubLookup } from '../../tools/lookups.ts';
import { absolutePath, displayPath, firstRoot } from '../../tools/paths.ts';
import { readStage, writeStage } from '../stages/files.ts';
import type { Accepted, EnvironmentRecord, Plan } from '../stages/records.ts';
import { stageFilePath, stageFilesFor } from '../stages/toolFiles.ts';
import { inputsOf, planHash, type Stages, unitHashes } from '../stages/units.ts';
import { type CheckedPlan, checkPlan } from './checkPlan.ts';
import { planOf, readDraft } from './draft.ts';
import { type EnvironmentPorts, environmentLines, lackingIn, resolveEnvironment } from './environment.ts';
import { errorsOf, findingLines, some } from './finding.ts';
import { type Gathered, gather, hiddenFiles } from './gather.ts';
import { fileLine } from './planText.ts';
import type { Subject } from './subject.ts';

export interface Proposal {
  readonly subject: Subject;
  readonly plan: string | object;
  /** First digits of the hash of the plan that it takes the place of, where a person has changed that. */
  readonly replaces?: string | undefined;
}

/** Throws `no-spec`, `plan-unreadable`, `plan-refused`, `plan-edited` and what the ports throw. */
export async function proposePlan(
  { subject, plan: given, replaces }: Proposal,
  services: RunServices,
  call: ToolCall,
): Promise<ToolResult> {
  const files = stageFilesFor(subject.folder, services, call);
  const gathered = await gather(subject.paper, subject.folder, files, services, call);
  const { stages } = gathered;
  if (stages.spec === undefined)
    throw new PracticumError('no-spec', `Nothing says yet what ${subject.name} asks of the code, so no plan can be held against it.`, {
      hint: 'Call start_reproduction for it, then record_spec.',
    });
  const { draft, repairs } = readDraft(given);
  requireKept(stages.plan, replaces);
  const bare = planOf(draft, inputsOf(stages, ['slice', 'spec', 'register']));
  const { plan, findings } = await checked(bare, gathered, services);
  const written = await writeStage(files, 'plan', plan);
  const environment = await environmentFor(written, stages, services, call);
  await writeStage(files, 'environment', environment);
  const path = displayPath(stageFilePath(subject.folder, 'plan.json', services.roots), services.roots);
  const lines = [
    `The plan is written to ${path}: ${written.files.length} file${written.files.length === 1 ? '' : 's'}. Nobody has accepted it yet.`,
    `Order: ${written.order.join(' → ')}`,
    ...findingLines(findings),
    ...repairs.slice(0, 10).map((repair) => `- mended: ${repair}`),
    ...environmentText(environment),
    ...(gathered.paperNote === undefined ? [] : [gathered.paperNote]),
    `Next: propose_plan with paper ${JSON.stringify(subject.name)} alone puts it before the person, who may change ${path} before they say yes.`,
  ];
  return { content: lines.join('\n'), detail: { kind: 'files', paths: [...files.written] } };
}

function isEdited(plan: Plan): boolean {
  return unitHashes(plan, 'whole').get('plan') !== plan.written?.['plan'];
}

/** What a person changed is not written over by a model that has not seen it. */
function requireKept(before: Plan | undefined, replaces: string | undefined): void {
  if (before === undefined || !isEdited(before)) return;
  const hash = planHash(before);
  if (replaces !== undefined && replaces.length >= 8 && hash.startsWith(replaces)) return;
  throw new PracticumError('plan-edited', 'The person changed plan.json since it was proposed, and that would be lost.', {
    hint: `This is how their plan stands: ${before.files.map(fileLine).join(' | ').slice(0, 3_000)}. Read plan.json, take their changes over, and give replaces: "${hash.slice(0, 12)}".`,
  });
}

/** With its order worked out. Throws `plan-refused`. */
async function checked(
  plan: Plan,
  { ground }: Gathered,
  { roots, lastLeft }: Pick<RunServices, 'roots' | 'lastLeft'>,
): Promise<{ plan: Plan; findings: CheckedPlan['findings'] }> {
  const paths = plan.files.flatMap(({ path, needs, reuses }) => [path, ...needs, ...reuses.map(({ file }) => file)]);
  const files = new Set([...ground.files, ...(await hiddenFiles(firstRoot(roots), paths, ground.files))]);
  const left = plan.files.map(({ path }) => path).filter((path) => lastLeft(absolutePath(path, [firstRoot(roots)])) !== undefined);
  const on = { ...ground, files, made: new Set([...(ground.made ?? []), ...left]) };
  const first = checkPlan(plan, on);
  const ordered = { ...plan, order: [...first.order] };
  const { findings } = checkPlan(ordered, on);
  const errors = errorsOf(findings);
  if (errors.length > 0)
    throw new PracticumError(
      'plan-refused',
      `The plan is refused for ${errors.length === 1 ? 'one reason' : `${errors.length} reasons`}:\n${findingLines(findings).join('\n')}`,
      {
        hint: 'Nothing was written. Mend it and call propose_plan again.',
      },
    );
  return { plan: ordered, findings };
}

/** What is there of what a plan needs, with what it was made from. */
export async function environmentFor(
  plan: Plan,
  stages: Stages,
  services: Pick<RunServices, 'environments' | 'hub' | 'roots'>,
  call: ToolCall,
): Promise<EnvironmentRecord> {
  const resolved = await resolveEnvironment(plan, environmentPorts(services, call));
  return { v: 1, inputs: inputsOf({ ...stages, plan }, ['plan']), stage: 'environment', ...resolved };
}

/** A Hub that is away must not hold up a plan. */
const askedForMs = 8_000;

function environmentPorts(
  { environments, hub, roots }: Pick<RunServices, 'environments' | 'hub' | 'roots'>,
  call: ToolCall,
): EnvironmentPorts {
  const installed: EnvironmentPorts['installed'] = () => environments.installed(firstRoot(roots), call.signal);
  if (!hub.isOpen) return { installed };
  return {
    installed,
    async repo(type, id) {
      const [{ readRepoInfo }, { parseRepo }] = await Promise.all([import('../../hub/repoInfo.ts'), import('../../hub/repoId.ts')]);
      try {
        return await readRepoInfo(
          hub.under(call.permit, hubLookup({ hub })),
          parseRepo(id, type),
          undefined,
          AbortSignal.any([call.signal, AbortSignal.timeout(askedForMs)]),
        );
      } catch (error) {
        const isLate = error instanceof Cancelled || (error instanceof Error && error.name === 'TimeoutError');
        if (call.signal.aborted || !isLate) throw error;
        throw new PracticumError('hub-unreachable', 'The Hub did not answer in time.');
      }
    },
  };
}

/** Ids and licences are other people's words. */
export function environmentText(environment: EnvironmentRecord): readonly string[] {
  const lines = environmentLines(environment);
  return environment.hub.length === 0 ? lines : [untrustedText({ kind: 'card', name: 'Hugging Face' }, lines.join('\n'))];
}

/** Writes down the person's yes to the plan as it stands: `accepted.json` is written under a permit that only they give. Throws `no-plan`, `plan-refused`. */
export async function acceptPlan(
  subject: Subject,
  services: RunServices,
  call: ToolCall,
  shown: { readonly nowMs: number },
): Promise<ToolResult> {
  const files = stageFilesFor(subject.folder, services, call);
  const gathered = await gather(subject.paper, subject.folder, files, services, call);
  const { stages } = gathered;
  const before = stages.plan;
  if (before === undefined)
    throw new PracticumError('no-plan', `There is no plan for ${subject.name} to be accepted.`, { hint: 'Give plan first.' });
  const { plan, findings } = await checked(before, gathered, services);
  const isOwn = isEdited(before);
  if (plan.order.join('\0') !== before.order.join('\0')) await writeStage(files, 'plan', plan);
  const accepted = planHash(plan);
  const known = await readStage(files, 'environment');
  const isCurrent = known?.inputs['plan'] === accepted;
  const environment = isCurrent && known !== undefined ? known : await environmentFor(plan, stages, services, call);
  if (!isCurrent) await writeStage(files, 'environment', environment);
  // The person saw what was known then; what they did not see, they did not go on without.
  const seen = new Set(known === undefined ? [] : lackingIn(known));
  const without = lackingIn(environment).filter((name) => seen.has(name));
  const record: Accepted = { v: 1, stage: 'accepted', plan: accepted, at: new Date(shown.nowMs).toISOString(), edited: isOwn, without };
  await writeStage(files, 'accepted', record);
  const lines = [
    `The person accepted the plan${isOwn ? ', with changes of their own' : ''}. ${plan.files.length} file${plan.files.length === 1 ? '' : 's'}, in this order: ${plan.order.join(' → ')}`,
    ...(isOwn ? ['This is the plan as they want it:', ...plan.files.map((file) => `- ${fileLine(file)}`)] : []),
    ...(without.length === 0 ? [] : [`They go on without ${some(without, 12)} for now: nothing may be put in its place unsaid.`]),
    ...findingLines(findings),
    `Next: next_step with paper ${JSON.stringify(subject.name)}.`,
  ];
  return { content: lines.join('\n'), detail: { kind: 'files', paths: [...files.written] } };
}
