/** Ids of commands as package.json has them. */
export type CommandId = `waldur.${string}`;

/** Arguments as VS Code hands them over: the node and the selection from a menu, anything from elsewhere. */
type Arguments = readonly unknown[];

/** What a person can call; `parts` is what it works with. */
export type Command<P> = (parts: P, ...args: Arguments) => Promise<void> | void;

export type Commands = Readonly<Record<CommandId, (...args: Arguments) => Promise<void> | void>>;

/** Hands each command its parts. */
export function commandsWith<P>(parts: P, commands: Readonly<Record<CommandId, Command<P>>>): Commands {
  return Object.fromEntries(
    Object.entries(commands).map(([id, command]) => [id, (...args: Arguments) => command(parts, ...args)]),
  );
}
