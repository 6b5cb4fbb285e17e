// Measures the extension host from within: lets the engine collect what nobody holds, and appends `process.memoryUsage()` as a line to
// PRACTICUM_SOAK_GAUGE. From outside, only a number can be seen that also counts what the engine keeps for later.
const { appendFileSync } = require('node:fs');
const { setTimeout: sleep } = require('node:timers/promises');
const { setFlagsFromString } = require('node:v8');
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
    appendFileSync(process.env.PRACTICUM_SOAK_GAUGE, `${JSON.stringify(process.memoryUsage())}\n`);
  };
  context.subscriptions.push(vscode.commands.registerCommand('practicumTest.gauge', gauge));
};
