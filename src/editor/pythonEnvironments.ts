/**
 * The interpreter that the editor's Python extensions have chosen, read off what they export. What they export is checked: they are
 * optional, other people's, and change.
 */
import { isAbsolute } from 'node:path';
import * as z from 'zod';

function method<T>(): z.ZodType<T> {
  return z.custom<T>((value) => typeof value === 'function');
}

const program = z.object({ executable: z.string(), args: z.array(z.string()).optional() });
/** https://github.com/microsoft/vscode-python-environments (src/api.ts: PythonEnvironment, PythonEnvironmentExecutionInfo) */
const environmentsApi = z.object({ getEnvironment: method<(scope: unknown) => unknown>() });
const environment = z.object({ execInfo: z.object({ run: program, activatedRun: program.optional() }) });

/** https://github.com/microsoft/vscode-python/wiki/Python-Environment-APIs */
const pythonApi = z.object({
  environments: z.object({
    getActiveEnvironmentPath: method<(resource?: unknown) => unknown>(),
    resolveEnvironment: method<(path: unknown) => unknown>().optional(),
  }),
});
const environmentPath = z.object({ path: z.string().min(1) });
const resolved = z.object({ executable: z.object({ uri: z.object({ fsPath: z.string().min(1) }) }) });

/** Of `ms-python.vscode-python-envs`, for a folder. Undefined: nothing is chosen, or it says it in a way that is not known here. */
export async function interpreterOfEnvironments(exported: unknown, scope: unknown): Promise<string | undefined> {
  const api = environmentsApi.safeParse(exported);
  if (!api.success) return undefined;
  const found = environment.safeParse(await api.data.getEnvironment(scope));
  if (!found.success) return undefined;
  const { run, activatedRun } = found.data.execInfo;
  // `conda run …` is no interpreter: the one inside is, and a run of it is activated where it starts.
  const programs = [activatedRun, run].filter((each) => each !== undefined && (each.args ?? []).length === 0);
  return programs.find((each) => each !== undefined && isAbsolute(each.executable))?.executable ?? absolute(run.executable);
}

/** Of `ms-python.python`, for a folder. */
export async function interpreterOfPython(exported: unknown, resource: unknown): Promise<string | undefined> {
  const api = pythonApi.safeParse(exported);
  if (!api.success) return undefined;
  const { environments } = api.data;
  const chosen = environments.getActiveEnvironmentPath(resource);
  const { data } = environmentPath.safeParse(chosen);
  // `python` alone means that nothing was chosen.
  if (data === undefined || !isAbsolute(data.path)) return undefined;
  // The path may be a folder: a conda environment without a Python.
  const whole = resolved.safeParse(await environments.resolveEnvironment?.(chosen));
  return whole.success ? whole.data.executable.uri.fsPath : data.path;
}

function absolute(file: string): string | undefined {
  return isAbsolute(file) ? file : undefined;
}
