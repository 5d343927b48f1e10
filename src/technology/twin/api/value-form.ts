/**
 * Values as this API answers them: without the content of Blobs unless asked for, and at level
 * core with `{}` and `[]` where the direct children have content of their own (IDTA-01002,
 * modifier constraints).
 */

import { childrenOf, type Submodel, type SubmodelElement, toValue } from '../model/index.ts';
import type { ReadModifiers } from '../repository/port.ts';

/** The value; undefined for what has none. */
export function valueForm(of: Submodel | SubmodelElement, modifiers: ReadModifiers): unknown {
  const worth = toValue(of, modifiers);
  if (modifiers.level !== 'core') return worth;
  const children = childrenOf(of);
  switch (of.modelType) {
    case 'Submodel':
    case 'SubmodelElementCollection': {
      const named = (worth ?? {}) as Readonly<Record<string, unknown>>;
      const entries = children.flatMap((child) => {
        const value = named[child.idShort ?? ''] ?? hollow(child);
        return value === undefined ? [] : [[child.idShort ?? '', value] as const];
      });
      return Object.fromEntries(entries);
    }
    case 'SubmodelElementList': {
      const listed = (worth ?? []) as readonly unknown[];
      return children.map((child, index) => listed[index] ?? hollow(child) ?? null);
    }
    default:
      return worth;
  }
}

/** What stands for a child whose own children are left out. */
function hollow(child: SubmodelElement): unknown {
  if (child.modelType === 'SubmodelElementCollection') return {};
  return child.modelType === 'SubmodelElementList' ? [] : undefined;
}
