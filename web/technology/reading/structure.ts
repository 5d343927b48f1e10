/**
 * Hierarchical structures (IDTA 02011) as a tree of parts: what the asset is made of or part of,
 * how many of each, and the asset ids by which a part's own twin is found.
 */

import type { Reference, Submodel, SubmodelElement } from '#technology/twin/model';
import { type Localised, nameOf } from './localise.ts';
import { type Placed, placedChildren, plainNamed } from './lookup.ts';
import { childPath } from './tree.ts';

export interface Part {
  readonly path: string;
  readonly idShort: string;
  readonly name: Localised | undefined;
  readonly selfManaged: boolean;
  readonly globalAssetId: string | undefined;
  /** The asset id to look a twin up by when there is no global one. */
  readonly specificAssetId: { readonly name: string; readonly value: string } | undefined;
  /** How many of this part there are; 1 where nothing is said. */
  readonly count: number;
  readonly parts: readonly Part[];
}

export type Archetype = 'Full' | 'OneDown' | 'OneUp';

export interface Structure {
  readonly root: Part | undefined;
  readonly archetype: Archetype | undefined;
  /** How many parts in all, the root not counted. */
  readonly size: number;
}

export function readStructure(submodel: Submodel, language: string): Structure {
  const entry = placedChildren(submodel).find((child) => child.element.modelType === 'Entity');
  const archetype = plainNamed(submodel, 'ArcheType', 'Archetype');
  const root = entry === undefined ? undefined : readPart(entry, language, linkedAssets(entry));
  return {
    root,
    archetype: archetypes.find((each) => each === archetype),
    size: root === undefined ? 0 : sizeOf(root) - 1,
  };
}

const archetypes: readonly Archetype[] = ['Full', 'OneDown', 'OneUp'];

function readPart(entity: Placed, language: string, linked: ReadonlyMap<string, string>): Part {
  const element = entity.element;
  const own = element.modelType === 'Entity' ? element : undefined;
  const children = placedChildren(entity).filter((child) => child.element.modelType === 'Entity');
  const count = Number(plainNamed(entity, 'BulkCount') ?? '1');
  const specific = own?.specificAssetIds?.[0];
  return {
    path: entity.path,
    idShort: element.idShort ?? '',
    name: nameOf(element, language),
    selfManaged: own?.entityType === 'SelfManagedEntity',
    globalAssetId: own?.globalAssetId ?? linked.get(entity.path),
    specificAssetId:
      specific === undefined ? undefined : { name: specific.name, value: specific.value },
    count: Number.isFinite(count) && count > 0 ? count : 1,
    parts: children.map((child) => readPart(child, language, linked)),
  };
}

/** Assets that SameAs relations name for a node, by the node's path. */
function linkedAssets(entry: Placed): ReadonlyMap<string, string> {
  const assets = new Map<string, string>();
  const visit = (entity: Placed): void => {
    for (const child of placedChildren(entity)) {
      if (child.element.modelType === 'Entity') visit(child);
      const [path, asset] = sameAs(child.element);
      if (path !== undefined && asset !== undefined) assets.set(path, asset);
    }
  };
  visit(entry);
  return assets;
}

function sameAs(element: SubmodelElement): readonly [string | undefined, string | undefined] {
  const isRelation = element.modelType === 'RelationshipElement';
  if (!isRelation || !/^SameAs/i.test(element.idShort ?? '')) return [undefined, undefined];
  return [elementPath(element.first), assetOf(element.second)];
}

function elementPath(reference: Reference | undefined): string | undefined {
  const keys = reference?.keys.filter((key) => key.type !== 'Submodel') ?? [];
  if (keys.length === 0) return undefined;
  return keys.reduce(
    (path, key) =>
      /^\d+$/.test(key.value)
        ? `${path}[${key.value}]`
        : childPath(path, false, { modelType: 'Capability', idShort: key.value }, 0),
    '',
  );
}

function assetOf(reference: Reference | undefined): string | undefined {
  return reference?.keys.find((key) => key.type === 'GlobalReference')?.value;
}

function sizeOf(part: Part): number {
  return part.parts.reduce((sum, child) => sum + sizeOf(child), 1);
}
