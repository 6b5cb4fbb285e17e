import { moreEnvironment } from './runs/moreEnvironment.ts';
import { moreRunning } from './runs/moreRunning.ts';
import { useTraining } from './runs/window.ts';

describe('more in a real window over scripts', function () {
  this.timeout(240_000);
  const training = useTraining();
  describe('a script whose packages are missing', () => moreEnvironment(training));
  describe('training runs', () => moreRunning(training));
});
