import * as vscode from 'vscode';
import type { Connection } from '../connections/connection';
import { customerFields } from '../organisations/customerParams';
import { type CustomerView, hidesArchived, isFiltered } from '../organisations/customerView';
import { objectRef } from '../organisations/objectRef';
import { count } from '../ui/count';
import type { ContextKeys } from '../ui/contextKeys';
import { numberText } from '../ui/datesAndNumbers';
import { whileReading } from '../ui/whileReading';
import type { Customer } from '../waldur/customers';
import { listCustomerUsers } from '../waldur/customerUsers';
import { listUsers } from '../waldur/members';
import type { Project } from '../waldur/projects';
import { ConnectionsView } from './connectionsView';
import { CustomerNode } from './nodes/customerNode';
import { CustomersOfConnectionNode } from './nodes/customersOfConnectionNode';
import type { TreeContext } from './treeContext';
import type { TreeNode } from './treeNode';
import type { ViewParts } from './viewParts';

/** The view Organisations: connection, organisation, projects and team. */
export class OrganisationsView extends ConnectionsView<CustomersOfConnectionNode> {
  private interruptedRuns = 0;

  constructor(
    parts: ViewParts,
    private readonly contextKeys: ContextKeys,
  ) {
    super('waldur.organisations', parts);
  }

  protected makeNode(
    parent: TreeNode,
    context: TreeContext,
    isOnlyOne: () => boolean,
  ): CustomersOfConnectionNode {
    return new CustomersOfConnectionNode(parent, context, isOnlyOne, () => this.describe());
  }

  protected override describe(): void {
    super.describe();
    this.tree.view.badge = this.badge();
    this.contextKeys.set('waldur.filtered', this.shownViews().some(isFiltered));
  }

  /** Counts runs that wait to be continued or discarded. */
  showInterruptedRuns(runs: number): void {
    this.interruptedRuns = runs;
    this.describe();
  }

  /**
   * What asks for something to be done. VS Code adds up the badges of all views on its activity bar, so that this view
   * has the only one.
   */
  private badge(): vscode.ViewBadge | undefined {
    const waiting = this.parts.connections.connections.filter(({ state }) => state.kind !== 'ready').length;
    const runs = this.interruptedRuns;
    const lines = [
      ...(waiting === 0
        ? []
        : [
            count(
              waiting,
              vscode.l10n.t('1 connection needs you to sign in'),
              vscode.l10n.t('{0} connections need you to sign in', numberText(waiting)),
            ),
          ]),
      ...(runs === 0
        ? []
        : [
            count(
              runs,
              vscode.l10n.t('1 interrupted run to continue or discard'),
              vscode.l10n.t('{0} interrupted runs to continue or discard', numberText(runs)),
            ),
          ]),
    ];
    return lines.length === 0 ? undefined : { value: waiting + runs, tooltip: lines.join('\n') };
  }

  protected override messages(): readonly string[] {
    const [node, ...others] = this.shownNodes();
    // With several connections each says its own.
    const [first, ...texts] = node === undefined || others.length > 0 ? [] : node.viewTexts;
    const isFilter = node !== undefined && isFiltered(node.view);
    return [
      ...(first === undefined ? [] : [isFilter ? vscode.l10n.t('Filter: {0}', first) : first, ...texts]),
      ...super.messages(),
    ];
  }

  /** Where a filter says nothing of it. */
  protected override facts(): readonly string[] {
    const views = this.shownViews();
    const isTold = views.length > 0 && views.every((view) => !isFiltered(view) && hidesArchived(view));
    return isTold ? [vscode.l10n.t('archived hidden')] : [];
  }

  private shownViews(): readonly CustomerView[] {
    return this.shownNodes().map(({ view }) => view);
  }

  private shownNodes(): readonly CustomersOfConnectionNode[] {
    return this.parts.connections.connections.flatMap((connection) => this.nodeOf(connection) ?? []);
  }

  /** Selects an organisation a search found and opens it. */
  async revealCustomer(connection: Connection, customer: Customer): Promise<void> {
    await this.reveal(vscode.l10n.t('Go to Organisation'), () => this.show(connection, customer));
  }

  /** Selects a project a search found, below its organisation. */
  async revealProject(connection: Connection, project: Project): Promise<void> {
    await this.reveal(vscode.l10n.t('Go to Project'), async () => {
      const customer = await this.customerNode(connection, project.customer_uuid);
      return customer?.projects.show(project);
    });
  }

  /**
   * Selects a person in an organisation's team: the first grant on the organisation, or the row of those with
   * project roles only. Selects the team where the person is not seen to be in it.
   */
  async revealPerson(
    connection: Connection,
    customerUuid: string,
    person: { readonly uuid: string; readonly username?: string | null | undefined },
  ): Promise<void> {
    await this.reveal(vscode.l10n.t('Go to Person'), () => this.personNode(connection, customerUuid, person));
  }

  /** The row of an organisation that stands somewhere already. */
  rowOf(connection: Connection, uuid: string): CustomerNode | undefined {
    const node = this.nodeOf(connection)?.rowOf(uuid);
    return node instanceof CustomerNode ? node : undefined;
  }

  /** Whoever leaves before it is found has the focus taken by nothing. */
  private async reveal(title: string, find: () => Promise<TreeNode | undefined>): Promise<void> {
    const node = (await whileReading(title, find))?.value;
    if (node !== undefined) {
      await this.tree.reveal(node);
    }
  }

  private async personNode(
    connection: Connection,
    customerUuid: string,
    person: { readonly uuid: string; readonly username?: string | null | undefined },
  ): Promise<TreeNode | undefined> {
    const team = (await this.customerNode(connection, customerUuid))?.team;
    if (team === undefined) {
      return undefined;
    }
    const { client } = connection;
    const grants = await listUsers(client, { kind: 'customer', uuid: customerUuid }, { user: person.uuid });
    // Servers of 2024 ignore a user they do not know instead of finding no one.
    const grant = grants.rows.find((row) => row.user_uuid === person.uuid);
    let node: TreeNode | undefined;
    if (grant !== undefined) {
      node = await team.showGrant(grant);
    } else {
      const people = await listCustomerUsers(client, customerUuid, {
        username: person.username ?? undefined,
      });
      const row = people.rows.find(({ uuid }) => uuid === person.uuid);
      node = row === undefined ? undefined : await team.showPerson(row);
    }
    return node ?? team;
  }

  private async customerNode(
    connection: Connection,
    uuid: string | undefined | null,
  ): Promise<CustomerNode | undefined> {
    const connectionNode = this.nodeOf(connection);
    if (connectionNode === undefined || !uuid) {
      return undefined;
    }
    const store = this.parts.stores.of(connection);
    const fields = customerFields(this.parts.views.get(connection.info.id));
    const customer =
      connectionNode.customers?.find(uuid) ??
      (await store.object(objectRef(connection, { kind: 'customer', uuid }), { fields }));
    return this.show(connection, customer);
  }

  /** The row of an organisation, made where there is none. */
  async show(connection: Connection, customer: Customer): Promise<CustomerNode | undefined> {
    const node = await this.nodeOf(connection)?.show(customer);
    return node instanceof CustomerNode ? node : undefined;
  }
}
