// Mocha's own listing for people, and the result as a file for the script that sums everything up.
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const file = process.env.PRACTICUM_TEST_REPORT;
    if (file === undefined) return;
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const failed = this.failures.map((test) => ({ title: test.fullTitle(), error: String(test.err?.stack ?? test.err) }));
      writeFileSync(file, JSON.stringify({ passed: passes, failed: failures, skipped: pending, failures: failed }, null, 1));
    });
  }
}
