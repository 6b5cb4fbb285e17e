import { examine, reportAsText } from '../app/doctor.ts';
import { createWalls } from '../app/walls.ts';
import type { CommonOptions } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createCliHost } from './host.ts';
import type { Output } from './output.ts';

/** Warnings are no failure: most of them need nobody's hand before one works. */
export async function runDoctor(options: CommonOptions, output: Output): Promise<ExitCode> {
  const host = createCliHost(options, output);
  const findings = await examine(host, createWalls(host));
  if (options.json) for (const finding of findings) output.out(`${JSON.stringify(finding)}\n`);
  else output.out(reportAsText(findings));
  return exitCode.done;
}
