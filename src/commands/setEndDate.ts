import { editField, type EditFieldParts } from './editField';

/** Sets when projects end. */
export async function setEndDate(parts: EditFieldParts, ...args: readonly unknown[]): Promise<void> {
  const [node, nodes] = args;
  await editField(parts, node, nodes, 'end_date');
}
