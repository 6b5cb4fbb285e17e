import { environment } from './runs/environment.ts';
import { running } from './runs/running.ts';
import { useTraining } from './runs/window.ts';

describe('in a real window over scripts', function () {
  this.timeout(240_000);
  const training = useTraining();
  describe('a script whose packages are missing', () => environment(training));
  describe('training runs', () => running(training));
});
