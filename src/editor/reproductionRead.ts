/** The files of a reproduction as they are now: each is read by itself, so that one that cannot be read leaves the others. */
import { defined } from '../base/defined.ts';
import { PracticumError } from '../base/errors.ts';
import { analysisFileName, parseStage, type StageFiles, stageFileName } from '../reproduction/stages/files.ts';
import { type StageRecords, stageSchemas } from '../reproduction/stages/records.ts';
import type { Stages } from '../reproduction/stages/units.ts';

export type KeptStage = keyof StageRecords;

export interface BrokenStage {
  readonly file: string;
  readonly line?: number;
  readonly text: string;
  readonly hint?: string;
}

export interface ReadReproduction {
  readonly stages: Stages;
  readonly broken: ReadonlyMap<KeptStage, BrokenStage>;
  readonly hasMarkdown: boolean;
}

/** What is looked at beside the folder of the paper. */
export interface ReproductionFiles extends Pick<StageFiles, 'read'> {
  /** SHA-256 of those files of the workspace that are there, by their paths in it. */
  hashes(paths: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

export const reportFile = 'report.md';

export async function readReproduction(files: ReproductionFiles): Promise<ReadReproduction> {
  const broken = new Map<KeptStage, BrokenStage>();
  const names = Object.keys(stageSchemas).filter(isKept);
  const read = await Promise.all(names.map(async (stage) => [stage, await readOne(stage, files, broken)] as const));
  const records: Partial<StageRecords> = Object.fromEntries(read.filter(([, record]) => record !== undefined));
  const planned = (records.plan?.files ?? []).map(({ path }) => path);
  const [sources, analyses, markdown] = await Promise.all([
    files.hashes(planned),
    readAnalyses(records, files),
    files.read(reportFile).catch(() => undefined),
  ]);
  return { stages: { ...records, sources, analyses }, broken, hasMarkdown: markdown !== undefined };
}

async function readOne<Name extends KeptStage>(
  stage: Name,
  files: ReproductionFiles,
  broken: Map<KeptStage, BrokenStage>,
): Promise<StageRecords[Name] | undefined> {
  const file = stageFileName(stage);
  try {
    const text = await files.read(file);
    return text === undefined ? undefined : parseStage(stage, text);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const hint = error instanceof PracticumError ? error.hint : undefined;
    broken.set(stage, { file, text, ...defined({ line: lineIn(text), hint }) });
    return undefined;
  }
}

/** Where the message says that it is. */
function lineIn(text: string): number | undefined {
  const found = /\bline (\d+)\b/u.exec(text)?.[1];
  return found === undefined ? undefined : Math.max(1, Number(found));
}

async function readAnalyses({ analysis }: Partial<StageRecords>, files: ReproductionFiles): Promise<ReadonlyMap<string, string>> {
  const found = await Promise.all(
    (analysis?.files ?? []).map(async ({ path }) => [path, await files.read(analysisFileName(path)).catch(() => undefined)] as const),
  );
  return new Map(found.flatMap(([path, text]) => (text === undefined ? [] : [[path, text] as const])));
}

export function isKept(name: string): name is KeptStage {
  return Object.hasOwn(stageSchemas, name);
}
