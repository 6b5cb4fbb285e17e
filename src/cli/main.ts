import { describeError, isCancellation, PracticumError, systemErrorCode } from '../base/errors.ts';
import { type CommandLine, parseCommandLine } from './args.ts';
import { WrongUsage } from './command.ts';
import { keepCompiled } from './compiled.ts';
import { type ExitCode, exitCode } from './exitCodes.ts';
import { createProcessOutput } from './output.ts';
import { createTerminal } from './terminal.ts';
import { usage } from './usage.ts';
import { version } from './version.ts';

/** As in package.json. Names that an older one lacks are imported nowhere on the way here, so that it gets as far as to be told. */
const oldestNode = 22;

const processOutput = createProcessOutput();
process.exitCode = await run(process.argv.slice(2));

function requireNode(): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= oldestNode) return;
  throw new PracticumError('old-node', `Practicum needs Node ${oldestNode} or newer, and this is Node ${node}.`, {
    hint: 'Start it with a newer one: the path of that node before the path of practicum.',
  });
}

async function run(argv: readonly string[]): Promise<ExitCode> {
  try {
    requireNode();
    const code = await execute(parseCommandLine(argv));
    const { aborted: isClosed, reason } = processOutput.closed;
    if (!isClosed || systemErrorCode(reason) === 'EPIPE') return code;
    processOutput.err(`practicum: the output could not be written: ${describeError(reason)}\n`);
    return exitCode.failed;
  } catch (error) {
    if (isCancellation(error)) return exitCode.interrupted;
    processOutput.err(`practicum: ${describeError(error)}\n`);
    if (!(error instanceof PracticumError) && error instanceof Error && error.stack !== undefined) processOutput.err(`${error.stack}\n`);
    return error instanceof WrongUsage ? exitCode.usage : exitCode.failed;
  }
}

/** Each command's parts are loaded when it is asked for: `--help` loads none of them. */
async function execute({ command, options, values }: CommandLine): Promise<ExitCode> {
  switch (command.kind) {
    case 'help':
      processOutput.out(usage);
      return exitCode.done;
    case 'version':
      processOutput.out(`${version}\n`);
      return exitCode.done;
    case 'prompt': {
      keepCompiled();
      const { workOnSession } = await import('./promptCommand.ts');
      return await workOnSession(options, command, processOutput, createTerminal());
    }
    case 'answer': {
      keepCompiled();
      const { workOnSession } = await import('./promptCommand.ts');
      const { answer, approval, feedback } = command;
      return await workOnSession(options, { kind: 'answer', approval, answer, feedback }, processOutput, createTerminal());
    }
    case 'grant': {
      const { workWithGrants } = await import('./grantCommands.ts');
      return await workWithGrants(options, command.command, processOutput);
    }
    case 'mcp': {
      const { serveMcp } = await import('./mcpServe.ts');
      return await serveMcp(options, command.request, processOutput);
    }
    case 'mcp-servers': {
      const { workWithServers } = await import('./mcpCommand.ts');
      return await workWithServers(options, command.request, processOutput);
    }
    case 'approvals': {
      const { listApprovals } = await import('./promptCommand.ts');
      return await listApprovals(options, processOutput);
    }
    case 'spend': {
      const { showSpending } = await import('./spendCommand.ts');
      return await showSpending(options, command.session, processOutput);
    }
    case 'models': {
      const { workWithModels } = await import('./modelsCommand.ts');
      return await workWithModels(options, command.request, processOutput);
    }
    case 'doctor': {
      const { runDoctor } = await import('./doctorCommand.ts');
      return await runDoctor(options, processOutput);
    }
    case 'hub': {
      const { workWithHub } = await import('./hubCommand.ts');
      return await workWithHub(options, command.words, values, processOutput);
    }
    case 'reproduce': {
      const { reproduce } = await import('./reproduceCommand.ts');
      return await reproduce(options, command.request, processOutput);
    }
    case 'paper': {
      const { workWithPaper } = await import('./paperCommand.ts');
      return await workWithPaper(options, command.request, processOutput);
    }
    case 'sessions': {
      const { workWithSessions } = await import('./sessionsCommands.ts');
      return await workWithSessions(options, command.command, processOutput);
    }
    case 'run': {
      const { startRun } = await import('./runsCommands.ts');
      return await startRun(options, command.script, command.args, command.wait, processOutput, command.needs);
    }
    case 'metrics-parse': {
      const { parseMetrics } = await import('./metricsCommand.ts');
      return await parseMetrics(options, command.request, processOutput, process.stdin);
    }
    case 'rules': {
      const { workWithRules } = await import('./rulesCommand.ts');
      return await workWithRules(options, command.command, processOutput);
    }
    case 'policy-check': {
      const { checkPolicy } = await import('./policyCommand.ts');
      return await checkPolicy(options, command.question, processOutput, process.stdin);
    }
    case 'runs-list': {
      const { listRuns } = await import('./runsCommands.ts');
      return await listRuns(options, processOutput);
    }
    case 'runs-show': {
      const { showRun } = await import('./runsCommands.ts');
      return await showRun(options, command.run, processOutput);
    }
    case 'runs-compare': {
      const { compareTwoRuns } = await import('./compareCommand.ts');
      return await compareTwoRuns(options, command.a, command.b, processOutput);
    }
    case 'runs-mark': {
      const { markRun } = await import('./marksCommand.ts');
      return await markRun(options, command.run, command.change, processOutput);
    }
    case 'runs-first': {
      const { putRunFirst } = await import('./marksCommand.ts');
      return await putRunFirst(options, command.run, processOutput);
    }
    case 'gpus': {
      const { listGpus } = await import('./marksCommand.ts');
      return await listGpus(options, processOutput);
    }
    case 'runs-export': {
      const { exportOneRun } = await import('./exportCommand.ts');
      return await exportOneRun(options, command.request, processOutput);
    }
    case 'runs-stop': {
      const { stopRun } = await import('./runLifeCommands.ts');
      return await stopRun(options, command.run, command.isSure, processOutput);
    }
    case 'runs-tail': {
      const { tailRun } = await import('./runLifeCommands.ts');
      return await tailRun(options, command.run, command.follow, processOutput);
    }
    case 'runs-wait': {
      const { waitRun } = await import('./runLifeCommands.ts');
      return await waitRun(options, command.run, command.metric, command.timeoutSeconds, processOutput);
    }
    case 'runs-resume': {
      const { resumeRun } = await import('./runLifeCommands.ts');
      return await resumeRun(options, command.run, command.checkpoint, processOutput);
    }
    case 'runs-import': {
      const { importLogs } = await import('./importCommand.ts');
      return await importLogs(options, command.paths, processOutput);
    }
    case 'runs-attach': {
      const { attachRuns } = await import('./runLifeCommands.ts');
      return await attachRuns(options, processOutput);
    }
    case 'runs-adopt': {
      const { adoptRun } = await import('./runLifeCommands.ts');
      return await adoptRun(options, command.what, command.log, processOutput);
    }
  }
}
