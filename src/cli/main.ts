import { runCommandLine } from './commandLine.ts';
import { compileLater, keepCompiled } from './compiled.ts';
import { createProcessOutput } from './output.ts';
import { createTerminal } from './terminal.ts';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  output: createProcessOutput(),
  get input() {
    return process.stdin;
  },
  terminal: createTerminal,
  beforeSession: keepCompiled,
  afterFirstAnswer: compileLater,
});
