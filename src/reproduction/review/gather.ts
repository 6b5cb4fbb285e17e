/** Which files a review looks at, and what else is known of them. */

import { readStage, type StageFiles } from '../stages/files.ts';
import type { Contracts } from '../stages/records.ts';
import type { TraceLink } from '../trace/link.ts';
import { parseLinks } from '../trace/sideFile.ts';
import { type ReviewedFile, reviewedFiles } from './reviewCode.ts';

export interface KnownOfCode {
  readonly links: readonly TraceLink[];
  readonly contracts?: Contracts;
  /** Paths that are linked to the paper or stand in its plan. */
  readonly paths: ReadonlySet<string>;
}

/** Throws `links-unreadable` and what `readStage` throws. */
export async function knownOfCode(files: StageFiles): Promise<KnownOfCode> {
  const json = await files.read('links.json');
  const links = json === undefined ? [] : parseLinks(json, 'links.json');
  const contracts = await readStage(files, 'contracts');
  const plan = await readStage(files, 'plan');
  const planned = (plan?.files ?? []).filter(({ role }) => role !== 'test' && role !== 'evaluation').map(({ path }) => path);
  return { links, paths: new Set([...links.map(({ code }) => code.file), ...planned]), ...(contracts === undefined ? {} : { contracts }) };
}

const mostFiles = 300;
const mostChars = 400_000;
/** Other people's code, and tests with values of their own. */
const passedOver = /(?:^|\/)(?:\.[^/]+|node_modules|site-packages|venv|tests?|dist|build|out)\//i;
const ofTests = /(?:^|\/)(?:test_[^/]*|[^/]*_test|conftest)\.py$/i;

/** Of all texts of a workspace those that count: what is linked or planned, else whatever is nobody else's. `isCut`: there were more. */
export async function chosenFiles(
  texts: AsyncIterable<ReviewedFile>,
  paths: ReadonlySet<string>,
): Promise<{ readonly files: readonly ReviewedFile[]; readonly isCut: boolean }> {
  const [known, others]: [ReviewedFile[], ReviewedFile[]] = [[], []];
  for await (const { path, text } of texts) {
    if (!reviewedFiles.test(path) || text.length > mostChars) continue;
    if (paths.has(path)) known.push({ path, text });
    else if (!passedOver.test(path) && !ofTests.test(path) && others.length <= mostFiles) others.push({ path, text });
  }
  const files = known.length > 0 ? known : others;
  return { files: files.slice(0, mostFiles), isCut: files.length > mostFiles };
}
