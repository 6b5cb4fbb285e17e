import { PracticumError } from '../../base/errors.ts';
import type { ToolCall, ToolResult } from '../../base/tool.ts';
import type { PaperId } from '../../papers/address.ts';
import type { RunServices } from '../../tools/define.ts';
import { absolutePath, displayPath, firstRoot } from '../../tools/paths.ts';
import { decodeText } from '../../workspace/text.ts';
import { openPaper } from '../openPaper.ts';
import { stageFilesFor } from '../stages/toolFiles.ts';
import { chosenFiles, knownOfCode } from './gather.ts';
import { type ReviewedFile, reviewCode, reviewedFiles } from './reviewCode.ts';
import { reviewText } from './reviewText.ts';

/** Carries out `review_code`. Throws `review-no-code`, and what the paper and the ports throw. */
export async function reviewCodeFor(
  id: PaperId,
  given: readonly string[] | undefined,
  services: RunServices,
  call: ToolCall,
): Promise<ToolResult> {
  const { paper, said } = await openPaper(id, services, call);
  const known = await knownOfCode(stageFilesFor(id, services, call));
  const { files, isCut } =
    given === undefined ? await allFiles(known.paths, services, call) : { files: await named(given, services, call), isCut: false };
  if (files.length === 0)
    throw new PracticumError('review-no-code', 'There is no Python file or configuration to look at.', {
      hint: 'Name files: .py, .yaml, .json or .toml.',
    });
  const text = reviewText(reviewCode({ paper, said, files, ...known }));
  return {
    content: isCut ? `${text}\n(Not all files were looked at: name those that matter.)` : text,
    origin: { kind: 'paper', name: paper.id },
  };
}

async function allFiles(paths: ReadonlySet<string>, { folders, roots }: RunServices, call: ToolCall): ReturnType<typeof chosenFiles> {
  return await chosenFiles(folders.texts(call.permit, { path: firstRoot(roots), pattern: '*.{py,yaml,yml,toml}' }, call.signal), paths);
}

async function named(given: readonly string[], { files, roots }: RunServices, call: ToolCall): Promise<readonly ReviewedFile[]> {
  const found: ReviewedFile[] = [];
  for (const file of given) {
    const path = absolutePath(file, roots);
    const name = displayPath(path, roots);
    if (!reviewedFiles.test(path))
      throw new PracticumError('review-no-code', `${name} is neither Python nor a configuration.`, {
        hint: 'Name .py, .yaml, .json or .toml files.',
      });
    const { bytes } = await files.read(call.permit, path, call.signal);
    found.push({ path: name, text: decodeText(bytes, name).text });
  }
  return found;
}
