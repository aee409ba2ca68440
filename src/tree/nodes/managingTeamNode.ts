import * as vscode from 'vscode';
import type { RoleOfPerson } from '../../grants/roleTask';
import { MessageNode } from '../messageNodes';
import { scopeFlags } from '../../organisations/roleScope';
import { TeamSection } from '../teamSection';
import { SectionNode } from '../sectionNode';
import type { TreeContext } from '../treeContext';
import type { TreeNode } from '../treeNode';

/** People with a role on a managing organisation. Servers before 7.6 know no such roles. */
export class ManagingTeamNode extends SectionNode {
  readonly id: string;
  protected readonly section: TeamSection;

  constructor(
    parent: TreeNode,
    private readonly context: TreeContext,
    managingOrganisation: string,
  ) {
    super(parent);
    this.id = `${parent.id}/team`;
    this.section = new TeamSection(this, context, {
      kind: 'call-managing-organisation',
      uuid: managingOrganisation,
    });
  }

  rowOfRole(of: RoleOfPerson): Promise<TreeNode | undefined> {
    return this.section.rowOfRole(of);
  }

  override treeItem(): vscode.TreeItem {
    const item = new vscode.TreeItem(vscode.l10n.t('Team'), vscode.TreeItemCollapsibleState.Collapsed);
    item.id = this.id;
    item.iconPath = new vscode.ThemeIcon('person');
    const scope = this.roleScope;
    item.contextValue = [
      'managingTeam+refresh+team',
      ...(scope === undefined ? [] : scopeFlags(this.context.store, scope.object)),
    ].join('+');
    return item;
  }

  override async children(): Promise<readonly TreeNode[]> {
    const nodes = await super.children();
    return this.section.problem === 'tooOld'
      ? [
          new MessageNode(this, 'tooOld', {
            label: vscode.l10n.t('This server has no roles in managing organisations'),
            icon: new vscode.ThemeIcon('info'),
            tooltip: vscode.l10n.t(
              'They need Waldur 7.6 or later. On this server, roles are granted in each call.',
            ),
          }),
        ]
      : nodes;
  }

  protected override empty() {
    return {
      label: vscode.l10n.t('No people'),
      tooltip: vscode.l10n.t('No one has a role in this managing organisation.'),
    };
  }
}
