import { describeError, isCancellation, PracticumError, systemErrorCode } from '../base/errors.ts';
import { type CommandLine, parseCommandLine } from './args.ts';
import { WrongUsage } from './command.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import type { Surroundings } from './surroundings.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';

/** As in package.json. Names that an older one lacks are imported nowhere on the way here, so that it gets as far as to be told. */
const oldestNode = 22;

/** Does what was asked for, to its end, and answers the exit code. Throws nothing. */
export async function runCommandLine(argv: readonly string[], surroundings: Surroundings): Promise<ExitCode> {
  const { output } = surroundings;
  try {
    requireNode();
    const code = await execute(parseCommandLine(argv), surroundings);
    const { aborted: isClosed, reason } = output.closed;
    if (!isClosed || systemErrorCode(reason) === 'EPIPE') return code;
    output.err(`practicum: the output could not be written: ${describeError(reason)}\n`);
    return exitCode.failed;
  } catch (error) {
    if (isCancellation(error)) return exitCode.interrupted;
    output.err(`practicum: ${describeError(error)}\n`);
    if (!(error instanceof PracticumError) && error instanceof Error && error.stack !== undefined) output.err(`${error.stack}\n`);
    return error instanceof WrongUsage ? exitCode.usage : exitCode.failed;
  }
}

function requireNode(): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= oldestNode) return;
  throw new PracticumError('old-node', `Practicum needs Node ${oldestNode} or newer, and this is Node ${node}.`, {
    hint: 'Start it with a newer one: the path of that node before the path of practicum.',
  });
}

/** Each command's parts are loaded when it is asked for: `--help` loads none of them. */
async function execute({ command, options, values }: CommandLine, surroundings: Surroundings): Promise<ExitCode> {
  const { output } = surroundings;
  switch (command.kind) {
    case 'help':
      output.out(usage);
      return exitCode.done;
    case 'version':
      output.out(`${version}\n`);
      return exitCode.done;
    case 'prompt': {
      surroundings.beforeSession();
      const { workOnSession } = await import('./promptCommand.ts');
      return await workOnSession(options, command, surroundings);
    }
    case 'answer': {
      surroundings.beforeSession();
      const { workOnSession } = await import('./promptCommand.ts');
      const { answer, approval, feedback } = command;
      return await workOnSession(options, { kind: 'answer', approval, answer, feedback }, surroundings);
    }
    case 'grant': {
      const { workWithGrants } = await import('./grantCommands.ts');
      return await workWithGrants(options, command.command, output);
    }
    case 'mcp': {
      const { serveMcp } = await import('./mcpServe.ts');
      return await serveMcp(options, command.request, output);
    }
    case 'mcp-servers': {
      const { workWithServers } = await import('./mcpCommand.ts');
      return await workWithServers(options, command.request, output, surroundings.terminal());
    }
    case 'approvals': {
      const { listApprovals } = await import('./promptCommand.ts');
      return await listApprovals(options, output);
    }
    case 'spend': {
      const { showSpending } = await import('./spendCommand.ts');
      return await showSpending(options, command.session, output);
    }
    case 'models': {
      const { workWithModels } = await import('./modelsCommand.ts');
      return await workWithModels(options, command.request, output);
    }
    case 'doctor': {
      const { runDoctor } = await import('./doctorCommand.ts');
      return await runDoctor(options, output);
    }
    case 'hub': {
      const { workWithHub } = await import('./hubCommand.ts');
      return await workWithHub(options, command.words, values, output);
    }
    case 'reproduce': {
      const { reproduce } = await import('./reproduceCommand.ts');
      return await reproduce(options, command.request, output);
    }
    case 'paper': {
      const { workWithPaper } = await import('./paperCommand.ts');
      return await workWithPaper(options, command.request, output);
    }
    case 'sessions': {
      const { workWithSessions } = await import('./sessionsCommands.ts');
      return await workWithSessions(options, command.command, output);
    }
    case 'run': {
      const { startRun } = await import('./runsCommands.ts');
      return await startRun(options, command.script, command.args, command.wait, output, command.needs);
    }
    case 'metrics-parse': {
      const { parseMetrics } = await import('./metricsCommand.ts');
      return await parseMetrics(options, command.request, output, surroundings.input);
    }
    case 'rules': {
      const { workWithRules } = await import('./rulesCommand.ts');
      return await workWithRules(options, command.command, output);
    }
    case 'policy-check': {
      const { checkPolicy } = await import('./policyCommand.ts');
      return await checkPolicy(options, command.question, output, surroundings.input);
    }
    case 'runs-list': {
      const { listRuns } = await import('./runsCommands.ts');
      return await listRuns(options, output);
    }
    case 'runs-show': {
      const { showRun } = await import('./runsCommands.ts');
      return await showRun(options, command.run, output);
    }
    case 'runs-compare': {
      const { compareTwoRuns } = await import('./compareCommand.ts');
      return await compareTwoRuns(options, command.a, command.b, output);
    }
    case 'runs-mark': {
      const { markRun } = await import('./marksCommand.ts');
      return await markRun(options, command.run, command.change, output);
    }
    case 'runs-first': {
      const { putRunFirst } = await import('./marksCommand.ts');
      return await putRunFirst(options, command.run, output);
    }
    case 'gpus': {
      const { listGpus } = await import('./marksCommand.ts');
      return await listGpus(options, output);
    }
    case 'runs-export': {
      const { exportOneRun } = await import('./exportCommand.ts');
      return await exportOneRun(options, command.request, output);
    }
    case 'runs-stop': {
      const { stopRun } = await import('./runLifeCommands.ts');
      return await stopRun(options, command.run, command.isSure, output);
    }
    case 'runs-tail': {
      const { tailRun } = await import('./runLifeCommands.ts');
      return await tailRun(options, command.run, command.follow, output);
    }
    case 'runs-wait': {
      const { waitRun } = await import('./runLifeCommands.ts');
      return await waitRun(options, command.run, command.metric, command.timeoutSeconds, output);
    }
    case 'runs-resume': {
      const { resumeRun } = await import('./runLifeCommands.ts');
      return await resumeRun(options, command.run, command.checkpoint, output);
    }
    case 'runs-import': {
      const { importLogs } = await import('./importCommand.ts');
      return await importLogs(options, command.paths, output);
    }
    case 'runs-attach': {
      const { attachRuns } = await import('./runLifeCommands.ts');
      return await attachRuns(options, output);
    }
    case 'runs-adopt': {
      const { adoptRun } = await import('./runLifeCommands.ts');
      return await adoptRun(options, command.what, command.log, output);
    }
  }
}
