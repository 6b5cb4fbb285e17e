import type { BuildOptions } from 'esbuild';

export declare function withMathFonts(folder: string): BuildOptions;
