import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import '../vscodeFake';
import { worksSignedOut } from '../../../src/commands/runCommand';
import { contextKeyDefaults } from '../../../src/ui/contextKeys';

const root = path.join(__dirname, '../../..');

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
  /** Instead of a command: a menu below. */
  readonly submenu?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly icon: string;
  readonly contributes: {
    readonly configurationDefaults: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
    readonly commands: readonly {
      readonly command: string;
      readonly title: string;
      readonly category: string;
    }[];
    readonly views: Readonly<
      Record<string, readonly { readonly id: string; readonly when?: string; readonly icon: string }[]>
    >;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly contents: string;
      readonly when: string;
    }[];
    readonly walkthroughs: readonly {
      readonly id: string;
      readonly when: string;
      readonly icon: string;
      readonly steps: readonly {
        readonly id: string;
        readonly when?: string;
        readonly description: string;
        readonly media: { readonly svg: string; readonly altText: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
    readonly keybindings: readonly (MenuItem & { readonly key: string; readonly args: unknown })[];
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Readonly<
        Record<
          string,
          { readonly scope?: string; readonly order?: number } & Readonly<
            Partial<Record<'description' | 'markdownDescription', string>>
          >
        >
      >;
    }[];
  };
}

const manifestText = readFileSync(path.join(root, 'package.json'), 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const strings = JSON.parse(readFileSync(path.join(root, 'package.nls.json'), 'utf8')) as Record<
  string,
  string
>;
const { contributes } = manifest;
const declared = contributes.commands.map(({ command }) => command).sort();
const views = Object.values(contributes.views).flat();
/** Commands of VS Code that texts lead to. */
const ofVscode = ['workbench.action.openWalkthrough', ...views.map(({ id }) => `${id}.focus`)];
const settings = contributes.configuration.flatMap(({ properties }) => Object.entries(properties));
const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);

/** Sources as text: commands import vscode, which plain Node does not have. */
function sources(folder: string): string {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(path.join(root, folder, file), 'utf8'))
    .join('\n');
}

function ids(text: string, pattern: RegExp): string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, id]) => id ?? ''))].sort();
}

