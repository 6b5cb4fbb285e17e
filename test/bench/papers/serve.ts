/** The services that papers come from in a thread of their own: whoever measures the host does not measure them. */
import { parentPort, workerData } from 'node:worker_threads';
import { startPaperServices } from '../../doubles/papers/papers.ts';
import type { StoredPaper } from '../../doubles/papers/stored.ts';

const services = await startPaperServices(workerData as readonly StoredPaper[]);
parentPort?.postMessage(services.settings);
