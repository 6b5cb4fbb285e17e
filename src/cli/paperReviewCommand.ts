import { glob, readFile } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { PracticumError, systemErrorCode } from '../base/errors.ts';
import { chosenFiles, knownOfCode } from '../reproduction/review/gather.ts';
import { type ReviewedFile, reviewCode, reviewedFiles } from '../reproduction/review/reviewCode.ts';
import { reviewText } from '../reproduction/review/reviewText.ts';
import type { CommonOptions, PaperRequest } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { openGiven } from './givenPaper.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';
import { stageFolder } from './stageFolder.ts';

/** `practicum paper review`: writes nothing. Ends with 1 where something is certainly not as the paper says. */
export async function reviewPaperCode(
  options: CommonOptions,
  { paper: given, files: named }: Extract<PaperRequest, { kind: 'review' }>,
  output: Output,
  signal: AbortSignal,
): Promise<ExitCode> {
  const host = createCliHost(options, output);
  const root = host.roots[0] ?? process.cwd();
  const { paper, said } = (await openGiven(host, given, false, signal)).opened;
  const known = await knownOfCode(stageFolder(root, paper.id));
  const { files, isCut } =
    named.length > 0 ? { files: await readNamed(named, root), isCut: false } : await chosenFiles(textsOf(root), known.paths);
  if (files.length === 0)
    throw new PracticumError('review-no-code', `There is no Python file or configuration in ${root}.`, {
      hint: 'Name files: .py, .yaml, .json or .toml.',
    });
  const review = reviewCode({ paper, said, files, ...known });
  if (options.json) output.out(`${JSON.stringify({ v: 1, paper: paper.id, ...review })}\n`);
  else output.out(`${reviewText(review)}\n`);
  if (isCut) output.err('Not all files were looked at: name those that matter.\n');
  return review.findings.some(({ severity }) => severity === 'warning') ? exitCode.failed : exitCode.done;
}

async function readNamed(names: readonly string[], root: string): Promise<readonly ReviewedFile[]> {
  return await Promise.all(
    names.map(async (name) => {
      const path = resolve(root, name);
      if (!reviewedFiles.test(path))
        throw new PracticumError('review-no-code', `${name} is neither Python nor a configuration.`, {
          hint: 'Name .py, .yaml, .json or .toml files.',
        });
      try {
        return { path: withSlashes(relative(root, path)), text: await readFile(path, 'utf8') };
      } catch (error) {
        throw new PracticumError('review-no-code', `${name} cannot be read (${systemErrorCode(error) ?? String(error)}).`, {
          hint: 'Name files relative to the folder, or to --cwd.',
          cause: error,
        });
      }
    }),
  );
}

const others = new Set(['node_modules', 'site-packages', '__pycache__', 'venv', 'env']);

async function* textsOf(root: string): AsyncGenerator<ReviewedFile> {
  const exclude = (name: string): boolean => others.has(name) || (name.startsWith('.') && name.length > 1);
  for await (const name of glob('**/*.{py,yaml,yml,toml}', { cwd: root, exclude })) {
    const text = await readFile(join(root, name), 'utf8').catch(() => undefined);
    if (text !== undefined) yield { path: withSlashes(name), text };
  }
}

function withSlashes(path: string): string {
  return path.split(sep).join('/');
}
