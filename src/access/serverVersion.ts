/** -1, 0 or 1, or undefined when either is no version. Suffixes such as `+2.g1ea6cb820` or `-rc.2` do not count. */
export function compareVersions(a: string | undefined, b: string): -1 | 0 | 1 | undefined {
  const left = numbersOf(a);
  const right = numbersOf(b);
  if (left === undefined || right === undefined) {
    return undefined;
  }
  for (let index = 0; index < 3; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) {
      return difference < 0 ? -1 : 1;
    }
  }
  return 0;
}

/** Whether the server has what came with that version; undefined when its version is not known. */
export function isAtLeast(serverVersion: string | undefined, since: string): boolean | undefined {
  const order = compareVersions(serverVersion, since);
  return order === undefined ? undefined : order >= 0;
}

function numbersOf(version: string | undefined): readonly number[] | undefined {
  const found = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version?.trim() ?? '');
  return found?.slice(1).map((part: string | undefined) => Number(part ?? 0));
}
