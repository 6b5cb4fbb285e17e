import type { BuildOptions, BuildResult, Metafile } from 'esbuild';

/** As esbuild’s `build`, splitting, with fewer chunks. */
export function buildJoined(
  options: BuildOptions & { readonly absWorkingDir: string; readonly outdir: string },
): Promise<BuildResult & { readonly metafile: Metafile }>;
