/** What a person reads before they say yes to a plan, or to its being written down. */
import { InvariantBroken } from '../../base/errors.ts';
import type { ToolDetail } from '../../base/tool.ts';
import type { PreviewServices } from '../../tools/define.ts';
import { displayPath } from '../../tools/paths.ts';
import { FileNotFound } from '../../workspace/fileErrors.ts';
import { decodeText } from '../../workspace/text.ts';
import { readStage, type StageFiles } from '../stages/files.ts';
import { stageFilePath } from '../stages/toolFiles.ts';
import { planHash } from '../stages/units.ts';
import { planOf, readDraft } from './draft.ts';
import { orderOf } from './order.ts';
import { planText } from './planText.ts';
import type { Subject } from './subject.ts';

/** Throws what a draft or a file that cannot be read throws. */
export async function previewPlan(
  subject: Subject,
  given: string | object | undefined,
  services: PreviewServices,
  signal: AbortSignal,
): Promise<ToolDetail | undefined> {
  const files: StageFiles = {
    async read(name) {
      try {
        const { bytes } = await services.peek(stageFilePath(subject.folder, name, services.roots), signal);
        return decodeText(bytes, name).text;
      } catch (error) {
        if (error instanceof FileNotFound) return undefined;
        throw error;
      }
    },
    write: async () => Promise.reject(new InvariantBroken('a preview writes nothing')),
  };
  const [plan, register, environment] = await Promise.all([
    given === undefined ? readStage(files, 'plan') : planOf(readDraft(given).draft, {}),
    readStage(files, 'register'),
    readStage(files, 'environment'),
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
