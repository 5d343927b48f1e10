/** Recognises what is simulated by the mark that the node's own demo and simulations carry. */

import type { Extension } from '#technology/twin/model';

const markName = 'urn:registan:simulated';

export function isSimulated(
  thing: { readonly extensions?: readonly Extension[] } | null | undefined,
): boolean {
  return (
    thing?.extensions?.some((each) => each.name === markName && each.value !== 'false') ?? false
  );
}
