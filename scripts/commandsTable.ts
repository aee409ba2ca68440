interface MenuItem {
  readonly command?: string;
  readonly submenu?: string;
  readonly when?: string;
  readonly group?: string;
}

/** What of package.json the table is about. */
export interface CommandsManifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string }[];
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly name: string }[]>>;
    readonly submenus: readonly { readonly id: string; readonly label: string }[];
    readonly keybindings: readonly {
      readonly command: string;
      readonly key: string;
      readonly mac?: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
  };
}

/**
 * `docs/commands.md`: every command with its id, its title, and where it stands beside the Command Palette.
 * @param strings package.nls.json
 */
export function commandsTable(
  { contributes }: CommandsManifest,
  strings: Readonly<Record<string, string>>,
): string {
  const text = (key: string): string => strings[key.slice(1, -1)] ?? key;
  const views = Object.values(contributes.views).flat();
  const submenus = new Map(contributes.submenus.map(({ id, label }) => [id, text(label)]));

  function placesOf(menu: string, { when = '', group = '' }: MenuItem): readonly string[] {
    switch (menu) {
      case 'view/title':
        return views
          .filter(({ id }) => !when.includes('view == ') || new RegExp(`view == ${id}\\b`).test(when))
          .map(({ name }) => `view ${text(name)}`);
      case 'view/item/context':
        return [group.startsWith('inline') ? 'rows, as a button' : 'rows'];
      case 'editor/title':
      case 'editor/context':
        return ['editor'];
      case 'explorer/context':
        return ['Explorer'];
      default: {
        const submenu = submenus.get(menu);
        return submenu === undefined ? [] : [`rows, in ${submenu}`];
      }
    }
  }

  const rows = contributes.commands.map(({ command, title }) => {
    const places = Object.entries(contributes.menus).flatMap(([menu, items]) =>
      items.filter((item) => item.command === command).flatMap((item) => placesOf(menu, item)),
    );
    const keys = contributes.keybindings
      .filter((binding) => binding.command === command)
      .map(({ key, mac }) => `key ${key}${mac === undefined ? '' : ` (macOS: ${mac})`}`);
    return { command, title: text(title), where: [...new Set([...places, ...keys])].join(' · ') };
  });
  return `${[
    '# Commands',
    '',
    'Every command is in the Command Palette, in the category Waldur, and can be given a key. This table says where else',
    'it stands. It is made of `package.json` by `npm run docs:commands`, and a test holds the two together.',
    '',
    '| Command | Id | Where |',
    '| --- | --- | --- |',
    ...rows.map(({ command, title, where }) => `| ${title} | \`${command}\` | ${where} |`),
  ].join('\n')}\n`;
}
