import type { Connection } from '../connections/connection';
import { customerOf } from '../grants/invitationTasks';
import type { GrantScope, RoleOfPerson } from '../grants/roleTask';
import type { CallManagingOrganisation } from '../waldur/callManagingOrganisations';
import type { Customer } from '../waldur/customers';
import type { Project } from '../waldur/projects';
import type { ManagingOrganisationsView } from './managingOrganisationsView';
import type { NodeTree } from './nodeTree';
import { ManagingOrganisationNode } from './nodes/managingOrganisationNode';
import { ProjectNode } from './nodes/projectNode';
import type { OrganisationsView } from './organisationsView';
import type { TreeNode } from './treeNode';

/**
 * Selects the row of what was just made or granted. Nothing is read for a view that is not open or below a row that the
 * person has closed, no view is opened for it, and the keyboard stays where it is.
 */
export class NewRows {
  constructor(
    private readonly organisations: OrganisationsView,
    private readonly managingOrganisations: ManagingOrganisationsView,
  ) {}

  /** @throws WaldurError, as all of these */
  customer(connection: Connection, row: () => Promise<Customer>): Promise<void> {
    return select(this.organisations.tree, async () => this.organisations.show(connection, await row()));
  }

  /** @param customer the uuid of its organisation */
  project(connection: Connection, customer: string, row: () => Promise<Project>): Promise<void> {
    const { tree } = this.organisations;
    return select(tree, async () => {
      const projects = this.organisations.rowOf(connection, customer)?.projects;
      return projects !== undefined && tree.isInSight(projects) ? projects.show(await row()) : undefined;
    });
  }

  managingOrganisation(connection: Connection, row: () => Promise<CallManagingOrganisation>): Promise<void> {
    const { tree } = this.managingOrganisations;
    return select(tree, async () => this.managingOrganisations.nodeOf(connection)?.show(await row()));
  }

  /** In the team that the role is in, if that has a row. */
  role(connection: Connection, role: RoleOfPerson): Promise<void> {
    const { scope } = role;
    const { tree } =
      scope.kind === 'call-managing-organisation' ? this.managingOrganisations : this.organisations;
    return select(tree, async () => {
      const team = this.teamOf(connection, scope);
      return team !== undefined && tree.isInSight(team) ? team.rowOfRole(role) : undefined;
    });
  }

  invitation(connection: Connection, scope: GrantScope, email: string): Promise<void> {
    const { tree } = this.organisations;
    return select(tree, async () => {
      const team = this.organisations.rowOf(connection, customerOf(scope))?.team;
      return team !== undefined && tree.isInSight(team) ? team.rowOfInvitation(email, scope.uuid) : undefined;
    });
  }

  private teamOf(connection: Connection, scope: GrantScope) {
    switch (scope.kind) {
      case 'customer':
        return this.organisations.rowOf(connection, scope.uuid)?.team;
      case 'project': {
        const row = this.organisations.rowOf(connection, scope.customer)?.projects.rowOf(scope.uuid);
        return row instanceof ProjectNode ? row : undefined;
      }
      case 'call-managing-organisation': {
        const row = this.managingOrganisations.nodeOf(connection)?.rowOf(scope.uuid);
        return row instanceof ManagingOrganisationNode ? row : undefined;
      }
    }
  }
}

async function select(tree: NodeTree, find: () => Promise<TreeNode | undefined>): Promise<void> {
  const node = tree.view.visible ? await find() : undefined;
  if (node !== undefined) {
    await tree.select(node);
  }
}
