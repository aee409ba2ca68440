import * as vscode from 'vscode';
import { fullNameOfUser } from '../../connections/nameOfUser';
import type { Project } from '../../waldur/projects';
import { createFlags } from '../../organisations/roleScope';
import { numberText } from '../../ui/datesAndNumbers';
import { PinnedFirst } from '../pinnedFirst';
import { SectionNode } from '../sectionNode';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';
import { ProjectNode } from './projectNode';

/** The projects of an organisation that the signed-in user may see. */
export class ProjectsNode extends SectionNode {
  readonly id: string;
  protected readonly section: PinnedFirst<Project>;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    customer: string,
  ) {
    super(parent);
    this.id = `${parent.id}/projects`;
    const list = context.store.projects(customer);
    this.section = new PinnedFirst<Project>(this, context, {
      name: 'projects',
      list,
      pinned: () =>
        context.pins
          .of('project', context.connection.info.id)
          .flatMap(({ uuid, customerUuid }) => (customerUuid === customer ? [uuid] : [])),
      onDidChangePinned: context.pins.onDidChange,
      listOf: (uuids) => context.store.pinnedProjects(uuids, list),
      toNode: (project, parent) => new ProjectNode(parent, context, project),
    });
  }

  /** The node of a project that stands there already. */
  rowOf(uuid: string): TreeNode | undefined {
    return this.section.nodeOf(uuid);
  }

  /** The node of a project that a search found. */
  show(project: Project): Promise<TreeNode | undefined> {
    return this.section.show(project);
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Projects'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('project');
    const organisation = this.roleScope?.object;
    const flags = organisation === undefined ? [] : createFlags(this.context.store, organisation);
    item.contextValue = ['projects', 'refresh', ...flags.filter((flag) => flag === 'canCreateProject')].join(
      '+',
    );
    const { loaded, total } = this.section.list;
    if (loaded && total !== undefined) {
      item.description = numberText(total);
    }
    return item;
  }

  protected override empty() {
    return {
      label: vscode.l10n.t('No projects'),
      tooltip: vscode.l10n.t(
        'This organisation has no projects that {0} can see.',
        fullNameOfUser(this.context.connection.info),
      ),
    };
  }
}
