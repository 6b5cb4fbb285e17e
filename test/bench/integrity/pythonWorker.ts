/** One Python process that executes script after script, each in a space of its own: importing numpy once saves most of the time. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { testPython } from '../../../scripts/python.mjs';
import type { RunPython } from '../../../src/reproduction/integrity/codeSplits.ts';

const source = `
import io, json, sys
ways = list(sys.path)
for line in sys.stdin:
    said, sys.stdout = sys.stdout, io.StringIO()
    try:
        exec(compile(json.loads(line), "script", "exec"), {"__name__": "__main__"})
    except BaseException as error:
        print(type(error).__name__, error)
    text, sys.stdout = sys.stdout.getvalue(), said
    sys.path[:] = ways
    print(json.dumps(text), flush=True)
`;

export interface PythonWorker {
  readonly run: RunPython;
  end(): void;
}

export async function pythonWorker(folder: string): Promise<PythonWorker> {
  const child = spawn(await testPython(), ['-c', source], { cwd: folder, stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async run(script) {
      child.stdin.write(`${JSON.stringify(script)}\n`);
      const { value } = await answers.next();
      return { stdout: String(JSON.parse(String(value))), exit: 0 };
    },
    end: () => child.stdin.end(),
  };
}
