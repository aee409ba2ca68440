/** What something in sight says: all of it, or a pattern of it. */
export type Label = string | RegExp;

export function escapeRegExp(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

export function patternOf(label: Label): RegExp {
  return typeof label === 'string' ? new RegExp(`^${escapeRegExp(label)}$`) : label;
}
