import * as vscode from 'vscode';
import { CurrentCaller } from '../access/currentCaller';
import type { Connection } from '../connections/connection';
import { type Call, listProtectedCalls } from '../waldur/calls';
import {
  type CallManagingOrganisation,
  listCallManagingOrganisations,
} from '../waldur/callManagingOrganisations';
import { listProjects, type Project, type ProjectField } from '../waldur/projects';
import { CustomerLists } from './customerLists';
import { type FieldOf, objectReaders, type ReadableKind, type RowOf } from './objectReaders';
import { type ChangedRef, type ObjectKind, objectRef, type ObjectRef, refKey } from './objectRef';
import { ObjectsOfKind, type ReadOptions } from './objectsOfKind';
import type { RowList } from './rowList';
import { roleText } from './roleText';
import { ServerFacts } from './serverFacts';
import { TeamLists } from './teamLists';

/** What a row of a project shows. */
export const projectRowFields = [
  'uuid',
  'name',
  'start_date',
  'end_date',
  'effective_end_date',
  'grace_period_days',
  'is_removed',
  'resources_count',
  'customer_uuid',
] as const satisfies readonly ProjectField[];

/** And a row of its organisation's panel. */
const projectPanelFields = [
  ...projectRowFields,
  'billing_price_estimate',
  'customer_name',
] as const satisfies readonly ProjectField[];

/** The largest page that servers give. */
const largestPage = 300;

/** Which role a row is about. */
export interface RoleOfRow {
  readonly role_uuid?: string | null | undefined;
  readonly role_name?: string | null | undefined;
}

/**
 * Everything read through one connection: objects, kept for a while, and lists by what they list, each read once for all
 * who show it and let go with the last of them. Whoever changes something on the server tells the store, and whoever
 * shows something follows its event.
 */
