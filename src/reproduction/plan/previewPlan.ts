/** What a person reads before they say yes to a plan, or to its being written down. */
import type { ToolDetail } from '../../base/tool.ts';
import type { PreviewServices } from '../../tools/define.ts';
import { displayPath } from '../../tools/paths.ts';
import { FileNotFound } from '../../workspace/fileErrors.ts';
import { decodeText } from '../../workspace/text.ts';
import { type KeptStage, parseStage } from '../stages/files.ts';
import type { StageRecords } from '../stages/records.ts';
import { stageFilePath } from '../stages/toolFiles.ts';
import { planHash } from '../stages/units.ts';
import { planOf, readDraft } from './draft.ts';
import { orderOf } from './order.ts';
import { planText } from './planText.ts';
import type { Subject } from './subject.ts';

/** Throws what a draft or a file that cannot be read throws. */
export async function previewPlan(
  subject: Subject,
  given: unknown,
  services: PreviewServices,
  signal: AbortSignal,
): Promise<ToolDetail | undefined> {
  const stage = async <Name extends KeptStage>(name: Name): Promise<StageRecords[Name] | undefined> => {
    try {
      const { bytes } = await services.peek(stageFilePath(subject.folder, `${name}.json`, services.roots), signal);
      return parseStage(name, decodeText(bytes, name).text);
    } catch (error) {
      if (error instanceof FileNotFound) return undefined;
      throw error;
    }
  };
  const [plan, register, environment] = await Promise.all([
    given === undefined ? stage('plan') : planOf(readDraft(given).draft, {}),
    stage('register'),
    stage('environment'),
  ]);
  if (plan === undefined) return undefined;
  const needing = plan.files.map(({ path, needs }) => ({
    name: path,
    needs: needs.filter((need) => plan.files.some((file) => file.path === need)),
  }));
  const ordered = { ...plan, order: [...orderOf(needing).order] };
  const isOfThis = environment?.inputs['plan'] === planHash(plan);
  const path = displayPath(stageFilePath(subject.folder, 'plan.json', services.roots), services.roots);
  return { kind: 'text', text: planText({ plan: ordered, register, path, environment: isOfThis ? environment : undefined }) };
}