describe('the manifest', () => {
  it('has no document of an object or a plan saved by itself, as it is in the browser', () => {
    assert.equal(contributes.configurationDefaults['[waldur-object]']?.['files.autoSave'], 'off');
    // A save by hand that comes while VS Code saves by itself is none to extensions: the plan would not run.
    assert.equal(contributes.configurationDefaults['[waldur-plan]']?.['files.autoSave'], 'off');
  });

  it('declares the commands that are registered, and no others', () => {
    const registered = ids(sources('src/commands'), /^ {4}'(waldur\.\w+)': \w+,/gm);
    assert.deepEqual(declared, registered);
  });

  it('puts only declared commands into menus, welcome texts and rows', () => {
    const used = [
      ...Object.values(contributes.menus)
        .flat()
        .flatMap(({ command, submenu }) => (submenu === undefined ? command : [])),
      ...ids(JSON.stringify(strings), /\(command:([\w.]+)[)?]/g),
      ...ids(sources('src'), /command: '(waldur\.\w+)'/g),
    ];
    assert.deepEqual(
      used.filter((command) => !declared.includes(command) && !ofVscode.includes(command)),
      [],
    );
  });

  it('asks in when clauses only for context keys and views there are', () => {
    const clauses = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.keybindings,
      ...contributes.viewsWelcome,
      ...views,
      ...contributes.walkthroughs,
      ...steps,
      ...steps.flatMap(({ completionEvents }) =>
        completionEvents.map((event) => ({ when: event.replace('onContext:', '') })),
      ),
    ].flatMap(({ when }) => when ?? []);
    const known = [...Object.keys(contextKeyDefaults), ...views.map(({ id }) => id)] as readonly string[];
    const asked = clauses.flatMap((clause) => ids(clause, /(?<![.'])\b(waldur(?:\.\w+)+)/g));
    assert.deepEqual(
      asked.filter((key) => !known.includes(key)),
      [],
    );
  });

  it('hides from the palette nothing that makes sense for someone who is signed in nowhere', () => {
    const needSignIn = (contributes.menus.commandPalette ?? []).map(({ command }) => command);
    assert.deepEqual(
      [...worksSignedOut].filter((command) => !declared.includes(command) || needSignIn.includes(command)),
      [],
    );
  });

  it('matches in when clauses only row flags that some row has', () => {
    const flags = ids(
      Object.values(contributes.menus)
        .flat()
        .map(({ when }) => when ?? '')
        .join('\n'),
      /(?:\\b|\^|\||\()(loadMore|link|refresh|retry|details|signIn|name|uuid|connection|filtered)\b/g,
    );
    const tree = sources('src/tree');
    assert.deepEqual(
      flags.filter((flag) => !new RegExp(`['+]${flag}['+]`).test(tree)),
      [],
    );
  });

  it('takes every string from package.nls.json, which holds no other', () => {
    const used = ids(manifestText, /"%([\w.]+)%"/g);
    assert.deepEqual(used, Object.keys(strings).sort());
    for (const { title, category } of contributes.commands) {
      assert.match(title, /^%.*%$/);
      assert.equal(category, '%category%');
    }
  });

  it('ends the titles of commands that ask for more in an ellipsis character', () => {
    assert.deepEqual(
      Object.values(strings).filter((text) => text.includes('...')),
      [],
    );
  });

  it('keeps every setting out of the reach of workspaces', () => {
    for (const [name, { scope }] of settings) {
      assert.equal(scope, 'application', name);
    }
  });

  it('has settings that the code reads, each described, in its place and linked by names there are', () => {
    const code = sources('src');
    for (const [name, { order, description, markdownDescription = '' }] of settings) {
      const key = name.replace('waldur.', '');
      assert.match(code, new RegExp(`getConfiguration\\('waldur'\\)\\s*\\.get(<.*>)?\\('${key}'`), name);
      assert.ok(code.includes(`affectsConfiguration('${name}')`), `${name} is followed`);
      assert.ok(order !== undefined && (description ?? markdownDescription) !== '', name);
    }
    const linked = ids(JSON.stringify(strings), /#(waldur\.\w+)#/g);
    const names = settings.map(([name]) => name);
    assert.deepEqual(
      linked.filter((name) => !names.includes(name)),
      [],
    );
  });

  it('names files that exist', () => {
    const icons = [manifest, ...views, ...contributes.walkthroughs].map(({ icon }) => icon);
    for (const file of [...icons, ...steps.map(({ media }) => media.svg)]) {
      assert.doesNotThrow(() => readFileSync(path.join(root, file)), file);
    }
  });

  it('offers to apply a table in editors of exported organisations only', () => {
    for (const menu of ['editor/title', 'editor/context']) {
      assert.deepEqual(
        (contributes.menus[menu] ?? [])
          .filter(({ command }) => command === 'waldur.applyCsvToServer')
          .map(({ when }) => when),
        ['waldur.signedIn && waldur.organisationsFile'],
      );
    }
  });

  it('has keys for commands of the menus alone, so that these show them, and only while a view has the keyboard', () => {
    const inMenus = (contributes.menus['view/item/context'] ?? []).map(({ command }) => command);
    for (const { command, key, args, when } of contributes.keybindings) {
      assert.ok(inMenus.includes(command), command);
      assert.deepEqual(args, { key });
      assert.match(when ?? '', /^focusedView .* && listFocus && !inputFocus\b/);
    }
  });

  it('shows a key beside a command only in views where the key is the command’s', () => {
    const viewsOf = (when = ''): readonly string[] => {
      const [, is, like] = /(?:focusedView|view) (?:== (\S+)|=~ \/(.+?)\/(?= |$))/.exec(when) ?? [];
      return views
        .map(({ id }) => id)
        .filter((id) => id === is || (like !== undefined && new RegExp(like).test(id)));
    };
    for (const { command, when } of contributes.menus['view/item/context'] ?? []) {
      const keys = contributes.keybindings.filter((key) => key.command === command);
      const bound = keys.flatMap((key) => viewsOf(key.when));
      const elsewhere = keys.length === 0 ? [] : viewsOf(when).filter((id) => !bound.includes(id));
      assert.deepEqual(elsewhere, [], command);
    }
  });

  describe('in the menu of a row', () => {
    const items = contributes.menus['view/item/context'] ?? [];
    const groupsOf = (menu: readonly MenuItem[]): readonly string[] => [
      ...new Set(
        menu.flatMap(({ group = '' }) => (group.startsWith('inline') ? [] : group.replace(/@.*/, ''))),
      ),
    ];

    it('has what changes something first, then what opens and shows, then copies', () => {
      const groups = groupsOf(items);
      assert.deepEqual(groups, [
        '1_roles',
        '2_edit',
        '3_open',
        '4_list',
        '5_team',
        '6_files',
        '7_session',
        '9_copy',
      ]);
      assert.deepEqual(groups.toSorted(), groups, 'VS Code sorts them by their names');
      const inGroup = (name: string): readonly string[] =>
        items.flatMap(({ command, submenu, group }) =>
          group?.startsWith(`${name}@`) === true ? (submenu ?? command.replace('waldur.', '')) : [],
        );
      assert.deepEqual(inGroup('1_roles').slice(0, 3), ['grantRole', 'invite', 'setExpiry']);
      assert.deepEqual(inGroup('2_edit').slice(0, 2), ['edit', 'editField']);
      assert.equal(inGroup('2_edit').at(-1), 'delete');
      assert.deepEqual(inGroup('3_open').slice(0, 2), ['openOrganisation', 'openManagingOrganisation']);
      assert.deepEqual(inGroup('9_copy'), ['copyReminder', 'waldur.copy']);
      for (const { command, group } of items) {
        assert.ok(
          !/^waldur\.(copy(Name|Uuid|Link|DeepLink)|filterTeam|groupTeam|ungroupTeam)$/.test(command),
          `${command} ${group}`,
        );
      }
    });

    it('has copies and what is done with teams in menus of their own', () => {
      assert.deepEqual(
        contributes.submenus.map(({ id }) => id),
        items.flatMap(({ submenu }) => submenu ?? []).toSorted(),
      );
      const commandsOf = (menu: string) => (contributes.menus[menu] ?? []).map(({ command }) => command);
      assert.deepEqual(commandsOf('waldur.copy'), [
        'waldur.copyName',
        'waldur.copyUuid',
        'waldur.copyLink',
        'waldur.copyDeepLink',
      ]);
      assert.deepEqual(commandsOf('waldur.team'), [
        'waldur.filterTeam',
        'waldur.groupTeam',
        'waldur.ungroupTeam',
        'waldur.exportTeam',
        'waldur.importTeam',
      ]);
    });

    it('has the settings of a team on the row of that team alone, and shows whether it is grouped', () => {
      const conditionOf = (id: string): string =>
        contributes.menus['waldur.team']?.find(({ command }) => command === id)?.when ?? '';
      const rows = ['team+refresh', 'managingTeam+refresh+team', 'project+name+team', 'customer+name+team'];
      for (const command of ['waldur.filterTeam', 'waldur.groupTeam', 'waldur.ungroupTeam']) {
        const [, pattern = ''] = /viewItem =~ \/(.+?)\/( |$)/.exec(conditionOf(command)) ?? [];
        assert.deepEqual(
          rows.map((row) => new RegExp(pattern).test(row)),
          [true, true, true, false],
          command,
        );
      }
      assert.match(conditionOf('waldur.groupTeam'), /&& !waldur\.teamsGrouped$/);
      assert.match(conditionOf('waldur.ungroupTeam'), /&& waldur\.teamsGrouped$/);
      const { 'command.groupTeam': off, 'command.ungroupTeam': on } = strings;
      assert.equal(on, `✓ ${off ?? ''}`);
    });

    it('leaves room for names: no row has a button to refresh but one that asks for it', () => {
      const buttons = items.filter(({ group }) => group?.startsWith('inline') === true);
      assert.deepEqual(
        buttons.filter(({ command }) => command === 'waldur.refresh').map(({ when }) => when),
        ['view =~ /^waldur\\./ && viewItem =~ /\\bretry\\b/'],
      );
    });
  });

  it('offers the import in the title of editors of teams only, and in menus for any table', () => {
    const conditions = (menu: string): readonly string[] =>
      (contributes.menus[menu] ?? [])
        .filter(({ command }) => command === 'waldur.importTeam')
        .map(({ when }) => when ?? '');
    assert.deepEqual(conditions('editor/title'), ['waldur.signedIn && waldur.teamFile']);
    const [ofFiles = ''] = conditions('explorer/context');
    const [, pattern = '', flags] = /=~ \/(.+)\/(\w*)/.exec(ofFiles) ?? [];
    const isOffered = (extension: string): boolean => new RegExp(pattern, flags).test(extension);
    assert.deepEqual(['.csv', '.TSV', '.Txt', '.json', ''].map(isOffered), [true, true, true, false, false]);
  });
});

describe('the walkthrough', () => {
  it('has six steps, each with a button, and a picture in the colours of the theme', () => {
    assert.deepEqual(
      steps.map(({ id }) => id),
      ['sample', 'signIn', 'find', 'grant', 'edit', 'compliance'],
    );
    for (const { id, description, media } of steps) {
      const text = strings[description.slice(1, -1)] ?? '';
      // A line that is a link alone is shown as a button.
      assert.match(text, /^\[.+\]\(command:waldur\.\w+\)$/m, id);
      const picture = readFileSync(path.join(root, media.svg), 'utf8');
      // VS Code puts it into a page that allows no styles of its own.
      assert.doesNotMatch(picture, /<style|style=|<script|href=|<image/, id);
      assert.doesNotMatch(picture, /#[0-9a-f]{3,8}\b/i, id);
      assert.match(picture, /var\(--vscode-/, id);
    }
  });

  it('calls commands by their titles', () => {
    const texts = steps.map(({ description }) => strings[description.slice(1, -1)] ?? '').join('\n');
    for (const [, label = '', command = ''] of texts.matchAll(/\[([^\]]+)\]\(command:waldur\.(\w+)\)/g)) {
      const title = strings[`command.${command}`] ?? '';
      assert.ok(label.startsWith(title.replace('…', '')), `${label}: ${title}`);
    }
  });

  it('ticks steps off by what was really done, not by what was begun', () => {
    for (const { id, completionEvents } of steps) {
      assert.ok(
        // VS Code sees only what becomes true once it has read the walkthrough, which it may do as late as it shows it.
        completionEvents.every((event) =>
          /^onContext:waldur\.\w+ && activeEditor == gettingStartedPage$/.test(event),
        ),
        id,
      );
    }
  });

  it('is not opened by VS Code when the extension is installed', () => {
    const [start] = contributes.walkthroughs;
    // Neither holds then: no one is signed in, and the side bar shows where it was installed from.
    assert.equal(start?.when, 'waldur.signedIn || view.waldur.organisations.visible');
  });
});
