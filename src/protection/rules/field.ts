/**
 * Field identifiers: `$sme.Documents[].Title#value`. Each root has its attributes, stated once as
 * the grammar of IDTA-01002 states them.
 */

import { err, ok, type Result } from '#base';
import type { Field, Root, Step } from './formula.ts';

const reference = String.raw`(?:type|keys\[\d*\]\.(?:type|value))`;
const semanticId = String.raw`semanticId(?:\.${reference})?`;
const subjectId = String.raw`externalSubjectId(?:\.${reference})?`;
const assetIds = String.raw`specificAssetIds\[\d*\]\.(?:name|value|${subjectId})`;
const endpoints = String.raw`endpoints\[\d*\]\.(?:interface|protocol[iI]nformation\.href)`;
const submodelEntry = `(?:${semanticId}|idShort|id|${endpoints})`;

const attributes: Readonly<Record<Root, RegExp>> = {
  $aas: new RegExp(
    String.raw`^(?:idShort|id|assetInformation\.(?:assetKind|assetType|globalAssetId|${assetIds})` +
      String.raw`|submodels(?:\[\d*\])?(?:\.${reference})?)$`,
  ),
  $sm: new RegExp(`^(?:${semanticId}|idShort|id)$`),
  $sme: new RegExp(`^(?:${semanticId}|idShort|value|valueType|language)$`),
  $cd: /^(?:idShort|id)$/,
  $aasdesc: new RegExp(
    `^(?:idShort|id|assetKind|assetType|globalAssetId|${assetIds}|${endpoints}` +
      String.raw`|submodelDescriptors(?:\[\d*\])?\.${submodelEntry})$`,
  ),
  $smdesc: new RegExp(`^${submodelEntry}$`),
};

const idShort = `[A-Za-z](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?`;
const pathPattern = new RegExp(String.raw`^${idShort}(?:\[\d*\])*(?:\.${idShort}(?:\[\d*\])*)*$`);

/** The field that a text names; the error is a sentence part. */
export function parseField(text: string): Result<Field, string> {
  const found = /^(\$[a-z]+)(?:\.([^#]*))?#(.*)$/s.exec(text);
  const [root, path, attribute] = [found?.[1], found?.[2], found?.[3] ?? ''];
  if (root === undefined || !isRoot(root)) {
    return err(
      `must start with ${Object.keys(attributes).join(', ')} and name an attribute after #`,
    );
  }
  if (path !== undefined && root !== '$sme')
    return err(`has an idShortPath, which ${root} has not`);
  if (path !== undefined && !pathPattern.test(path)) return err('has a malformed idShortPath');
  if (!attributes[root].test(attribute)) return err(`names "${attribute}", which ${root} has not`);
  return ok({
    root,
    path: path === undefined ? [] : stepsOf(path),
    attribute: stepsOf(withoutShortcuts(attribute)),
    text,
  });
}

function isRoot(text: string): text is Root {
  return Object.hasOwn(attributes, text);
}

/** A reference alone is its first key's value; a list without brackets is any of its items. */
function withoutShortcuts(attribute: string): string {
  return attribute
    .replace(/^(submodels|submodelDescriptors)(?=\.|$)/, '$1[]')
    .replace(/protocolinformation/, 'protocolInformation')
    .replace(/(^submodels\[\d*\]|semanticId|externalSubjectId)$/, '$1.keys[0].value');
}

function stepsOf(text: string): readonly Step[] {
  return [...text.matchAll(/\[(\d*)\]|([^.[\]]+)/g)].map(([, index, name]): Step => {
    if (name !== undefined) return { name };
    return index === '' ? { any: true } : { index: Number(index) };
  });
}
