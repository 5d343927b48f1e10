/**
 * The pure part of the twin room, and its second front door: the model, its verification and its
 * serialisations, free of I/O, so that they run in the browser and as a library too.
 */

export { applyValue } from './apply-value.ts';
export type {
  Attribute,
  AttributeType,
  ChoiceName,
  ClassDescription,
  ClassName,
  EnumerationName,
} from './classes.ts';
export { choices, classes, enumerations } from './classes.ts';
export type { Constraint } from './constraints.ts';
export { constraints } from './constraints.ts';
export type { Container, TrimOptions } from './elements.ts';
export { canHaveChildren, childrenOf, findElement, trimTo, withChildren } from './elements.ts';
export type { KnownSubmodel } from './known-submodel.ts';
export { exactSemanticId, knownSubmodel } from './known-submodel.ts';
export type { HasMetadata } from './metadata.ts';
export { applyMetadata, toMetadata } from './metadata.ts';
export type { PathSegment } from './path.ts';
export { formatPath, parsePath, toPaths } from './path.ts';
export { readEnvironment } from './read-environment.ts';
export { referenceTo, shellReference } from './reference.ts';
export type * from './types.ts';
export { toValue } from './value.ts';
export type { VerifyOptions } from './verify.ts';
export { verify } from './verify.ts';
export { isXsdType, isXsdValue } from './xsd.ts';
