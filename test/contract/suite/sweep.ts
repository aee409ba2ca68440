import type { WaldurClient } from '../../../src/waldur/client';
import { deleteCustomer, listCustomers } from '../../../src/waldur/customers';
import { deleteInvitation, listInvitations } from '../../../src/waldur/invitations';
import { deleteProject, listProjects } from '../../../src/waldur/projects';
import { type Bench, commonPrefix } from './bench';

interface Trace {
  readonly what: string;
  readonly remove: () => Promise<unknown>;
}

/** A name the suite gives, and no other: `contract-1a2b3c4d project 7`. */
const ownName = new RegExp(`^${commonPrefix}[0-9a-f]{8}[ -]`);

/**
 * What a server still shows of a run, or of all runs, of what the caller sees: for the case that an answer was
 * lost, and with it the uuid of what had been made.
 */
async function tracesOf(client: WaldurClient, prefix: string): Promise<readonly Trace[]> {
  const [invitations, projects, customers] = [
    await listInvitations(client, { email: prefix, page_size: 300 }),
    await listProjects(client, { name: prefix, field: ['name'], page_size: 300 }),
    await listCustomers(client, { name: prefix, field: ['name'], page_size: 300 }),
  ];
  const named = (name: string | null | undefined) =>
    typeof name === 'string' && name.startsWith(prefix) && ownName.test(name);
  return [
    ...invitations.rows
      .filter(({ email }) => named(email))
      .map(({ uuid, email }) => ({
        what: `invitation of ${email}, ${uuid}`,
        remove: () => deleteInvitation(client, uuid),
      })),
    ...projects.rows
      .filter(({ name }) => named(name))
      .map(({ uuid, name }) => ({
        what: `project ${name}, ${uuid}`,
        remove: () => deleteProject(client, uuid),
      })),
    ...customers.rows
      .filter(({ name }) => named(name))
      .map(({ uuid, name }) => ({
        what: `organisation ${name}, ${uuid}`,
        remove: () => deleteCustomer(client, uuid),
      })),
  ];
}

/** Removes what a run made of which no case knows. @returns what could not be removed, in words */
export async function sweepRun({ client, prefix }: Bench): Promise<readonly string[]> {
  try {
    return await sweep(client, prefix);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return [`perhaps more that is called "${prefix} …", which could not be looked for (${reason})`];
  }
}

const mostTries = 3;

/** Removes all traces. @returns what could not be removed, in words */
export async function sweep(client: WaldurClient, prefix: string): Promise<readonly string[]> {
  for (let attempt = 0; ; attempt++) {
    const traces = await tracesOf(client, prefix);
    if (traces.length === 0 || attempt === mostTries) {
      return traces.map(({ what }) => what);
    }
    for (const trace of traces) {
      try {
        await trace.remove();
      } catch {
        // Whether it is gone all the same, the next look tells.
      }
    }
  }
}
