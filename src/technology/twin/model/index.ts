/**
 * The pure part of the twin room, and its second front door: the model, its verification and its
 * serialisations, free of I/O, so that they run in the browser and as a library too.
 */

export { applyValue } from './apply-value.ts';
export type { Attribute, ChoiceName, ClassName } from './classes.ts';
export { choices, classes, enumerations } from './classes.ts';
export { constraints } from './constraints.ts';
export type { Container } from './elements.ts';
export { canHaveChildren, childrenOf, findElement, trimTo, withChildren } from './elements.ts';
export type { KnownSubmodel } from './known-submodel.ts';
export { exactSemanticId, knownSubmodel, knownSubmodels } from './known-submodel.ts';
export { applyMetadata, toMetadata } from './metadata.ts';
export type { PathSegment } from './path.ts';
export { formatPath, parsePath, toPaths } from './path.ts';
export { readEnvironment } from './read-environment.ts';
export { referenceTo, shellReference } from './reference.ts';
export type * from './types.ts';
export { toValue } from './value.ts';
export { verify } from './verify.ts';
export { isXsdValue } from './xsd.ts';
export { exactNumber } from './xsd-json.ts';