export class OrganisationStore implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<readonly ChangedRef[]>();
  /** What was changed from here, or by others, as a read has shown. Lists tell of their rows themselves. */
  readonly onDidChange = this.changed.event;
  private readonly callerChanged = new vscode.EventEmitter<void>();
  /** What the caller may do became known, or was read anew. */
  readonly onDidChangeCaller = this.callerChanged.event;

  private readonly objects: { readonly [K in ReadableKind]: ObjectsOfKind<RowOf<K>, FieldOf<K>> };
  /** Organisations as views list them. */
  readonly customers: CustomerLists;
  readonly teams: TeamLists;
  /** Who is signed in and what their roles permit: read when first asked for, and once more after a 403. */
  readonly caller: CurrentCaller;
  readonly server: ServerFacts;

  constructor(private readonly connection: Pick<Connection, 'client' | 'info' | 'state'>) {
    const { client } = connection;
    this.objects = {
      customer: this.objectsOf('customer'),
      project: this.objectsOf('project'),
      'call-managing-organisation': this.objectsOf('call-managing-organisation'),
      call: this.objectsOf('call'),
      'organization-group': this.objectsOf('organization-group'),
      user: this.objectsOf('user'),
    };
    this.customers = new CustomerLists(client, this.objects.customer, this.objects['organization-group']);
    this.teams = new TeamLists(client);
    // Rules that need the server's version answer "perhaps" without it, which spares every window a request.
    this.caller = new CurrentCaller(client, { serverVersion: undefined }, () => this.callerChanged.fire());
    this.server = new ServerFacts(client, this.caller);
  }

  /** The object with at least the fields asked for; what was read a moment ago is not read again. @throws what reading threw */
  object<K extends ReadableKind>(
    { kind, uuid }: ObjectRef<K>,
    options?: ReadOptions<FieldOf<K>>,
  ): Promise<RowOf<K>> {
    return this.objects[kind].get(uuid, options);
  }

  /** Takes what the server answered to a write, and tells whoever shows the object. */
  apply<K extends ReadableKind>({ kind }: ObjectRef<K>, row: RowOf<K>): void {
    this.objects[kind].apply(row);
  }

  /**
   * These were changed on the server. What someone shows of them in lists is read again, then everyone is told; where
   * that fails, lists tell of it. Nothing is read while the person has to sign in: all is read anew after that.
   */
  async invalidate(changed: readonly ChangedRef[]): Promise<void> {
    const refs = [...new Map(changed.map((ref) => [`${refKey(ref)} ${ref.list ?? ''}`, ref])).values()];
    for (const { kind, uuid } of refs) {
      if (isReadable(kind)) {
        this.objects[kind].drop(uuid);
      }
    }
    if (this.connection.state.kind === 'ready') {
      await Promise.allSettled(refs.map((ref) => this.readAgain(ref)));
    }
    this.changed.fire(refs);
  }

  projects(customer: string): RowList<Project> {
    return this.objects.project.list(
      customer,
      (page, signal) =>
        listProjects(
          this.connection.client,
          { customer, field: projectRowFields, o: ['name', 'created'], ...page },
          { signal },
        ),
      { fields: projectRowFields },
    );
  }

  /** Projects that are pinned, beside those of another list. */
  pinnedProjects(uuids: readonly string[], beside: RowList<Project>): RowList<Project> {
    return this.objects.project.some(uuids, beside, projectRowFields);
  }

  /** The same with what they cost, those that end soonest first, and as many at once as the server gives. */
  projectsWithCosts(customer: string): RowList<Project> {
    return this.objects.project.list(
      costsKey(customer),
      (page, signal) =>
        listProjects(
          this.connection.client,
          { customer, field: projectPanelFields, o: ['end_date', 'name'], ...page },
          { signal },
        ),
      { fields: projectPanelFields, pageSize: largestPage },
    );
  }

  /** @param keyword only those whose name, abbreviation or native name contains it; all when left out */
  managingOrganisations(keyword?: string): RowList<CallManagingOrganisation> {
    const filter = keyword === undefined ? {} : { customer_keyword: keyword };
    return this.objects['call-managing-organisation'].list(`all ${keyword ?? ''}`, (page, signal) =>
      listCallManagingOrganisations(
        this.connection.client,
        { ...filter, o: ['customer_name'], ...page },
        { signal },
      ),
    );
  }

  /** Managing organisations by their uuids, beside those of another list. */
  someManagingOrganisations(
    uuids: readonly string[],
    beside: RowList<CallManagingOrganisation>,
  ): RowList<CallManagingOrganisation> {
    return this.objects['call-managing-organisation'].some(uuids, beside);
  }

  calls(customer: string): RowList<Call> {
    return this.objects.call.list(customer, (page, signal) =>
      listProtectedCalls(
        this.connection.client,
        { customer_uuid: customer, o: ['-created'], ...page },
        { signal },
      ),
    );
  }

  /** What people call the role of a row; of use also before, or where, the server's roles are not known. */
  roleLabel({ role_uuid: uuid, role_name: name }: RoleOfRow): string {
    const roles = this.caller.now?.rolesBy;
    const role = roles?.get(uuid ?? '') ?? roles?.get(name ?? '');
    return roleText(role ?? { name: name ?? uuid ?? '' });
  }

  /** How much the role of a row permits, against others of the server; 0 before, or where, its roles are not known. */
  rolePower({ role_uuid: uuid, role_name: name }: RoleOfRow): number {
    const roles = this.caller.now?.rolesBy;
    const role = roles?.get(uuid ?? '') ?? roles?.get(name ?? '');
    return role?.permissions?.length ?? 0;
  }

  /** Rows show what people call roles and what the caller may do as soon as that is known; failing, they do without. */
  wantCaller(): void {
    void this.caller.get().catch(() => undefined);
  }

  /**
   * Reads again who the caller is and which roles there are: both may have changed on the server meanwhile. What is
   * known stays where they cannot be read.
   */
  async refreshCaller(): Promise<void> {
    this.server.forget();
    this.caller.forget();
    await this.caller.get().catch(() => undefined);
  }

  dispose(): void {
    for (const objects of Object.values(this.objects)) {
      objects.dispose();
    }
    this.teams.dispose();
    this.callerChanged.dispose();
    this.changed.dispose();
  }

  /** What someone shows of it in lists. Throws what the read threw. */
  private async readAgain({ kind, uuid, list }: ChangedRef): Promise<void> {
    switch (list) {
      case undefined:
        if (isReadable(kind)) {
          await this.objects[kind].readRows(uuid);
        }
        if (kind === 'user' && uuid === this.connection.info.user.uuid) {
          await this.caller.reread();
        }
        return;
      case 'team':
      case 'people':
      case 'invitations':
        return this.teams.reload(list, { kind, uuid });
      case 'projects': {
        const { lists } = this.objects.project;
        await Promise.all([lists.find(uuid)?.reload(), lists.find(costsKey(uuid))?.reload()]);
        return;
      }
      case 'calls':
        return this.objects.call.lists.find(uuid)?.reload();
    }
  }

  private objectsOf<K extends ReadableKind>(kind: K): ObjectsOfKind<RowOf<K>, FieldOf<K>> {
    return new ObjectsOfKind<RowOf<K>, FieldOf<K>>({
      read: (uuid, field, signal) => objectReaders[kind](this.connection, uuid, field, signal),
      changed: (uuid) => this.changed.fire([objectRef(this.connection, { kind, uuid })]),
    });
  }
}

function costsKey(customer: string): string {
  return `${customer} costs`;
}

function isReadable(kind: ObjectKind): kind is ReadableKind {
  return kind in objectReaders;
}
