// Measures the extension host from within: lets the engine collect what nobody holds, and appends `process.memoryUsage()` as a line to
// PRACTICUM_SOAK_GAUGE, with `young`: what the engine keeps for new objects. From outside, only a number can be seen that also counts that.
const { appendFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { getHeapSpaceStatistics, setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');
const vscode = require('vscode');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

exports.activate = (context) => {
  const gauge = async () => {
    collect();
    // What was external to the heap is freed by what runs after a collection.
    await sleep(200);
    collect();
    const young = getHeapSpaceStatistics()
      .filter((space) => space.space_name.startsWith('new_'))
      .reduce((sum, space) => sum + space.physical_space_size, 0);
    appendFileSync(process.env.PRACTICUM_SOAK_GAUGE, `${JSON.stringify({ ...process.memoryUsage(), young })}\n`);
  };
  context.subscriptions.push(vscode.commands.registerCommand('practicumTest.gauge', gauge));
};
