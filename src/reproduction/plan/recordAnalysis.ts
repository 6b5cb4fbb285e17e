/** Carries out `record_analysis`: the text beside `analysis.json`, with what it was made from. */
import { PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import type { RunServices } from '../../tools/define.ts';
import { analysisFileName, readStage, writeStage } from '../stages/files.ts';
import { isAccepted } from '../stages/stagesOf.ts';
import { stageFilesFor } from '../stages/toolFiles.ts';
import { inputsOf, type Stages } from '../stages/units.ts';
import { codeInputs } from './codeBook.ts';
import { some } from './finding.ts';
import type { Subject } from './subject.ts';

/** `path`: as the plan names it. Throws `no-plan`, `plan-not-accepted`, `not-planned`. */
export async function recordAnalysisOf(
  { subject, path, text }: { readonly subject: Subject; readonly path: string; readonly text: string },
  services: RunServices,
  call: ToolCall,
): Promise<ToolResult> {
  const files = stageFilesFor(subject.folder, services, call);
  const stages: Stages = await analysed(files);
  const { plan } = stages;
  if (plan === undefined)
    throw new PracticumError('no-plan', `There is no plan for ${subject.name} whose files could be analysed.`, {
      hint: 'Call propose_plan first.',
    });
  if (!isAccepted(stages))
    throw new PracticumError('plan-not-accepted', 'Nobody has accepted the plan as it stands now.', {
      hint: `Call propose_plan with paper ${JSON.stringify(subject.name)} alone: it asks the person.`,
    });
  const planned = plan.files.filter(({ change }) => change !== 'keep').map((file) => file.path);
  if (!planned.includes(path))
    throw new PracticumError('not-planned', `${path} is no file that the plan writes.`, { hint: `It writes ${some(planned, 30)}.` });
  const inputs = inputsOf(stages, codeInputs(path, stages));
  await files.write(analysisFileName(path), text.endsWith('\n') ? text : `${text}\n`);
  const others = (stages.analysis?.files ?? []).filter((file) => file.path !== path);
  const at = new Map(plan.order.map((name, place) => [name, place]));
  const all = [...others, { path, inputs }].toSorted((a, b) => (at.get(a.path) ?? 0) - (at.get(b.path) ?? 0));
  await writeStage(files, 'analysis', { v: 1, stage: 'analysis', files: all });
  return {
    content: `The analysis of ${path} is kept. Next: write ${path}, then link_code for each of its symbols that has an address, then next_step with paper ${JSON.stringify(subject.name)}.`,
    detail: { kind: 'files', paths: [...files.written] },
  };
}

async function analysed(files: Parameters<typeof readStage>[0]): Promise<Stages> {
  const names = ['spec', 'register', 'plan', 'accepted', 'analysis'] as const;
  const found = await Promise.all(names.map(async (stage) => [stage, await readStage(files, stage)] as const));
  return Object.fromEntries(found.filter(([, record]) => record !== undefined));
}
