import type { World, WorldEvent } from '../world';
import { uuidOf } from './random';

const limit = 400;

/** The audit feed that the rows of a world would have left: roles given, projects and organisations made, newest first. */
export function lifelikeEvents(world: Omit<World, 'events'>): WorldEvent[] {
  const users = new Map(world.users.map((user) => [user.username, user]));
  const customers = new Map(world.customers.map((customer) => [customer.uuid, customer]));
  const projects = new Map(world.projects.map((project) => [project.uuid, project]));
  const nameOf = (username: string): string => {
    const user = users.get(username);
    return `${user?.first_name ?? ''} ${user?.last_name ?? ''}`.trim() || username;
  };
  const about = (
    scope: string,
  ): { readonly name: string; readonly context: Record<string, unknown> } | undefined => {
    const project = projects.get(scope);
    const customer = customers.get(project?.customer ?? scope);
    if (customer === undefined) {
      return undefined;
    }
    const context = {
      customer_uuid: customer.uuid,
      customer_name: customer.name,
      customer_abbreviation: customer.abbreviation ?? '',
      ...(project === undefined ? {} : { project_uuid: project.uuid, project_name: project.name }),
    };
    return { name: project?.name ?? customer.name, context };
  };
  const events: WorldEvent[] = [];
  const add = (
    created: string | undefined,
    scope: string,
    type: string,
    message: (name: string) => string,
    more: object,
  ): void => {
    const found = about(scope);
    if (found === undefined || created === undefined) {
      return;
    }
    events.push({
      uuid: uuidOf('event', `${type}/${scope}/${created}`),
      created,
      event_type: type,
      message: message(found.name),
      context: { ...found.context, ...more },
    });
  };
  for (const grant of world.grants) {
    const user = users.get(grant.user);
    const by = grant.created_by === undefined ? '' : `${nameOf(grant.created_by)} granted `;
    add(
      grant.created,
      grant.scope,
      'role_granted',
      (name) =>
        `${by}${nameOf(grant.user)} ${by === '' ? 'has been granted' : 'gets'} role ${grant.role} in ${name}.`,
      {
        affected_user_uuid: user?.uuid,
        affected_user_username: grant.user,
        role_name: grant.role,
        scope_name: grant.scope,
      },
    );
  }
  for (const project of world.projects) {
    add(
      project.created,
      project.uuid,
      'project_creation_succeeded',
      (name) => `Project ${name} has been created.`,
      {},
    );
  }
  for (const customer of world.customers) {
    add(
      customer.created,
      customer.uuid,
      'customer_creation_succeeded',
      (name) => `Customer ${name} has been created.`,
      {},
    );
  }
  for (const invitation of world.invitations) {
    add(
      invitation.created,
      invitation.scope,
      'user_invitation_created',
      (name) =>
        `${nameOf(invitation.created_by ?? '')} has invited ${invitation.email} to ${name} as ${invitation.role}.`,
      { role_name: invitation.role },
    );
  }
  return events
    .sort((one, other) => Number(one.created < other.created) - Number(one.created > other.created))
    .slice(0, limit);
}
