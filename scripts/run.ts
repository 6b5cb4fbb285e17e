/** Child processes for the scripts: what they print is shown or kept, and a failure says which command it was. */
import { spawn } from 'node:child_process';

export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Show the output as it comes (default), or keep it for the error text. */
  readonly isQuiet?: boolean;
  /** How often to try in all; package registries and mirrors are flaky. */
  readonly attempts?: number;
}

export interface Ran {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

const keptCharacters = 200_000;

/** Runs to the end and answers however it ended. Rejects only when the program could not be started. */
export function capture(command: string, args: readonly string[], options: RunOptions = {}): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: options.cwd, env: options.env ?? process.env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    const keep = (to: NodeJS.WriteStream) => (chunk: Buffer) => {
      output = (output + chunk.toString('utf8')).slice(-keptCharacters);
      if (options.isQuiet !== true) to.write(chunk);
    };
    child.stdout.on('data', keep(process.stdout));
    child.stderr.on('data', keep(process.stderr));
    child.on('error', (error) => reject(new Error(`could not start ${command}: ${error.message}`, { cause: error })));
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
}

/** Runs to the end; rejects with the last lines of the output when it fails every time. */
export async function run(command: string, args: readonly string[], options: RunOptions = {}): Promise<string> {
  const attempts = options.attempts ?? 1;
  for (let attempt = 1; ; attempt++) {
    const ran = await capture(command, args, options);
    if (ran.code === 0) return ran.output;
    const how = ran.signal === null ? `exit code ${ran.code}` : `signal ${ran.signal}`;
    const said = options.isQuiet === true ? `\n${ran.output.split('\n').slice(-30).join('\n')}` : '';
    if (attempt >= attempts) throw new Error(`${command} ${args.join(' ')}: ${how}${said}`);
    console.log(`${command} ${args[0] ?? ''} failed (${how}); trying again, ${attempt + 1} of ${attempts}`);
  }
}
