import { createJob, type Job } from '../../hub/jobs.ts';
import { createOnce } from './createOnce.ts';
import { jobMachine } from './jobMachine.ts';
import { jobRequestOf } from './jobRequest.ts';
import type { HubKind } from './machineKind.ts';
import { lookForOwn } from './ownJobs.ts';

export const jobKind: HubKind<Job> = {
  noun: 'job',
  async create({ place, spec, access, parts, ...asking }) {
    const { hub } = access;
    const job = await createOnce({
      ...asking,
      makeRequest: () => jobRequestOf(place, spec, access, parts),
      create: (request) => createJob(hub, place.payer, request),
      find: () => lookForOwn(hub, place.payer, spec.id, asking.wait),
    });
    return job?.id;
  },
  open: (id, { place, access }) => jobMachine(place, { payer: place.payer, id }, access),
};
