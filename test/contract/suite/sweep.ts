import type { WaldurClient } from '../../../src/waldur/client';
import { deleteCustomer, listCustomers } from '../../../src/waldur/customers';
import { deleteInvitation, listInvitations } from '../../../src/waldur/invitations';
import { deleteProject, listProjects } from '../../../src/waldur/projects';
import { commonPrefix } from './bench';

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

/** Removes all traces. @returns what could not be removed, in words */
export async function sweep(client: WaldurClient, prefix: string): Promise<readonly string[]> {
  for (const trace of await tracesOf(client, prefix)) {
    try {
      await trace.remove();
    } catch {
      // What is still there is told below.
    }
  }
  return (await tracesOf(client, prefix)).map(({ what }) => what);
}
