import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from '../../../scripts/package.ts';
import { capture } from '../../../scripts/run.ts';

/** One habit that the settings forbid on each line, with the compiler's number for it. */
const forbidden: readonly (readonly [source: string, error: string])[] = [
  ['export function anything(x) { return x; }', 'TS7006'],
  ['export const unchecked: number = [1][5];', 'TS2322'],
  ['export const viaIndex = (given: Record<string, string>) => given.name;', 'TS4111'],
  ['export const exact: { a?: number } = { a: undefined };', 'TS2375'],
  ['function unused(): void {}', 'TS6133'],
  ['export function parameter(given: number): void {}', 'TS6133'],
  ['export function mayReturn(x: number) { if (x > 0) return 1; }', 'TS7030'],
  ['export class Base { a(): void {} }\nexport class Derived extends Base { a(): void {} }', 'TS4114'],
  ['export enum Kind { One }', 'TS1294'],
  ["import { StatOptions } from 'node:fs';\nexport type S = StatOptions;", 'TS1484'],
];

describe('the compiler’s settings', () => {
  // shows: build-types-strict
  it('refuse each loose habit', async function compile() {
    this.timeout(60_000);
    const folder = mkdtempSync(path.join(tmpdir(), 'practicum-types-'));
    try {
      for (const [index, [source]] of forbidden.entries()) writeFileSync(path.join(folder, `case${index}.ts`), `${source}\n`);
      const types = path.join(root, 'node_modules/@types');
      const project = { extends: path.join(root, 'tsconfig.json'), compilerOptions: { typeRoots: [types] }, include: ['.'], exclude: [] };
      writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify(project));
      writeFileSync(path.join(folder, 'package.json'), '{ "type": "module" }');
      const { output } = await capture(
        process.execPath,
        [path.join(root, 'node_modules/typescript/bin/tsc'), '-p', folder, '--pretty', 'false'],
        {
          cwd: folder,
          isQuiet: true,
        },
      );
      for (const [index, [source, error]] of forbidden.entries()) {
        assert.match(output, new RegExp(`case${index}\\.ts\\(\\d+,\\d+\\): error ${error}:`), `${source}\nwas not refused:\n${output}`);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
