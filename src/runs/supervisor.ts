/** The supervisor program: `node supervisor.js <run folder> [relay=PATH] [keeper=PATH] [hook=PATH] [remote=PATH] [job=PATH] [home=PATH] [name=number …]`. Options are those of `SuperviseOptions`. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describeError, PracticumError } from '../base/errors.ts';
import { loadLateParts } from './lateParts.ts';
import { RunLeft } from './ssh/followSsh.ts';
import { supervise } from './supervise.ts';
import { type SuperviseOptions, superviseDefaults } from './supervision.ts';

const numberOptions = [
  'segment',
  'interruptGraceMs',
  'terminateGraceMs',
  'logLimitBytes',
  'heartbeatMs',
  'stopPollMs',
  'collectMs',
  'checkpointMs',
] as const;
const fileOptions = ['relay', 'keeper', 'hook', 'remote', 'job', 'home'] as const;

function optionsFrom(args: readonly string[]): SuperviseOptions {
  const options: { -readonly [name in keyof SuperviseOptions]: SuperviseOptions[name] } = { ...superviseDefaults };
  for (const name of fileOptions) {
    const given = args.find((arg) => arg.startsWith(`${name}=`));
    if (given !== undefined) options[name] = given.slice(name.length + 1);
  }
  for (const name of numberOptions) {
    const given = args.find((arg) => arg.startsWith(`${name}=`));
    if (given !== undefined) options[name] = Number(given.slice(name.length + 1));
  }
  return options;
}

const [folder, ...rest] = process.argv.slice(2);
if (folder === undefined) {
  process.stderr.write('usage: supervisor <run folder>\n');
  process.exitCode = 2;
} else {
  const stop = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => stop.abort());
  // What is missing then is missed when it is needed, and said.
  loadLateParts().catch(() => undefined);
  supervise(folder, stop.signal, optionsFrom(rest)).then(
    // Something else may hold the event loop; the record is complete.
    () => process.exit(0),
    (error: unknown) => {
      if (error instanceof RunLeft) process.exit(0);
      const text = `${describeError(error)}\n`;
      process.stderr.write(text);
      try {
        // It has no terminal: the launcher reads this. A folder that belongs to another supervisor is left alone.
        if (!(error instanceof PracticumError && error.code === 'run-claimed')) writeFileSync(path.join(folder, 'supervisor-error'), text);
      } catch {
        // The folder is gone or full.
      }
      process.exit(1);
    },
  );
}
