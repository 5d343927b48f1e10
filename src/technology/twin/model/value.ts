/**
 * Format "Value" (IDTA-01001, mappings, value-only serialisation): what an element is worth,
 * without what it means; and the way back, which writes such a document onto an element.
 */

import { err, ok, type Result } from '#base';
import { type Container, childrenOf, type TrimOptions, trimTo, withChildren } from './elements.ts';
import type { SubmodelElement, Violation } from './types.ts';

export function toValue(of: Container, options: TrimOptions = {}): unknown {
  const whole = trimTo(of, { extent: 'withBlobValue', ...options });
  return worthOf(whole) ?? (whole.modelType === 'SubmodelElementList' ? [] : undefined);
}

function worthOf(of: Container): unknown {
  switch (of.modelType) {
    case 'Property':
      return of.value;
    case 'MultiLanguageProperty':
      return of.value?.map(({ language, text }) => ({ [language]: text }));
    case 'Range':
      return { min: of.min, max: of.max };
    case 'Submodel':
    case 'SubmodelElementCollection':
      return named(childrenOf(of));
    case 'SubmodelElementList':
      return childrenOf(of).map(worthOf);
    default:
      return undefined;
  }
}

function named(elements: readonly SubmodelElement[]): Record<string, unknown> {
  return Object.fromEntries(elements.map((child) => [child.idShort ?? '', worthOf(child)]));
}

export function applyValue<T extends Container>(
  target: T,
  value: unknown,
): Result<T, readonly Violation[]> {
  if (target.modelType === 'Property' && typeof value !== 'object') {
    return ok({ ...target, value: String(value) });
  }
  if (target.modelType === 'Submodel' || target.modelType === 'SubmodelElementCollection') {
    if (typeof value !== 'object' || value === null) {
      return err([{ path: '', constraint: 'type', message: 'An object is needed here.' }]);
    }
    const children: SubmodelElement[] = [];
    for (const child of childrenOf(target)) {
      const wanted: unknown = (value as Record<string, unknown>)[child.idShort ?? ''];
      const applied = wanted === undefined ? ok(child) : applyValue(child, wanted);
      if (!applied.ok) return applied;
      children.push(applied.value);
    }
    return ok(withChildren(target, children));
  }
  return err([{ path: '', constraint: 'type', message: `A ${target.modelType} has no value.` }]);
}
