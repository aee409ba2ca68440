import * as vscode from 'vscode';
import type { RoleOfPerson } from '../../grants/roleTask';
import type { Grant } from '../../waldur/members';
import type { Project } from '../../waldur/projects';
import { count } from '../../ui/count';
import { calendarDayText, momentText, numberText } from '../../ui/datesAndNumbers';
import { factsTooltip, iconOf, rowLabel } from '../appearance';
import { endingText } from '../../organisations/endingText';
import { description } from '../../ui/description';
import { graceUntil, projectEnding } from '../../organisations/ending';
import { objectRef } from '../../organisations/objectRef';
import { type Resource, resourceOf } from '../../organisations/resource';
import { type RoleScope, scopeFlags } from '../../organisations/roleScope';
import { TeamSection } from '../teamSection';
import { SectionNode } from '../sectionNode';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { shownName } from '../../waldur/shownName';
import { type Named, shortUuid } from '../../ui/tellApart';

const tooltipFields = [
  'uuid',
  'name',
  'description',
  'start_date',
  'end_date',
  'effective_end_date',
  'grace_period_days',
  'type_name',
  'resources_count',
  'created',
] as const;

/** A project; below it the people who hold a role on it, one row a grant. */
export class ProjectNode extends SectionNode {
  readonly id: string;
  protected readonly section: TeamSection;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    private row: Project,
  ) {
    super(parent);
    this.id = `${parent.idPrefix}/project:${row.uuid}`;
    this.section = new TeamSection(this, context, { kind: 'project', uuid: row.uuid });
  }

  rowOfRole(of: RoleOfPerson): Promise<TreeNode | undefined> {
    return this.section.rowOfRole(of);
  }

  showGrant(grant: Grant): Promise<TreeNode | undefined> {
    return this.section.show(grant);
  }

  /** Or the uuid, where the name shows nothing. */
  private get name(): string {
    return shownName(this.row.uuid, this.row.name);
  }

  override get named(): Named {
    const { uuid } = this.row;
    return { key: uuid, name: this.name, others: [shortUuid(uuid)] };
  }

  /** It has no page of its own: its document says all about it, and less about others than that of its organisation. */
  override get openCommand(): string {
    return 'waldur.edit';
  }

  override get resource(): Resource {
    return resourceOf(this.context.connection, this.roleScope.object, this.name);
  }

  override get roleScope(): RoleScope {
    const { row } = this;
    const organisation = this.parent?.roleScope;
    return {
      connection: this.context.connection,
      object: {
        kind: 'project',
        uuid: row.uuid,
        customer: row.customer_uuid ?? organisation?.object.uuid ?? '',
        state: organisation?.object.state,
        terminated: row.is_removed === true,
        name: this.name,
        customerName: organisation?.object.name ?? row.customer_name ?? undefined,
      },
    };
  }

  override treeItem(): vscode.TreeItem {
    const { context, row } = this;
    const { connection } = context;
    const { uuid, resources_count: resources, is_removed: removed } = row;
    const name = this.name;
    const end = projectEnding(this.row, this.context.expiringSoonDays(), new Date());
    const item = new vscode.TreeItem(rowLabel(name), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    const isPinned = context.pins.has(objectRef(connection, { kind: 'project', uuid }));
    item.iconPath =
      removed === true ? new vscode.ThemeIcon('trash') : iconOf(isPinned ? 'pinned' : 'project', end);
    item.description = description(
      removed === true ? vscode.l10n.t('deleted') : undefined,
      endingText('project', end),
      typeof resources === 'number' && resources > 0
        ? count(resources, vscode.l10n.t('1 resource'), vscode.l10n.t('{0} resources', numberText(resources)))
        : undefined,
    );
    item.contextValue = [
      'project+name+uuid+link+details+edit+refresh+team',
      isPinned ? 'pinned' : 'unpinned',
      ...scopeFlags(this.context.store, this.roleScope.object),
    ].join('+');
    item.accessibilityInformation = {
      label: description(
        vscode.l10n.t('Project {0}', name),
        isPinned ? vscode.l10n.t('pinned') : undefined,
        item.description,
      ),
    };
    return item;
  }

  protected override empty() {
    return {
      label: vscode.l10n.t('No people'),
      tooltip: vscode.l10n.t(
        'No one has a role in this project itself. People with a role in the organisation may still see it.',
      ),
    };
  }

  override adopt(row: Project): boolean {
    this.row = row;
    return true;
  }

  override async tooltip(signal: AbortSignal): Promise<vscode.MarkdownString> {
    const { connection, store } = this.context;
    const ref = objectRef(connection, { kind: 'project', uuid: this.row.uuid });
    const project = await store.object(ref, { fields: tooltipFields, signal });
    const grace = graceUntil(project);
    return factsTooltip(shownName(project.uuid, project.name), [
      [vscode.l10n.t('Type'), project.type_name],
      [vscode.l10n.t('Start date'), project.start_date ? momentText(project.start_date) : undefined],
      [vscode.l10n.t('End date'), project.end_date ? endDateText(project.end_date) : undefined],
      [vscode.l10n.t('Grace period until'), grace === undefined ? undefined : calendarDayText(grace)],
      [vscode.l10n.t('Resources'), project.resources_count],
      [vscode.l10n.t('Created'), project.created ? momentText(project.created) : undefined],
      [vscode.l10n.t('Description'), withoutTags(project.description)],
    ]);
  }
}

/** An end date as the server takes it, which is not as people read it. */
function endDateText(end: string): string {
  return vscode.l10n.t('{0}, at the start of the day (UTC)', momentText(end));
}

/**
 * Project descriptions are HTML; the tooltip shows their words. A tag ends where the next one begins: looked for from
 * every `<` to the end of the text, many of them without `>` would take time that grows with the square of its length.
 */
function withoutTags(html: string | null | undefined): string | undefined {
  return html
    ?.replace(/<[^<>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
